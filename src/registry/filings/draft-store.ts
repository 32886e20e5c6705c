import type { Tx } from '#platform/database/transaction.ts'
import type { Cancellation, FilingKind } from './contract.ts'
import type { PublicForm } from './form.ts'
import type { FilingRecord } from './store.ts'

export async function findOpenFiling(
  tx: Tx,
  enterpriseId: string,
  appointmentId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('filings')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('appointment_id', '=', appointmentId)
    .where('status', 'in', ['draft', 'submitted', 'accepted', 'returned'])
    .executeTakeFirst()
  return row?.id
}

export type NewDraft = {
  enterpriseId: string
  id: string
  kind: FilingKind
  previousId: string | null
  unitId: string
  appointmentId: string
  form: PublicForm
  scanIds: readonly string[]
  cancellation?: Cancellation
  /** What a 变更 takes over: photo, sealed part, consent. */
  taken?: Partial<
    Pick<FilingRecord, 'private_sealed' | 'id_number_hash' | 'photo_id' | 'consented_at' | 'consent_version'>
  >
  onBehalf: { readonly unitId: string; readonly accountId: string; readonly name: string } | null
}

/** False where another filing of the same appointment, or another one that follows the filing in force, is open. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<boolean> {
  const { enterpriseId, id, form, scanIds, onBehalf } = draft
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('filings')
    .values({
      enterprise_id: enterpriseId,
      id,
      kind: draft.kind,
      previous_id: draft.previousId,
      cancellation: draft.cancellation ? JSON.stringify(draft.cancellation) : null,
      status: 'draft',
      unit_id: draft.unitId,
      appointment_id: draft.appointmentId,
      form: JSON.stringify(form),
      person_name: form.name ?? '',
      ...draft.taken,
      ...(onBehalf && {
        on_behalf_unit_id: onBehalf.unitId,
        on_behalf_name: onBehalf.name,
        on_behalf_accounts: [onBehalf.accountId],
      }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  if (scanIds.length === 0) return true
  await tx
    .insertInto('filing_scans')
    .values(scanIds.map((file_id) => ({ enterprise_id: enterpriseId, filing_id: id, file_id })))
    .execute()
  return true
}
