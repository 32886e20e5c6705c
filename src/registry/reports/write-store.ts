import type { Insertable, Updateable } from 'kysely'
import type { ReportPacks } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'

type Key = { readonly unitId: string; readonly packId: string }

export async function insertPack(tx: Tx, row: Insertable<ReportPacks>): Promise<void> {
  await tx.insertInto('report_packs').values(row).execute()
}

/** Keeps a pack that came as a file; false when its number or place in the chain is taken, seen by the asker or not. */
export async function receivePack(tx: Tx, row: Insertable<ReportPacks>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('report_packs')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Writes upon exactly this version; false when somebody was quicker. */
export async function updatePack(
  tx: Tx,
  { unitId, packId }: Key,
  version: number,
  change: Updateable<ReportPacks>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('report_packs')
    .set({ ...change, version: version + 1 })
    .where('unit_id', '=', unitId)
    .where('id', '=', packId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteDraft(tx: Tx, { unitId, packId }: Key, version: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('report_packs')
    .where('unit_id', '=', unitId)
    .where('id', '=', packId)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function insertContent(tx: Tx, { unitId, packId }: Key, sealed: Buffer): Promise<void> {
  await tx
    .insertInto('report_contents')
    .values({ unit_id: unitId, pack_id: packId, content_sealed: sealed })
    .execute()
}

export async function insertParts(
  tx: Tx,
  { unitId, packId }: Key,
  parts: readonly { readonly unitId: string; readonly packId: string }[],
): Promise<void> {
  if (parts.length === 0) return
  await tx
    .insertInto('report_parts')
    .values(
      parts.map((part) => ({
        unit_id: unitId,
        pack_id: packId,
        part_unit_id: part.unitId,
        part_id: part.packId,
      })),
    )
    .execute()
}

export async function insertSlip(
  tx: Tx,
  slip: {
    unitId: string
    packId: string
    no: number
    cover: string
    sha256: Buffer
    file: Buffer
    madeAt: Date
    madeBy: string | null
    receivedAt: Date | null
  },
): Promise<void> {
  await tx
    .insertInto('report_slips')
    .values({
      unit_id: slip.unitId,
      pack_id: slip.packId,
      no: slip.no,
      cover: slip.cover,
      sha256: slip.sha256,
      file: slip.file,
      made_at: slip.madeAt,
      made_by: slip.madeBy,
      received_at: slip.receivedAt,
    })
    .execute()
}
