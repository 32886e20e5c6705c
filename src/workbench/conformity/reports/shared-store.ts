import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { Totals } from '../contract.ts'
import type { Opening, SharedReport } from './contract.ts'

/** What a unit sees of shared reports: row-level security leaves only those in force of enterprises in its care. */

type Row = {
  shareId: string
  enterpriseId: string
  enterpriseName: string
  number: string
  asOf: Date
  sharedAt: Date
  sharedBy: string
  totals: Totals
}

const columns = sql`
  s.id as "shareId", s.enterprise_id as "enterpriseId", e.name as "enterpriseName", r.number, r.made_at as "asOf",
  s.shared_at as "sharedAt", s.shared_by_name as "sharedBy", r.content::jsonb->'totals' as totals`
const tables = sql`
  conformity_shares s join conformity_reports r on r.enterprise_id = s.enterprise_id and r.id = s.report_id
  join enterprises e on e.id = s.enterprise_id`

const present = ({ asOf, sharedAt, ...row }: Row): SharedReport => ({
  ...row,
  asOf: asOf.toISOString(),
  sharedAt: sharedAt.toISOString(),
})

export async function findSharedReports(
  tx: Tx,
  { unitId, text }: { readonly unitId: string; readonly text?: string | undefined },
  page: { readonly before: string | undefined; readonly limit: number },
) {
  const like = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null
  const where = sql`s.unit_id = ${unitId} and s.withdrawn_at is null and (${like}::text is null or e.name like ${like})`
  const [found, counted] = await Promise.all([
    sql<Row>`select ${columns} from ${tables}
      where ${where} and (${page.before ?? null}::uuid is null or s.id < ${page.before ?? null}::uuid)
      order by s.id desc limit ${page.limit}`.execute(tx),
    sql<{ n: number }>`select count(*)::int as n from ${tables} where ${where}`.execute(tx),
  ])
  return { rows: found.rows.map(present), total: counted.rows[0]?.n ?? 0 }
}

/** @throws notFound, also when it was taken back */
export async function getSharedReport(tx: Tx, unitId: string, shareId: string) {
  const { rows } = await sql<Row & { content: string; digest: string }>`
    select ${columns}, r.content, encode(r.digest, 'hex') as digest from ${tables}
     where s.unit_id = ${unitId} and s.id = ${shareId} and s.withdrawn_at is null`.execute(tx)
  const [row] = rows
  if (!row)
    throw notFound({ detail: '共享的报告：没有找到，或者企业已经撤回。请返回列表，或请企业重新共享。' })
  const { content, digest, ...head } = row
  return { head: present(head), content, digest }
}

/** Reading is written down once a day for each reader, printing every time. */
export async function addOpening(
  tx: Tx,
  opening: {
    enterpriseId: string
    shareId: string
    how: Opening['how']
    accountId: string
    byName: string
    unitName: string
    at: Date
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into conformity_openings (enterprise_id, id, share_id, how, account_id, by_name, unit_name, at)
    select ${opening.enterpriseId}, ${newId()}, ${opening.shareId}, ${opening.how}, ${opening.accountId}, ${opening.byName},
           ${opening.unitName}, ${opening.at}
     where ${opening.how} = 'printed' or not exists (
       select 1 from conformity_openings o
        where o.enterprise_id = ${opening.enterpriseId} and o.share_id = ${opening.shareId} and o.account_id = ${opening.accountId}
          and o.how = 'read'
          and (o.at at time zone 'Asia/Shanghai')::date = (${opening.at}::timestamptz at time zone 'Asia/Shanghai')::date)`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
