import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Totals } from '../contract.ts'
import type { Opening, Share } from './contract.ts'

type HeadRow = {
  id: string
  number: string
  asOf: Date
  madeBy: string
  totals: Totals
  digest: string
  sharedWith: string[]
}

const headColumns = sql`
  r.id, r.number, r.made_at as "asOf", r.by_name as "madeBy", r.content::jsonb->'totals' as totals, encode(r.digest, 'hex') as digest,
  array(select u.name from conformity_shares s join org_units u on u.id = s.unit_id
         where s.enterprise_id = r.enterprise_id and s.report_id = r.id and s.withdrawn_at is null order by s.id) as "sharedWith"`

const toHead = ({ asOf, ...row }: HeadRow) => ({ ...row, asOf: asOf.toISOString() })

export async function insertReport(
  tx: Tx,
  report: {
    enterpriseId: string
    id: string
    number: string
    at: Date
    accountId: string | null
    byName: string
    content: string
    digest: Buffer
  },
): Promise<void> {
  await sql`
    insert into conformity_reports (enterprise_id, id, number, made_at, account_id, by_name, content, digest)
    values (${report.enterpriseId}, ${report.id}, ${report.number}, ${report.at}, ${report.accountId}, ${report.byName},
            ${report.content}, ${report.digest})`.execute(tx)
}

export async function findReports(
  tx: Tx,
  enterpriseId: string,
  page: { readonly before: string | undefined; readonly limit: number },
) {
  const [found, counted] = await Promise.all([
    sql<HeadRow>`
      select ${headColumns} from conformity_reports r
       where r.enterprise_id = ${enterpriseId} and (${page.before ?? null}::uuid is null or r.id < ${page.before ?? null}::uuid)
       order by r.id desc limit ${page.limit}`.execute(tx),
    sql<{
      n: number
    }>`select count(*)::int as n from conformity_reports where enterprise_id = ${enterpriseId}`.execute(tx),
  ])
  return { rows: found.rows.map(toHead), total: counted.rows[0]?.n ?? 0 }
}

/** @throws notFound */
export async function getReport(tx: Tx, enterpriseId: string, id: string) {
  const { rows } = await sql<HeadRow & { content: string }>`
    select ${headColumns}, r.content from conformity_reports r
     where r.enterprise_id = ${enterpriseId} and r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  const { content, ...head } = row
  return { ...toHead(head), content }
}

type ShareRow = Omit<Share, 'sharedAt' | 'withdrawnAt' | 'openings'> & {
  sharedAt: Date
  withdrawnAt: Date | null
  openings: Opening[]
}

/** Shares of one report, the newest first, each with who opened it. */
export async function findShares(tx: Tx, enterpriseId: string, reportId: string): Promise<Share[]> {
  const { rows } = await sql<ShareRow>`
    select s.id, s.unit_id as "unitId", u.name as "unitName", s.shared_at as "sharedAt", s.shared_by_name as "sharedBy",
           s.withdrawn_at as "withdrawnAt", s.withdrawn_by_name as "withdrawnBy",
           coalesce((select jsonb_agg(o.opening order by o.id desc) from (
             select p.id, jsonb_build_object('how', p.how, 'byName', p.by_name, 'unitName', p.unit_name,
                      'at', to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as opening
               from conformity_openings p where p.enterprise_id = s.enterprise_id and p.share_id = s.id
              order by p.id desc limit 100) o), '[]') as openings
      from conformity_shares s join org_units u on u.id = s.unit_id
     where s.enterprise_id = ${enterpriseId} and s.report_id = ${reportId} order by s.id desc`.execute(tx)
  return rows.map(({ sharedAt, withdrawnAt, ...row }) => ({
    ...row,
    sharedAt: sharedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }))
}

/** False when it is shared with this unit already. */
export async function insertShare(
  tx: Tx,
  share: {
    enterpriseId: string
    id: string
    reportId: string
    unitId: string
    at: Date
    accountId: string | null
    byName: string
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into conformity_shares (enterprise_id, id, report_id, unit_id, shared_at, shared_by, shared_by_name)
    values (${share.enterpriseId}, ${share.id}, ${share.reportId}, ${share.unitId}, ${share.at}, ${share.accountId}, ${share.byName})
    on conflict (enterprise_id, report_id, unit_id) where withdrawn_at is null do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** False when there is no such share in force. */
export async function endShare(
  tx: Tx,
  share: { enterpriseId: string; reportId: string; shareId: string; at: Date; byName: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update conformity_shares set withdrawn_at = ${share.at}, withdrawn_by_name = ${share.byName}
     where enterprise_id = ${share.enterpriseId} and report_id = ${share.reportId} and id = ${share.shareId} and withdrawn_at is null`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
