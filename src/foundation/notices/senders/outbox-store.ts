import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Channel, Message, MessageState } from './contract.ts'

export type Claimed = {
  readonly id: string
  readonly channel: Channel
  readonly accountId: string
  readonly name: string
  readonly subject: string
  readonly body: string
  readonly tries: number
  readonly mobileSealed: Buffer | null
  readonly emailSealed: Buffer | null
  /** Whether the person still wants it by this channel. */
  readonly wanted: boolean
}

/** A sender that died with a message in hand is noticed after this long. */
const LOST = '10 minutes'

/** Takes messages that are due, each by one sender alone, and counts the try before it is made. */
export async function claimMessages(tx: Tx, now: Date, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select id from outbox
       where (state = 'queued' and next_at <= ${now}) or (state = 'sending' and claimed_at < ${now}::timestamptz - ${LOST}::interval)
       order by next_at limit ${limit} for update skip locked
    ), taken as (
      update outbox o set state = 'sending', tries = o.tries + 1, claimed_at = ${now} from due where o.id = due.id
      returning o.id, o.channel, o.account_id, o.person_name, o.subject, o.body, o.tries
    )
    select t.id, t.channel, t.account_id as "accountId", t.person_name as name, t.subject, t.body, t.tries,
           c.mobile_sealed as "mobileSealed", c.email_sealed as "emailSealed",
           coalesce(case t.channel when 'http' then c.by_http and c.mobile_sealed is not null
                                   else c.by_email and c.email_sealed is not null end, false) as wanted
      from taken t left join notice_contacts c on c.account_id = t.account_id`.execute(tx)
  return rows
}

export async function finishMessage(
  tx: Tx,
  id: string,
  end: { state: Exclude<MessageState, 'sending'>; at: Date; nextAt?: Date; why: string },
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({
      state: end.state,
      last_error: end.why.slice(0, 500),
      ...(end.state === 'queued' ? { next_at: end.nextAt ?? end.at } : { finished_at: end.at }),
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute()
}

type Filter = { readonly state?: MessageState | undefined; readonly channel?: Channel | undefined }
export type MessageRow = Omit<Message, 'createdAt' | 'nextAt' | 'finishedAt'> & {
  createdAt: Date
  nextAt: Date | null
  finishedAt: Date | null
}

const meeting = ({ state, channel }: Filter) =>
  sql`(${state ?? null}::text is null or o.state = ${state ?? null}) and (${channel ?? null}::text is null or o.channel = ${channel ?? null})`

const listed = sql`o.id, o.channel, o.person_name as "personName", u.name as "unitName", o.subject, o.state, o.tries,
  o.created_at as "createdAt", case when o.state = 'queued' then o.next_at end as "nextAt", o.finished_at as "finishedAt",
  o.last_error as "lastError"`

export async function findMessages(
  tx: Tx,
  filter: Filter,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: Message[]; next: string | null; total: number }> {
  const after = page.cursor
    ? sql`(o.created_at, o.id) < (select p.created_at, p.id from outbox p where p.id = ${page.cursor}::uuid)`
    : sql`true`
  const [{ rows }, counted] = await Promise.all([
    sql<MessageRow>`
      select ${listed} from outbox o join org_units u on u.id = o.unit_id
       where ${meeting(filter)} and ${after} order by o.created_at desc, o.id desc limit ${page.limit + 1}`.execute(
      tx,
    ),
    sql<{ n: number }>`select count(*)::int as n from outbox o where ${meeting(filter)}`.execute(tx),
  ])
  const shown = rows.slice(0, page.limit)
  return {
    rows: shown.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      nextAt: row.nextAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    })),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
    total: counted.rows[0]?.n ?? 0,
  }
}

export function messagesToExport(filter: Filter) {
  return sql<MessageRow>`(
    select ${listed} from outbox o join org_units u on u.id = o.unit_id
     where ${meeting(filter)} order by o.created_at desc, o.id desc)`
}

/** Tries anew what was given up. */
export async function requeue(tx: Tx, now: Date, ids?: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update outbox set state = 'queued', tries = 0, next_at = ${now}, finished_at = null
     where state = 'dead' and ${ids ? sql`id = any(${[...ids]}::uuid[])` : sql`true`} returning id`.execute(
    tx,
  )
  return rows.length
}

/** Takes away some that ended before; answers how many. */
export async function purgeMessages(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from outbox where id in (
      select id from outbox where state in ('sent', 'dropped') and finished_at < ${before} limit ${limit}) returning id`.execute(
    tx,
  )
  return rows.length
}
