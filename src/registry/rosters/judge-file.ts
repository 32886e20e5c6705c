import { checkCreditCode } from '#platform/values/credit-code.ts'
import { comparisonKey } from '#platform/values/text.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import type { DraftOutcome } from './drafts/contract.ts'
import type { ListedRow } from './read-file.ts'

/** An enterprise of the directory, with its standing on the list: null when it is not on it. */
export type Known = {
  readonly id: string
  readonly name: string
  readonly creditCode: string
  readonly nameKey: string
  readonly unitName: string
  /** 注销, 停产 … and the day; null while it goes on. */
  readonly ended: string | null
  readonly nominated: boolean | null
}

/** What is known around the rows of a batch. */
export type Surroundings = {
  readonly byCode: ReadonlyMap<string, Known>
  readonly byKey: ReadonlyMap<string, readonly Known[]>
  /** Code → name of the unit, of enterprises out of sight. */
  readonly elsewhere: ReadonlyMap<string, string>
  /** `code|name` as once listed → the enterprise that it was found to be, and by which version. */
  readonly remembered: ReadonlyMap<string, { readonly enterpriseId: string; readonly no: number }>
  /** Which unit would add a row that the directory does not know; `problem` where the area cannot be placed. */
  place(row: ListedRow): { unitId: string | null; problem: string }
  /** Lines seen so far, by enterprise and by what was written. */
  readonly seen: Map<string, number>
}

export type JudgedRow = {
  readonly line: number
  readonly outcome: DraftOutcome
  readonly message: string
  readonly name: string
  readonly creditCode: string
  readonly area: string
  readonly nominated: boolean
  readonly enterpriseId: string | null
  readonly candidates: readonly { enterpriseId: string; name: string; creditCode: string; unitName: string }[]
  readonly placeUnitId: string | null
}

export const rememberedKey = (row: { creditCode: string; name: string }) =>
  `${row.creditCode}|${comparisonKey(row.name)}`

/** What a row is. Where code and name do not agree, or the directory does not know it, it is left to a person. */
export function judgeRow(row: ListedRow, around: Surroundings): JudgedRow {
  const { problem, ...written } = row
  const base = { ...written, enterpriseId: null, candidates: [], placeUnitId: null }
  if (problem) return { ...base, outcome: 'reject', message: problem }
  const key = `written:${rememberedKey(row)}`
  const earlier = around.seen.get(key)
  if (earlier !== undefined) {
    return { ...base, outcome: 'reject', message: `与第 ${earlier} 行重复。已保留前一行。` }
  }
  around.seen.set(key, row.line)
  const found = find(row, around)
  if (!('one' in found)) return { ...base, ...found, candidates: found.candidates.map(candidate) }
  const { one, message } = found
  const same = around.seen.get(one.id)
  if (same !== undefined) {
    return { ...base, outcome: 'reject', message: `与第 ${same} 行是同一家。已保留前一行。` }
  }
  around.seen.set(one.id, row.line)
  const already = one.nominated === row.nominated
  const prize = one.nominated === null || already ? '' : '已在名单中，提名与获奖将更正。'
  return {
    ...base,
    outcome: already ? 'same' : 'new',
    enterpriseId: one.id,
    message: [message, prize].filter(Boolean).join(' '),
  }
}

const candidate = ({ id, name, creditCode, unitName }: Known) => ({
  enterpriseId: id,
  name,
  creditCode,
  unitName,
})

type Doubt = {
  outcome: Exclude<DraftOutcome, 'same' | 'new' | 'gone' | 'reject'>
  message: string
  candidates: readonly Known[]
  placeUnitId: string | null
}
type Found = { one: Known; message: string } | Doubt

function find(row: ListedRow, around: Surroundings): Found {
  const ofCode = around.byCode.get(row.creditCode)
  const near = around.byKey.get(nameKeyOf(row.name).key) ?? []
  const doubt = (outcome: Doubt['outcome'], message: string, candidates: readonly Known[] = []): Doubt => ({
    outcome,
    message,
    candidates,
    placeUnitId: null,
  })
  if (ofCode) return findByCode(row, ofCode, near, around, doubt)
  const owner = around.elsewhere.get(row.creditCode)
  if (row.creditCode !== '' && owner) {
    return doubt('elsewhere', `名录中在“${owner}”名下，不归本单位管。已迁入的，请两地办理移交后再列入。`)
  }
  const known = remembered(row, near, around)
  if (known) return known
  const same = near.filter(({ name }) => comparisonKey(name) === comparisonKey(row.name))
  if (row.creditCode === '' && same.length === 1 && same[0] && !same[0].ended)
    return { one: same[0], message: '' }
  if (row.creditCode !== '' && same.length > 0) {
    return doubt('other-code', '名录中有同名企业，代码不同。请核对是不是同一家。', [
      ...same,
      ...near.filter((one) => !same.includes(one)),
    ])
  }
  if (near.length > 0) {
    const why = row.creditCode === '' ? '没有代码' : '名录中没有这个代码'
    return doubt('near', `${why}，名称相同或相近的有下列企业。请核对是不是同一家。`, near)
  }
  return unknown(row, around)
}

function findByCode(
  row: ListedRow,
  ofCode: Known,
  near: readonly Known[],
  around: Surroundings,
  doubt: (outcome: Doubt['outcome'], message: string, candidates?: readonly Known[]) => Doubt,
): Found {
  const others = near.filter(({ id }) => id !== ofCode.id)
  if (ofCode.ended) return doubt('ended', `名录中已${ofCode.ended}。请核对是否仍应在名单上。`, [ofCode])
  if (row.name === '' || comparisonKey(ofCode.name) === comparisonKey(row.name)) {
    return { one: ofCode, message: '' }
  }
  const known = remembered(row, [ofCode, ...others], around)
  if (known) return known
  return doubt('renamed', `名录中这个代码的企业名称是“${ofCode.name}”。请核对是不是同一家。`, [
    ofCode,
    ...others,
  ])
}

function remembered(row: ListedRow, among: readonly Known[], around: Surroundings): Found | undefined {
  const decided = around.remembered.get(rememberedKey(row))
  const one = among.find(({ id, ended }) => id === decided?.enterpriseId && !ended)
  return one && decided
    ? { one, message: `写法与名录不同，第 ${decided.no} 版已认定是“${one.name}”。` }
    : undefined
}

function unknown(row: ListedRow, around: Surroundings): Doubt {
  const { unitId, problem } = around.place(row)
  const check = row.creditCode === '' ? undefined : checkCreditCode(row.creditCode)
  const parts = [
    '名录中没有这家企业。可记为待入名录，由市场监管部门新增后列入。',
    row.creditCode === '' ? '没有填写代码，请尽量补填。' : '',
    check?.problem ? `代码${check.problem.message}` : '',
    problem,
  ]
  return { outcome: 'unknown', message: parts.filter(Boolean).join(''), candidates: [], placeUnitId: unitId }
}
