import type { ColumnSpec, Matching } from '#platform/spreadsheets/match-columns.ts'
import type { Row } from '#platform/spreadsheets/read-table.ts'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { checkIdNumber } from '#platform/values/id-number.ts'
import { cleanText, normaliseCode } from '#platform/values/text.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import type { CredentialKind } from './contract.ts'

type Key =
  | 'name'
  | 'creditCode'
  | 'personName'
  | 'idNumber'
  | 'letter'
  | 'letterOn'
  | 'training'
  | 'trainedOn'
  | 'trainer'
  | 'evaluation'
  | 'number'
  | 'note'

/** Columns of 附件2 (reference form, DOMAIN: the original was not available) that the survey reads. */
export const surveyColumns: readonly ColumnSpec<Key>[] = [
  { key: 'name', label: '企业名称', aliases: ['单位名称', '名称'], required: true },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码'] },
  { key: 'personName', label: '首席质量官姓名', aliases: ['姓名', '首席质量官'] },
  { key: 'idNumber', label: '身份证号', aliases: ['身份证号码'] },
  { key: 'letter', label: '是否颁发聘书', aliases: ['颁发聘书', '聘书'] },
  { key: 'letterOn', label: '聘任时间', aliases: ['聘书日期', '聘任日期'] },
  { key: 'training', label: '是否参加培训', aliases: ['参加培训', '培训', '培训认证'] },
  { key: 'trainedOn', label: '培训时间', aliases: ['培训日期'] },
  { key: 'trainer', label: '培训组织方', aliases: ['培训机构', '培训单位'] },
  { key: 'evaluation', label: '是否取得评价证书', aliases: ['评价证书', '取得评价证书'] },
  { key: 'number', label: '证书编号', aliases: ['评价证书编号'] },
  { key: 'note', label: '备注', aliases: ['说明'] },
]

/** What a row says of one kind; 身份证号 as its keyed hash, in hex. */
export type SaidRecord = {
  readonly kind: CredentialKind
  readonly held: boolean
  readonly heldOn: string | null
  readonly issuer: string
  readonly number: string
  readonly personName: string
  readonly personKey: string | null
  readonly note: string
}

export type JudgedRow = {
  readonly line: number
  readonly name: string
  /** Null: the row is refused, `message` says why. */
  readonly enterpriseId: string | null
  readonly message: string
  readonly records: readonly SaidRecord[]
}

export type Known = {
  readonly id: string
  readonly name: string
  readonly creditCode: string
}

export type WrittenRow = {
  readonly line: number
  readonly texts: Readonly<Record<Key, string>>
  /** Columns whose digits Excel has lost. */
  readonly numeric: readonly Key[]
}

const clean = (text: string | undefined) => cleanText(text?.toWellFormed() ?? '').slice(0, 300)

export function writtenRow(row: Row, indexes: Matching<Key>['indexes']): WrittenRow {
  const cell = (key: Key) => row.cells[indexes[key] ?? -1]
  const keys = surveyColumns.map(({ key }) => key)
  return {
    line: row.line,
    texts: Object.fromEntries(keys.map((key) => [key, clean(cell(key)?.text)])) as Record<Key, string>,
    numeric: (['creditCode', 'idNumber'] as const).filter((key) => cell(key)?.numeric),
  }
}

export const codeOf = ({ texts }: WrittenRow) => normaliseCreditCode(texts.creditCode)
export const keyOf = ({ texts }: WrittenRow) => nameKeyOf(texts.name).key

/** What would become of each row: the enterprise by its code, else by its one near name; what it says of each kind. */
export function judgeRows(
  rows: readonly WrittenRow[],
  known: readonly Known[],
  on: { asOf: string; hash: (idNumber: string) => string },
): JudgedRow[] {
  const byCode = new Map(known.map((each) => [each.creditCode, each]))
  const byKey = Map.groupBy(known, ({ name }) => nameKeyOf(name).key)
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const { line, texts } = row
    const refused = (message: string): JudgedRow => ({
      line,
      name: texts.name,
      enterpriseId: null,
      message,
      records: [],
    })
    const found = find(row, byCode, byKey)
    if (typeof found === 'string') return refused(found)
    const said = whatItSays(row, on)
    if (said.wrong.length > 0) return refused(said.wrong.join('；'))
    if (said.records.length === 0)
      return refused('三项都没有填写是或否，没有可以登记的内容。请补填，或删去这一行。')
    const key = `${found.id} ${texts.personName}`
    const earlier = seen.get(key)
    if (earlier !== undefined) return refused(`与第 ${earlier} 行是同一家企业的同一个人。请删去其中一行。`)
    seen.set(key, line)
    const named = found.name === texts.name ? '' : `名录中的名称是“${found.name}”。`
    return { line, name: texts.name, enterpriseId: found.id, message: named, records: said.records }
  })
}

function find(
  row: WrittenRow,
  byCode: ReadonlyMap<string, Known>,
  byKey: ReadonlyMap<string, readonly Known[]>,
): Known | string {
  const { texts, numeric } = row
  if (numeric.includes('creditCode')) {
    return '统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。'
  }
  const code = codeOf(row)
  const near = byKey.get(keyOf(row)) ?? []
  if (code !== '') {
    const one = byCode.get(code)
    if (!one) return '名录中没有这个统一社会信用代码的企业，或不在本单位的范围内。请先新增或导入企业。'
    if (nameKeyOf(one.name).key === keyOf(row) || texts.name === '') return one
    return `统一社会信用代码是“${one.name}”的，与名称不符。请核对代码或名称。`
  }
  if (texts.name === '') return '企业名称：没有填写。请补填。'
  const [one, another] = near
  if (!one) return '名录中没有这家企业，或不在本单位的范围内。请先新增或导入企业。'
  return another ? `名录中叫这个名称的有 ${near.length} 家。请补填统一社会信用代码。` : one
}

type Said = { readonly records: SaidRecord[]; readonly wrong: string[] }

const kinds: readonly {
  kind: CredentialKind
  answer: Key
  on: Key | null
  issuer: Key | null
  number: Key | null
  label: string
  onLabel: string
}[] = [
  {
    kind: 'letter',
    answer: 'letter',
    on: 'letterOn',
    issuer: null,
    number: null,
    label: '是否颁发聘书',
    onLabel: '聘任时间',
  },
  {
    kind: 'training',
    answer: 'training',
    on: 'trainedOn',
    issuer: 'trainer',
    number: null,
    label: '是否参加培训',
    onLabel: '培训时间',
  },
  {
    kind: 'evaluation',
    answer: 'evaluation',
    on: null,
    issuer: null,
    number: 'number',
    label: '是否取得评价证书',
    onLabel: '',
  },
]

function whatItSays(
  row: WrittenRow,
  { asOf, hash }: { asOf: string; hash: (idNumber: string) => string },
): Said {
  const wrong: string[] = []
  const records: SaidRecord[] = []
  const person = personOf(row, hash, wrong)
  for (const { kind, answer, on, issuer, number, label, onLabel } of kinds) {
    const held = yesOrNo(row.texts[answer])
    if (held === null) wrong.push(`${label}：看不懂“${row.texts[answer]}”。请填写是或否。`)
    if (typeof held !== 'boolean') continue
    const heldOn = held && on ? dayOf(row.texts[on]) : null
    if (heldOn?.message) wrong.push(`${onLabel}：${heldOn.message}`)
    if (heldOn?.date && heldOn.date > asOf) wrong.push(`${onLabel}：晚于截至日期 ${asOf}。请核对。`)
    records.push({
      kind,
      held,
      heldOn: heldOn?.date ?? null,
      issuer: held && issuer ? row.texts[issuer].slice(0, 100) : '',
      number: held && number ? row.texts[number].slice(0, 60) : '',
      personName: row.texts.personName.slice(0, 40),
      personKey: person,
      note: row.texts.note,
    })
  }
  return { records, wrong }
}

function personOf(row: WrittenRow, hash: (idNumber: string) => string, wrong: string[]): string | null {
  const written = row.texts.idNumber
  // What comes masked from an export says nothing.
  if (written === '' || written.includes('*')) return null
  if (row.numeric.includes('idNumber')) {
    wrong.push('身份证号：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。')
    return null
  }
  const check = checkIdNumber(written)
  if (check.ok) return hash(check.number)
  wrong.push(`身份证号：${check.problem.message}`)
  return null
}

/** undefined: nothing was said; null: it cannot be read. */
function yesOrNo(text: string): boolean | null | undefined {
  const word = normaliseCode(text)
  if (word === '') return undefined
  if (['是', '有', '已颁发', '已参加', '已取得', '已培训', '√', 'Y', 'YES', '1', 'TRUE'].includes(word))
    return true
  if (
    [
      '否',
      '无',
      '没有',
      '未',
      '未颁发',
      '未参加',
      '未取得',
      '未培训',
      '×',
      'X',
      'N',
      'NO',
      '0',
      'FALSE',
    ].includes(word)
  )
    return false
  return null
}

/** A day, or a month as people write it in this column (2024年5月): its first day. */
function dayOf(text: string): { date: string | null; message: string } {
  if (text === '') return { date: null, message: '' }
  const month = /^(\d{4})[年.\-/](\d{1,2})月?$/.exec(normaliseCode(text))
  const read = parseCivilDate(month ? `${month[1]}-${month[2]}-1` : text)
  return read.ok ? { date: read.value, message: '' } : { date: null, message: read.message }
}
