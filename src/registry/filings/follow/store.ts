import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { FilingRecord } from '../store.ts'
import type { InForce } from './succession.ts'

/** The filing of an enterprise that stands in the register now. */
export async function findInForce(tx: Tx, enterpriseId: string): Promise<InForce | undefined> {
  const row = await tx
    .selectFrom('filings as f')
    .innerJoin('appointments as a', (join) =>
      join.onRef('a.enterprise_id', '=', 'f.enterprise_id').onRef('a.id', '=', 'f.appointment_id'),
    )
    .select(['f.id', 'f.appointment_id', 'a.term_from', 'a.status', 'f.filing_no'])
    .where('f.enterprise_id', '=', enterpriseId)
    .where('f.status', '=', 'registered')
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      appointmentId: row.appointment_id,
      termFrom: row.term_from,
      revoked: row.status === 'revoked',
      filingNo: row.filing_no ?? '',
    }
  )
}

/** Holds back other registrations of the same enterprise until this one commits. */
export async function lockRegister(tx: Tx, enterpriseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${enterpriseId}, 4711))`.execute(tx)
}

/** Makes a 新报 the 更换 of a filing that was registered meanwhile; false where another filing already follows that one. */
export async function becomeReplacement(tx: Tx, filing: FilingRecord, previousId: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select become_replacement(${filing.enterprise_id}, ${filing.id}, ${previousId}) as done`.execute(tx)
  return rows[0]?.done === true
}

/** Closes the filing that this one follows; false where it is not in force any more. The filing's desk may. */
export async function closePrevious(
  tx: Tx,
  filing: FilingRecord,
  end: { readonly status: 'changed' | 'cancelled'; readonly from: string | null },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ closed: string | null }>`
    select close_filing(${filing.enterprise_id}, ${filing.id}, ${end.status}, ${end.from}::date, ${now}) as closed`.execute(
    tx,
  )
  return typeof rows[0]?.closed === 'string'
}

/** Ends the time in office that a 注销 names, where the enterprise has not ended it itself. */
export async function endByCancellation(
  tx: Tx,
  filing: FilingRecord,
  eventId: string,
  now: Date,
): Promise<void> {
  await sql`select end_by_cancellation(${filing.enterprise_id}, ${filing.id}, ${eventId}, ${now})`.execute(tx)
}
