import { sql } from 'kysely'
import type { AdminRole } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { Notice } from './contract.ts'

/**
 * `accountId`: for this person of the enterprise alone; else for everyone there. `inWorkbench`: 质量人员 too, who hear nothing of
 * 聘任 and 备案.
 */
type ToEnterprise = { enterpriseId: string; accountId?: string; inWorkbench?: true }
export type NewNotice = (ToEnterprise | { unitId: string } | { adminRole: AdminRole }) & {
  kind: string
  title: string
  body: string
  link?: string
}

/** Posts a notice in the transaction of the deed it tells of. */
export async function postNotice(tx: Tx, notice: NewNotice): Promise<void> {
  await tx
    .insertInto('notices')
    .values({
      id: newId(),
      enterprise_id: 'enterpriseId' in notice ? notice.enterpriseId : null,
      unit_id: 'unitId' in notice ? notice.unitId : null,
      admin_role: 'adminRole' in notice ? notice.adminRole : null,
      account_id: 'accountId' in notice ? (notice.accountId ?? null) : null,
      in_workbench: 'inWorkbench' in notice,
      kind: notice.kind,
      title: notice.title,
      body: notice.body,
      link: notice.link ?? null,
    })
    .execute()
}

/** What is told to a unit, here and to those of its people who want it by SMS, 政务微信 or e-mail. */
export type UnitMessage = Extract<NewNotice, { unitId: string }>

/** As `postNotice`, and into the outbox: name of the matter and what is due, nothing else of anybody. */
export async function postMessage(tx: Tx, message: UnitMessage): Promise<void> {
  await Promise.all([
    postNotice(tx, message),
    sql`select queue_messages(${message.unitId}::uuid, ${message.title}, ${message.body})`.execute(tx),
  ])
}

export type NoticeExportRow = { title: string; body: string; at: Date; read: boolean }

/** All notices of the reader, newest first, for a workbook. */
export function noticesToExport(accountId: string) {
  return sql<NoticeExportRow>`(
    select n.title, n.body, n.at,
           exists (select 1 from notice_reads r where r.notice_id = n.id and r.account_id = ${accountId}) as read
      from notices n order by n.id desc)`
}

/** Newest first; ids grow with time, so the id is the cursor. */
export async function findNotices(
  tx: Tx,
  accountId: string,
  page: { cursor?: string | undefined; limit: number },
) {
  const read = sql<boolean>`exists (select 1 from notice_reads r where r.notice_id = n.id and r.account_id = ${accountId})`
  let query = tx
    .selectFrom('notices as n')
    .select(['n.id', 'n.kind', 'n.title', 'n.body', 'n.link', 'n.at', read.as('read')])
    .orderBy('n.id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('n.id', '<', page.cursor)
  const [rows, unread] = await Promise.all([
    query.execute(),
    tx
      .selectFrom('notices as n')
      .select(sql<number>`count(*)::int`.as('n'))
      .where(sql<boolean>`not ${read}`)
      .executeTakeFirstOrThrow(),
  ])
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown.map((row): Notice => ({ ...row, at: row.at.toISOString() })),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
    total: unread.n,
  }
}

/** Marks those of `ids` that the reader may see, or all of them; answers how many were unread. */
export async function markRead(tx: Tx, accountId: string, ids?: readonly string[]): Promise<number> {
  const wanted = ids ? sql`n.id = any(${[...ids]}::uuid[])` : sql`true`
  const { rows } = await sql<{ n: number }>`
    with marked as (
      insert into notice_reads (account_id, notice_id)
      select ${accountId}::uuid, n.id from notices n where ${wanted}
      on conflict do nothing returning 1)
    select count(*)::int as n from marked`.execute(tx)
  return rows[0]?.n ?? 0
}
