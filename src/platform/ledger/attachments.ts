import { sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { invalidInput } from '../operation.ts'
import { type Context, type Handled, handle } from '../perform.ts'
import type { LedgerAttachment } from './contract-more.ts'
import type { LedgerContract } from './contract-of.ts'
import { addLedgerEvent } from './events-store.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerParts } from './ledger-parts.ts'
import type { OfEnterprise } from './ledger-policies.ts'
import { getRecord } from './store-of.ts'

/** Adding a paper to a record. */
export function attachHandler<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  { policies, before }: LedgerParts,
): Handled {
  return handle(contract.attach, {
    subject: async (_ctx, { enterpriseId }: OfEnterprise) => ({ enterpriseId }),
    policy: policies.write,
    audit: (input, _subject, output) => ({
      chain: { enterpriseId: input.enterpriseId },
      action: `${ledger.name}.attached`,
      subject: { type: ledger.name, id: input.recordId },
      details: { sha256: output.sha256 },
    }),
    async run(ctx, { enterpriseId, recordId, fileId }) {
      const record = await getRecord(ctx.tx, ledger, enterpriseId, recordId)
      await before?.attach?.(ctx, record)
      const added = await attach(ctx, ledger, { enterpriseId, recordId, fileId })
      const of = { enterpriseId, id: recordId, at: ctx.now, actor: ctx.actor }
      await addLedgerEvent(ctx.tx, ledger, of, { kind: 'attached', note: added.name })
      return added
    },
  })
}

type OfRecord = { readonly enterpriseId: string; readonly recordId: string }

/** @throws invalidInput when the file is not the enterprise's, not for records, or with this record already */
async function attach(
  { tx, actor, now }: Context,
  ledger: Ledger,
  { enterpriseId, recordId, fileId }: OfRecord & { fileId: string },
): Promise<LedgerAttachment> {
  const id = newId()
  const { numAffectedRows } = await sql`
    insert into ledger_attachments
      (enterprise_id, id, ledger, record_id, file_id, name, media_type, size, sha256, account_id, by_name, at)
    select f.enterprise_id, ${id}::uuid, ${ledger.name}, ${recordId}::uuid, f.id, f.name, f.media_type, f.size, f.sha256,
           ${'accountId' in actor ? actor.accountId : null}::uuid, ${'name' in actor ? actor.name : '系统'}, ${now}
      from files f where f.enterprise_id = ${enterpriseId} and f.id = ${fileId} and f.purpose = 'record'
    on conflict do nothing`.execute(tx)
  const added = (await attachmentsOf(tx, enterpriseId, recordId)).find((each) => each.fileId === fileId)
  if (numAffectedRows === 1n && added) return added
  const message = added
    ? `附件：“${added.name}”已经在这里。不必再添加。`
    : '附件：文件没有上传成功，或不是记录的附件。请重新上传。'
  throw invalidInput({ detail: message, errors: [{ path: 'fileId', message }] })
}

/** The papers of a record, the first one first. */
export async function attachmentsOf(
  tx: Tx,
  enterpriseId: string,
  recordId: string,
): Promise<LedgerAttachment[]> {
  const rows = await tx
    .selectFrom('ledger_attachments')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('record_id', '=', recordId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fileId: row.file_id,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    sha256: row.sha256.toString('hex'),
    at: row.at.toISOString(),
    byName: row.by_name,
  }))
}
