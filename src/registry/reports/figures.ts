/**
 * The figures of 附件2 part B, each with what it counts. Measures and scopes are those of coverage; a coverage is a numerator over a
 * denominator, everything else a count.
 * 宜市市监联发〔2024〕9号 四1 (聘书、培训认证、评价证书), 二 (规上、政府质量奖); the layout of 附件2 itself was not available.
 */
export const figureKeys = [
  'above-scale',
  'sme',
  'award',
  'letter',
  'trained',
  'evaluated',
  'filed',
  'above-scale-coverage',
  'award-coverage',
] as const
export type FigureKey = (typeof figureKeys)[number]

/** Of which scope which measure is counted. */
export type Counted = { readonly scope: string; readonly measure: string }
export type FigureDefinition = {
  readonly title: string
  readonly numerator: Counted
  readonly denominator: Counted | null
}

const count = (title: string, scope: string, measure: string): FigureDefinition => ({
  title,
  numerator: { scope, measure },
  denominator: null,
})

export const figureDefinitions = {
  'above-scale': count('规上企业数', 'above-scale', 'members'),
  sme: count('中小微企业数', 'sme', 'members'),
  award: count('政府质量奖企业数', 'government-quality-award', 'members'),
  letter: count('已颁发聘书企业数', 'all', 'letter'),
  trained: count('已参加培训认证企业数', 'all', 'trained'),
  evaluated: count('已获省局评价证书企业数', 'all', 'evaluated'),
  filed: count('已备案企业数', 'all', 'filed'),
  'above-scale-coverage': {
    title: '规上覆盖率',
    numerator: { scope: 'above-scale', measure: 'filed' },
    denominator: { scope: 'above-scale', measure: 'members' },
  },
  'award-coverage': {
    title: '质量奖企业覆盖率',
    numerator: { scope: 'government-quality-award', measure: 'filed' },
    denominator: { scope: 'government-quality-award', measure: 'members' },
  },
} as const satisfies Record<FigureKey, FigureDefinition>

/** A coverage as printed: 92.5%; without a denominator nothing. */
export function ratioText(numerator: number, denominator: number): string {
  return denominator === 0 ? '—' : `${((numerator / denominator) * 100).toFixed(1)}%`
}
