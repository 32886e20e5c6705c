import type { Tx } from '#platform/database/transaction.ts'

export type TenureFiling = Awaited<ReturnType<typeof findTenureFilings>>[number]

/** Every filing of an enterprise that was not withdrawn, as far as the asker sees it; the oldest first. */
export async function findTenureFilings(tx: Tx, enterpriseId: string) {
  return tx
    .selectFrom('filings')
    .select(['id', 'appointment_id', 'kind', 'status', 'filing_no', 'person_name', 'registered_at'])
    .select(['cancelled_on', 'previous_id', 'term_to', 'left_on'])
    .where('enterprise_id', '=', enterpriseId)
    .where('status', '<>', 'withdrawn')
    .orderBy('id')
    .execute()
}
