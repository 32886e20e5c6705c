import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { FilePurpose, StoredFile } from './contract.ts'

/** A file's row as far as the asker may see it. @throws notFound */
export async function getFile(tx: Tx, enterpriseId: string, id: string): Promise<StoredFile> {
  const row = await tx
    .selectFrom('files')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return {
    id: row.id,
    enterpriseId: row.enterprise_id,
    purpose: row.purpose as FilePurpose,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    sha256: row.sha256.toString('hex'),
    addedAt: row.added_at.toISOString(),
  }
}

export async function insertFile(
  tx: Tx,
  file: StoredFile,
  by: { readonly accountId: string; readonly onBehalfUnitId: string | null },
): Promise<void> {
  await tx
    .insertInto('files')
    .values({
      enterprise_id: file.enterpriseId,
      id: file.id,
      purpose: file.purpose,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: Buffer.from(file.sha256, 'hex'),
      added_by: by.accountId,
      on_behalf_unit_id: by.onBehalfUnitId,
      added_at: file.addedAt,
    })
    .execute()
}
