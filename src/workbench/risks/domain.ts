import type { RiskLevel, RiskScheme } from './contract.ts'

const ORDER: readonly RiskLevel[] = ['low', 'general', 'larger', 'major']

type Steps = Pick<RiskScheme, 'severities' | 'likelihoods' | 'cells'>

/** Level of a pair by a scheme; null where a step is missing or beyond the scheme. */
export function levelOf(
  { cells }: Pick<RiskScheme, 'cells'>,
  severity: number | null,
  likelihood: number | null,
): RiskLevel | null {
  if (severity === null || likelihood === null) return null
  return cells[severity - 1]?.[likelihood - 1] ?? null
}

/** What is wrong with a scheme; null when nothing is. A higher step never gives a lower level. */
export function schemeFault({ severities, likelihoods, cells }: Steps): string | null {
  if (cells.length !== severities.length || cells.some((row) => row.length !== likelihoods.length)) {
    return '矩阵：格数和等级数对不上。请刷新后重新填写。'
  }
  const rank = (s: number, l: number) => ORDER.indexOf(cells[s]?.[l] ?? 'low')
  for (let s = 0; s < severities.length; s += 1) {
    for (let l = 0; l < likelihoods.length; l += 1) {
      if (s > 0 && rank(s, l) < rank(s - 1, l)) {
        return `矩阵：可能性 ${l + 1} 时，严重性 ${s + 1} 的等级比严重性 ${s} 还低。请更正。`
      }
      if (l > 0 && rank(s, l) < rank(s, l - 1)) {
        return `矩阵：严重性 ${s + 1} 时，可能性 ${l + 1} 的等级比可能性 ${l} 还低。请更正。`
      }
    }
  }
  return null
}

type Rated = {
  readonly severity?: unknown
  readonly likelihood?: unknown
  readonly residualSeverity?: unknown
  readonly residualLikelihood?: unknown
}

/** A step beyond the scheme, or half of a pair, by the key of its column; undefined when there is none. */
export function ratingFault(
  { severities, likelihoods }: Pick<RiskScheme, 'severities' | 'likelihoods'>,
  rated: Rated,
): { key: keyof Rated; message: string } | undefined {
  const pairs = [
    ['severity', 'likelihood', '严重性', '可能性'],
    ['residualSeverity', 'residualLikelihood', '剩余严重性', '剩余可能性'],
  ] as const
  for (const [s, l, severityLabel, likelihoodLabel] of pairs) {
    const [severity, likelihood] = [rated[s] ?? null, rated[l] ?? null]
    if (Number(severity) > severities.length)
      return {
        key: s,
        message: `${severityLabel}：评价方案只有 ${severities.length} 级，填的是 ${severity}。请核对。`,
      }
    if (Number(likelihood) > likelihoods.length)
      return {
        key: l,
        message: `${likelihoodLabel}：评价方案只有 ${likelihoods.length} 级，填的是 ${likelihood}。请核对。`,
      }
    if ((severity === null) !== (likelihood === null)) {
      const lacking = severity === null ? s : l
      return {
        key: lacking,
        message: `${severityLabel}、${likelihoodLabel}：只填了一个，算不出等级。请两个都填，或者都不填。`,
      }
    }
  }
  return undefined
}
