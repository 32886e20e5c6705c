import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { IncidentCourse } from '../chain.ts'
import { hoursBetween } from '../domain.ts'

export async function countBureauReports(tx: Tx, enterpriseId: string, incidentId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from incident_bureau_reports
     where enterprise_id = ${enterpriseId} and incident_id = ${incidentId}`.execute(tx)
  return rows[0]?.n ?? 0
}

/** In the order in which they were made. */
export async function findBureauReports(
  tx: Tx,
  of: { readonly enterpriseId: string; readonly id: string; readonly firstKnownAt: string },
): Promise<IncidentCourse['bureauReports']> {
  const rows = await tx
    .selectFrom('incident_bureau_reports')
    .select(['id', 'outcome', 'told', 'way', 'note', 'at', 'by_name'])
    .where('enterprise_id', '=', of.enterpriseId)
    .where('incident_id', '=', of.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ at, by_name, outcome, ...row }) => ({
    ...row,
    outcome: outcome as 'reported' | 'not-required',
    at: at.toISOString(),
    delayHours: hoursBetween(of.firstKnownAt, at.toISOString()),
    byName: by_name,
  }))
}

export async function insertBureauReport(
  tx: Tx,
  report: {
    readonly enterpriseId: string
    readonly id: string
    readonly incidentId: string
    readonly outcome: string
    readonly told: string
    readonly way: string
    readonly note: string
    readonly at: Date
    readonly now: Date
    readonly accountId: string | null
    readonly byName: string
  },
): Promise<void> {
  await tx
    .insertInto('incident_bureau_reports')
    .values({
      enterprise_id: report.enterpriseId,
      id: report.id,
      incident_id: report.incidentId,
      outcome: report.outcome,
      told: report.told,
      way: report.way,
      note: report.note,
      at: report.at,
      recorded_at: report.now,
      account_id: report.accountId,
      by_name: report.byName,
    })
    .execute()
}

export type LossWords = {
  readonly account: string
  readonly month: string
  readonly amountFen: number
  readonly what: string
}
type LossOf = { readonly enterpriseId: string; readonly incidentId: string; readonly id: string }

export async function findLosses(
  tx: Tx,
  enterpriseId: string,
  incidentId: string,
): Promise<IncidentCourse['losses']> {
  const rows = await tx
    .selectFrom('incident_losses')
    .select(['id', 'account', 'month', 'amount_fen', 'what', 'by_name'])
    .where('enterprise_id', '=', enterpriseId)
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute()
  return rows.map(({ amount_fen, by_name, ...row }) => ({
    ...row,
    amountFen: Number(amount_fen),
    byName: by_name,
  }))
}

/** Adds a line of loss, or corrects the one that is there. False when another incident has this line. */
export async function keepLoss(
  tx: Tx,
  of: LossOf,
  words: LossWords,
  by: { readonly name: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into incident_losses (enterprise_id, id, incident_id, account, month, amount_fen, what, changed_at, by_name)
    values (${of.enterpriseId}, ${of.id}, ${of.incidentId}, ${words.account}, ${words.month}, ${words.amountFen}, ${words.what},
            ${by.at}, ${by.name})
    on conflict (enterprise_id, id) do update set account = excluded.account, month = excluded.month,
      amount_fen = excluded.amount_fen, what = excluded.what, changed_at = excluded.changed_at, by_name = excluded.by_name
    where incident_losses.incident_id = excluded.incident_id
    returning id`.execute(tx)
  return rows.length === 1
}
