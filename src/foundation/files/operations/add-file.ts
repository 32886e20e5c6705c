import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { readAll, sha256 } from '#platform/files/vault.ts'
import { newId } from '#platform/ids.ts'
import { malformedRequest } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addFile, FILE_LIMIT } from '../contract.ts'
import { inspectFile } from '../inspect.ts'
import { mayAdd } from '../policy.ts'
import { insertFile } from '../store.ts'

export const addFileHandler = handle(addFile, {
  subject: async ({ tx }, { enterpriseId, purpose }) => ({
    enterpriseId,
    purpose,
    responsibleUnitId: await responsibleUnitOf(tx, enterpriseId),
  }),
  policy: mayAdd,
  audit: (_input, { enterpriseId }, file, actor) => ({
    chain: file.purpose === 'record' ? { workbenchOf: enterpriseId } : { enterpriseId },
    action: 'file.added',
    subject: { type: 'file', id: file.id },
    details: { purpose: file.purpose, sha256: file.sha256, ...(actor.kind === 'unit' && { onBehalf: true }) },
  }),
  async run(ctx, { enterpriseId, purpose, name }) {
    if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
    const given = await readAll(ctx.body, FILE_LIMIT)
    if (given.length === 0) throw malformedRequest({ detail: '文件：是空的。请重新选择文件。' })
    const { bytes, mediaType } = await inspectFile(given, purpose)
    const id = newId()
    await ctx.installation.vault.put(id, bytes)
    const file = {
      id,
      enterpriseId,
      purpose,
      name,
      mediaType,
      size: bytes.length,
      sha256: sha256(bytes).toString('hex'),
      addedAt: ctx.now.toISOString(),
    }
    const { actor } = ctx
    await insertFile(ctx.tx, file, {
      accountId: ctx.actor.accountId,
      onBehalfUnitId: actor.kind === 'unit' ? actor.unitId : null,
    })
    return file
  },
})
