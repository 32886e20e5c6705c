import type { Tx } from '../database/transaction.ts'

/** The unit that is responsible for an enterprise today, as far as the asker may know it. */
export async function responsibleUnitOf(tx: Tx, enterpriseId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('tenants')
    .select('unit_id')
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirst()
  return row?.unit_id ?? null
}
