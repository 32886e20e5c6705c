import { type Selectable, sql } from 'kysely'
import type { Enterprises } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { EXPORT_LIMIT, notFound } from '#platform/operation.ts'
import { normaliseCode } from '#platform/values/text.ts'
import type { Enterprise } from './contract.ts'
import { escaped, searchWaysOf } from './name-search.ts'

type Row = Selectable<Enterprises> & { unit_name: string; unit_area: string | null }

/** One enterprise as far as the asker may see it. @throws notFound */
export async function getEnterprise(tx: Tx, id: string): Promise<Enterprise> {
  const row = await tx
    .selectFrom('enterprises as e')
    .innerJoin('org_units as u', 'u.id', 'e.unit_id')
    .selectAll('e')
    .select(['u.name as unit_name', 'u.area_code as unit_area'])
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return toEnterprise(row)
}

/** What the directory is filtered by; each may be missing. */
export type DirectoryQuery = {
  text?: string | undefined
  unitId?: string | undefined
  size?: string | undefined
  industry?: string | undefined
  state?: 'active' | 'ended' | 'all' | undefined
  cqo?: 'filed' | 'appointed' | 'none' | undefined
  tagId?: string | undefined
  /** A list, or all lists in force of a scope. */
  list?: string | undefined
  today: string
  after?: { name: string; id: string } | undefined
  limit: number
}

/** Counted no further: beyond it the directory says "more than". */
export const COUNTED = { text: 1000, chosen: 10_000, all: 100_000 }

/** A page by name, one row more than asked where there are more, and how many there are. */
export async function findEnterprises(tx: Tx, query: DirectoryQuery) {
  const { rows: found } = await sql<{ id: string; total: number }>`
    select id, total from directory_page(${JSON.stringify(askedOf(query))}::jsonb)`.execute(tx)
  if (found.length === 0) return { rows: [], total: 0 }
  const { rows } = await sql<ListRow>`
    select e.id, e.credit_code as "creditCode", e.credit_code_warning as "creditCodeWarning", e.code_kind as "codeKind",
           e.code_reason as "codeReason", e.name, e.unit_id as "unitId", u.name as "unitName", e.address, e.size,
           e.industry_code as "industryCode", e.ended_as as "endedAs", cqo_of(e.id, ${query.today}::date) as cqo,
           on_list(e.id, 'above-scale', ${query.today}::date) as "aboveScale"
      from unnest(${found.map(({ id }) => id)}::uuid[]) with ordinality as k(id, n)
      join enterprises e on e.id = k.id join org_units u on u.id = e.unit_id order by k.n`.execute(tx)
  return { rows, total: found[0]?.total ?? 0 }
}

type ListRow = Pick<
  Enterprise,
  | 'id'
  | 'creditCode'
  | 'creditCodeWarning'
  | 'codeKind'
  | 'codeReason'
  | 'name'
  | 'unitId'
  | 'unitName'
  | 'address'
  | 'size'
  | 'industryCode'
  | 'endedAs'
> & { cqo: 'filed' | 'appointed' | 'none' | null; aboveScale: boolean }

function askedOf({ text, unitId, tagId, state, ...query }: DirectoryQuery) {
  const code = text && /^[0-9A-Z]{2,18}$/.test(normaliseCode(text)) ? `${normaliseCode(text)}%` : undefined
  return {
    ...query,
    unit: unitId,
    tag: tagId,
    state: state ?? 'active',
    // No name is looked for by what can only be a code: two signs and an area.
    ...(text && {
      text: /^[0-9A-Z]{2}\d{6}/.test(code ?? '') ? [] : searchWaysOf(text),
      name: `%${escaped(text)}%`,
      code,
    }),
  }
}

export type ExportedEnterprise = ListRow & {
  typeText: string
  declaredSize: string | null
  computedSize: string | null
  figuresYear: number | null
  employees: number | null
  revenueWan: string | null
  assetsWan: string | null
  declaredAboveScale: boolean | null
  registeredOn: string | null
  products: string
  endedOn: string | null
}

/** All rows of the filter, for a file; one more than may stand in it. */
export function enterprisesToExport(query: Omit<DirectoryQuery, 'after' | 'limit'>) {
  const asked = askedOf({ ...query, limit: EXPORT_LIMIT + 1 })
  return sql<ExportedEnterprise>`(
    select e.name, e.credit_code as "creditCode", e.code_reason as "codeReason", u.name as "unitName",
           e.industry_code as "industryCode", e.type_text as "typeText", e.size, e.declared_size as "declaredSize",
           e.computed_size as "computedSize", e.figures_year as "figuresYear", e.employees, e.revenue_wan as "revenueWan",
           e.assets_wan as "assetsWan", e.declared_above_scale as "declaredAboveScale",
           on_list(e.id, 'above-scale', ${query.today}::date) as "aboveScale", cqo_of(e.id, ${query.today}::date) as cqo,
           e.address, e.registered_on as "registeredOn", e.products, e.ended_on as "endedOn", e.ended_as as "endedAs"
      from directory_page(${JSON.stringify(asked)}::jsonb) p join enterprises e on e.id = p.id
      join org_units u on u.id = e.unit_id order by e.name, e.id)`
}

/** What an enterprise keeps of itself. */
export type Particulars = Pick<
  Enterprise,
  | 'address'
  | 'typeText'
  | 'typeCode'
  | 'industryCode'
  | 'declaredAboveScale'
  | 'employees'
  | 'revenueWan'
  | 'assetsWan'
  | 'size'
  | 'declaredSize'
  | 'computedSize'
  | 'figuresYear'
  | 'products'
>

/** False when the version is no longer the newest. */
export async function updateParticulars(
  tx: Tx,
  id: string,
  version: number,
  to: Particulars,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('enterprises')
    .set({
      version: version + 1,
      address: to.address,
      type_text: to.typeText,
      type_code: to.typeCode,
      industry_code: to.industryCode,
      declared_above_scale: to.declaredAboveScale,
      employees: to.employees,
      revenue_wan: to.revenueWan,
      assets_wan: to.assetsWan,
      size: to.size,
      declared_size: to.declaredSize,
      computed_size: to.computedSize,
      figures_year: to.figuresYear,
      products: to.products,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function toEnterprise(row: Row): Enterprise {
  return {
    id: row.id,
    version: row.version,
    creditCode: row.credit_code,
    creditCodeWarning: row.credit_code_warning,
    name: row.name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    areaCode: row.area_code ?? row.unit_area,
    address: row.address,
    registeredOn: row.registered_on,
    typeText: row.type_text,
    typeCode: row.type_code,
    industryCode: row.industry_code,
    size: row.size as Enterprise['size'],
    declaredSize: row.declared_size as Enterprise['size'],
    computedSize: row.computed_size as Enterprise['size'],
    figuresYear: row.figures_year,
    codeKind: row.code_kind as Enterprise['codeKind'],
    codeReason: row.code_reason,
    codeReasonBy: row.code_reason_by,
    codeReasonAt: row.code_reason_at?.toISOString() ?? null,
    endedOn: row.ended_on,
    endedAs: row.ended_as as Enterprise['endedAs'],
    mergedInto: row.merged_into,
    declaredAboveScale: row.declared_above_scale,
    employees: row.employees,
    revenueWan: row.revenue_wan === null ? null : Number(row.revenue_wan),
    assetsWan: row.assets_wan === null ? null : Number(row.assets_wan),
    businessScope: row.business_scope,
    products: row.products,
  }
}
