import type { Tx } from '#platform/database/transaction.ts'
import type { Row } from '#platform/spreadsheets/read-table.ts'
import { comparisonKey } from '#platform/values/text.ts'
import type { Enterprise } from '../contract.ts'
import { type ImportKey, type ImportRecord, readImportRow } from '../import-row.ts'
import { findByCodes, type ImportRow } from '../import-store.ts'
import type { Location, LocationInput } from '../locate.ts'
import { computeSize, SIZE_NAMES } from '../size.ts'

/** Where a row belongs, and whether the importing unit may write there. */
export type Locate = (input: LocationInput) => Location<string> & { inScope: boolean }

/** Says of every row what would become of it; `seen` holds the codes of the rows before. */
export async function judgeRows(
  tx: Tx,
  rows: readonly Row[],
  indexes: Partial<Record<ImportKey, number>>,
  seen: Map<string, { line: number; name: string }>,
  locate: Locate,
): Promise<ImportRow[]> {
  const readings = rows.map((row) => ({ line: row.line, reading: readImportRow(row, indexes) }))
  const codes = readings.flatMap(({ reading }) => (reading.ok ? [reading.record.creditCode] : []))
  const known = codes.length > 0 ? await findByCodes(tx, codes) : { own: new Map(), owners: new Map() }
  return readings.map(({ line, reading }) => {
    if (!reading.ok) {
      return {
        ...blank(line),
        outcome: 'reject',
        message: reading.message,
        record: { name: reading.name, creditCode: reading.creditCode },
      }
    }
    const { record, remarks } = reading
    const earlier = seen.get(record.creditCode)
    if (!earlier) seen.set(record.creditCode, { line, name: record.name })
    const judged = judgeRecord(line, record, earlier, known, locate)
    return { ...judged, message: [judged.message, ...remarks].filter(Boolean).join(' ') }
  })
}

type Known = Awaited<ReturnType<typeof findByCodes>>
type Own = NonNullable<ReturnType<Known['own']['get']>>

function judgeRecord(
  line: number,
  record: ImportRecord,
  earlier: { line: number; name: string } | undefined,
  known: Known,
  locate: Locate,
): ImportRow {
  const own = known.own.get(record.creditCode)
  const figures = { computedSize: sizeOf(record, own), newYear: ofAnotherYear(record, own) }
  const row = { ...blank(line), record: { ...record, ...figures, unitId: null as string | null } }
  if (earlier && comparisonKey(earlier.name) === comparisonKey(record.name)) {
    return { ...row, outcome: 'reject', message: `与第 ${earlier.line} 行重复。已保留前一行。` }
  }
  const place = locate({ address: record.address, creditCode: record.creditCode, areaText: record.area })
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
    const withUnit = { ...row, record: { ...row.record, unitId: own.unit_id }, enterpriseId: own.id }
    const changed = changedLabels(own, record)
    if (changed.length === 0) return { ...withUnit, outcome: 'same', message: '名录中已有，内容相同。' }
    return {
      ...withUnit,
      outcome: 'change',
      before: own,
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
  return { ...row, outcome: 'add', record: { ...row.record, unitId: place.unitId }, message: '' }
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
    enterpriseId: null,
    before: null,
  }
}
