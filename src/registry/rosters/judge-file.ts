import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { comparisonKey } from '#platform/values/text.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import type { RosterFileRow } from './contract.ts'
import type { ListedRow } from './read-file.ts'

/** An enterprise of the directory, with its standing on the list: null when it is not on it. */
export type Known = {
  readonly id: string
  readonly name: string
  readonly creditCode: string
  readonly nameKey: string
  readonly nominated: boolean | null
}

/**
 * What would become of each row. The code decides; a code whose enterprise bears another name, a name whose enterprise
 * bears another code, and near names are left to a person.
 */
export function judgeListedRows(rows: readonly ListedRow[], known: readonly Known[]): RosterFileRow[] {
  const byCode = new Map(known.map((each) => [each.creditCode, each]))
  const byKey = Map.groupBy(known, ({ nameKey }) => nameKey)
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const code = normaliseCreditCode(row.creditCode)
    const base = { line: row.line, name: row.name, creditCode: code, nominated: row.nominated }
    const refuse = (message: string): RosterFileRow => ({
      ...base,
      outcome: 'reject',
      enterpriseId: null,
      message,
      candidates: [],
    })
    if (row.name === '' && code === '') return refuse('企业名称：没有填写。请补填。')
    if (row.numeric)
      return refuse('统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。')
    const found = find(row, code, byCode.get(code), byKey.get(nameKeyOf(row.name).key) ?? [])
    if (found.kind === 'none') {
      return refuse('名录中没有这家企业，或不在本单位的范围内。请先新增或导入企业。')
    }
    if (found.kind === 'doubtful') {
      const candidates = found.candidates.map(({ id, name, creditCode }) => ({
        enterpriseId: id,
        name,
        creditCode,
      }))
      return { ...base, outcome: 'doubtful', enterpriseId: null, message: found.message, candidates }
    }
    const earlier = seen.get(found.one.id)
    if (earlier !== undefined) return refuse(`与第 ${earlier} 行是同一家。已保留前一行。`)
    seen.set(found.one.id, row.line)
    const already = found.one.nominated === row.nominated
    const message = already
      ? '已在名单中。'
      : found.one.nominated === null
        ? ''
        : '已在名单中，提名与获奖将更正。'
    return {
      ...base,
      outcome: already ? 'already' : 'enter',
      enterpriseId: found.one.id,
      message,
      candidates: [],
    }
  })
}

type Found =
  | { kind: 'none' }
  | { kind: 'one'; one: Known }
  | { kind: 'doubtful'; message: string; candidates: readonly Known[] }

function find(row: ListedRow, code: string, ofCode: Known | undefined, near: readonly Known[]): Found {
  if (ofCode) {
    if (row.name === '' || comparisonKey(ofCode.name) === comparisonKey(row.name)) {
      return { kind: 'one', one: ofCode }
    }
    const candidates = [ofCode, ...near.filter(({ id }) => id !== ofCode.id)]
    return { kind: 'doubtful', message: `名录中这个代码的企业名称是“${ofCode.name}”。请核对。`, candidates }
  }
  if (near.length === 0) return { kind: 'none' }
  const same = near.filter(({ name }) => comparisonKey(name) === comparisonKey(row.name))
  if (code === '' && same.length === 1 && same[0]) return { kind: 'one', one: same[0] }
  const message =
    code === ''
      ? '没有代码，名称相同或相近的有下列企业。请选择。'
      : '名录中没有这个代码，名称相同或相近的有下列企业。请核对代码后选择。'
  return { kind: 'doubtful', message, candidates: near }
}
