import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { Row } from '#platform/spreadsheets/read-table.ts'
import { comparisonKey } from '#platform/values/text.ts'
import type { CodesSeen } from '../codes-seen.ts'
import type { Enterprise } from '../contract.ts'
import { type ImportKey, type ImportRecord, type RowReading, readImportRow } from '../import-row.ts'
import { findByCodes, type ImportRow, namesOnLines } from '../import-staging-store.ts'
import type { Location, LocationInput } from '../locate.ts'
import { computeSize, SIZE_NAMES } from '../size.ts'

/** Where a row belongs, and whether the importing unit may write there. */
export type Locate = (input: LocationInput) => Location<string> & { inScope: boolean }

/** A row as far as it can be judged without the directory; `twin` is the earlier line with the same code, or 0. */
export type ReadRow = { line: number; reading: RowReading; twin: number; place: ReturnType<Locate> | null }

/** Reads a row and finds its place. */
export function readRow(
  row: Row,
  indexes: Partial<Record<ImportKey, number>>,
  seen: CodesSeen,
  locate: Locate,
): ReadRow {
  const reading = readImportRow(row, indexes)
  if (!reading.ok) return { line: row.line, reading, twin: 0, place: null }
  const { creditCode, address, area } = reading.record
  const place = locate({ address, creditCode, areaText: area })
  return { line: row.line, reading, twin: seen.firstLine(creditCode, row.line), place }
}

/** Says of every row what would become of it. */
export async function judgeRows(
  tx: Tx,
  run: { unit_id: string; id: string },
  rows: readonly ReadRow[],
): Promise<ImportRow[]> {
  const codes = rows.flatMap(({ reading }) => (reading.ok ? [reading.record.creditCode] : []))
  const [known, names] = await Promise.all([findByCodes(tx, codes), earlierNames(tx, run, rows)])
  return rows.map(({ line, reading, twin, place }) => {
    if (!reading.ok || !place) {
      const { name, creditCode, message } = reading as Extract<RowReading, { ok: false }>
      return { ...blank(line), message, record: { name, creditCode } }
    }
    const { record, remarks } = reading
    const earlier = twin > 0 ? { line: twin, name: names.get(twin) ?? '' } : undefined
    const judged = judgeRecord(line, record, earlier, known, place)
    return { ...judged, message: [judged.message, ...remarks].filter(Boolean).join(' ') }
  })
}

/** Names on the lines that have the same code as one of these: among these rows, or kept before. */
async function earlierNames(tx: Tx, run: { unit_id: string; id: string }, rows: readonly ReadRow[]) {
  const lines = new Set(rows.flatMap(({ twin }) => (twin > 0 ? [twin] : [])))
  if (lines.size === 0) return new Map<number, string>()
  const here = rows.flatMap(({ line, reading }) =>
    reading.ok && lines.has(line) ? [[line, reading.record.name] as const] : [],
  )
  for (const [line] of here) lines.delete(line)
  return new Map([...here, ...(await namesOnLines(tx, run, [...lines]))])
}

type Known = Awaited<ReturnType<typeof findByCodes>>
type Own = Exclude<ReturnType<Known['own']['get']>, undefined>

function judgeRecord(
  line: number,
  record: ImportRecord,
  earlier: { line: number; name: string } | undefined,
  known: Known,
  place: ReturnType<Locate>,
): ImportRow {
  const own: Own | undefined = known.own.get(record.creditCode)
  const figures = { computedSize: sizeOf(record, own), newYear: ofAnotherYear(record, own) }
  const row = { ...blank(line), ...figures, record, enterpriseId: newId() }
  if (earlier && comparisonKey(earlier.name) === comparisonKey(record.name)) {
    return { ...row, outcome: 'reject', message: `与第 ${earlier.line} 行重复。已保留前一行。` }
  }
  const candidates = [...place.candidates]
  if (earlier) {
    return {
      ...row,
      outcome: 'doubtful',
      candidates,
      message: `信用代码与第 ${earlier.line} 行“${earlier.name}”相同，名称不同。请核对后决定。`,
    }
  }
  const owner = known.owners.get(record.creditCode)
  if (!own && owner)
    return { ...row, outcome: 'reject', message: `已在“${owner}”名下。需要移交时请与该单位联系。` }
  if (own) {
    const withUnit = { ...row, placeId: own.unit_id, enterpriseId: own.id }
    const changed = changedLabels(own, record)
    if (changed.length === 0) return { ...withUnit, outcome: 'same', message: '名录中已有，内容相同。' }
    return {
      ...withUnit,
      outcome: 'change',
      knownVersion: own.version,
      message: `名录中已有，将更新${changed.join('、')}。`,
    }
  }
  if (record.codeKind === 'registration-number') {
    return {
      ...row,
      outcome: 'doubtful',
      candidates,
      message: '是 15 位旧注册号。请换成 18 位统一社会信用代码；企业确未换照的，写明理由后再决定归属。',
    }
  }
  if (place.certainty === 'doubtful')
    return { ...row, outcome: 'doubtful', candidates, message: place.reason }
  if (!place.inScope) {
    return { ...row, outcome: 'doubtful', candidates, message: `${place.reason}。不在本单位负责的范围。` }
  }
  return { ...row, outcome: 'add', placeId: place.unitId, message: '' }
}

/** Labels of what the list says otherwise than the directory; what it leaves empty is not asked. */
function changedLabels(own: Own, record: ImportRecord): string[] {
  const pairs = [
    ['企业名称', own.name, record.name],
    ['注册地址', own.address, record.address],
    ['注册日期', own.registered_on, record.registeredOn],
    ['企业类型', own.type_text, record.typeText],
    ['经营范围', own.business_scope, record.businessScope],
    ['主要产品', own.products, record.products],
    ['所属行业', own.industry_code, record.industryCode],
    ['企业规模', own.declared_size, record.size],
    ['从业人员', own.employees, record.employees],
    ['营业收入', numberOf(own.revenue_wan), record.revenueWan],
    ['资产总额', numberOf(own.assets_wan), record.assetsWan],
    ['数据年份', own.figures_year, record.figuresYear],
  ] as const
  return pairs.filter(([, old, next]) => next !== null && next !== '' && next !== old).map(([label]) => label)
}

const numberOf = (value: string | number | bigint | null) => (value === null ? null : Number(value))

/** Figures of another year than the directory's replace all three: those of two years are never mixed. */
function ofAnotherYear(record: ImportRecord, own: Own | undefined): boolean {
  const given = record.employees ?? record.revenueWan ?? record.assetsWan
  return given !== null && record.figuresYear !== null && record.figuresYear !== own?.figures_year
}

/** The size by the figures of the list, and by those of the directory where the list has none of its own year. */
function sizeOf(record: ImportRecord, own: Own | undefined): Enterprise['size'] {
  const industry = record.industryCode ?? own?.industry_code
  if (!industry) return null
  const kept = ofAnotherYear(record, own) ? undefined : own
  const computed = computeSize({
    industry,
    employees: record.employees ?? kept?.employees ?? null,
    revenueWan: record.revenueWan ?? numberOf(kept?.revenue_wan ?? null),
    assetsWan: record.assetsWan ?? numberOf(kept?.assets_wan ?? null),
  })
  return computed ? (SIZE_NAMES[computed.size] as Enterprise['size']) : null
}

function blank(line: number) {
  return {
    line,
    outcome: 'reject' as ImportRow['outcome'],
    message: '',
    candidates: [] as string[],
    placeId: null as string | null,
    computedSize: null as Enterprise['size'],
    newYear: false,
    enterpriseId: null as string | null,
    knownVersion: null as number | null,
  }
}
