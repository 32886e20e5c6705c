import { type Selectable, sql } from 'kysely'
import type { Enterprises } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Enterprise } from './contract.ts'

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

/** A page by name; `text` is a part of the name or the beginning of the credit code. */
export async function findEnterprises(
  tx: Tx,
  query: {
    text?: string | undefined
    unitId?: string | undefined
    after?: { name: string; id: string } | undefined
    limit: number
  },
) {
  let base = tx.selectFrom('enterprises as e').innerJoin('org_units as u', 'u.id', 'e.unit_id')
  if (query.unitId) base = base.where('e.unit_id', '=', query.unitId)
  if (query.text) {
    const part = query.text.replace(/[\\%_]/g, (char) => `\\${char}`)
    base = base.where((eb) =>
      eb.or([eb('e.name', 'like', `%${part}%`), eb('e.credit_code', 'like', `${part.toUpperCase()}%`)]),
    )
  }
  let rows = base
    .selectAll('e')
    .select(['u.name as unit_name', 'u.area_code as unit_area'])
    .orderBy('e.name')
    .orderBy('e.id')
    .limit(query.limit + 1)
  if (query.after)
    rows = rows.where(sql<boolean>`(e.name, e.id) > (${query.after.name}, ${query.after.id}::uuid)`)
  const [found, total] = await Promise.all([
    rows.execute(),
    base.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow(),
  ])
  return { rows: found.map(toEnterprise), total: total.n }
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
    declaredAboveScale: row.declared_above_scale,
    employees: row.employees,
    revenueWan: row.revenue_wan === null ? null : Number(row.revenue_wan),
    assetsWan: row.assets_wan === null ? null : Number(row.assets_wan),
    businessScope: row.business_scope,
    products: row.products,
  }
}
