import { inspectFile } from '#foundation/files/index.ts'
import { open } from '#platform/access/policy.ts'
import { readAll, sha256 } from '#platform/files/vault.ts'
import { newId } from '#platform/ids.ts'
import { malformedRequest, wrongState } from '#platform/operation.ts'
import { handle, hashToken } from '#platform/perform.ts'
import { addRegistrationScan, SCAN_LIMIT } from '../contract.ts'
import { insertScan, isDraft } from '../store.ts'

export const addRegistrationScanHandler = handle(addRegistrationScan, {
  // Before the bytes are taken in: without a draft of his own nobody fills the disk.
  subject: ({ tx }, { ticket }) => refuseUnlessDraft(isDraft(tx, hashToken(ticket))),
  policy: open(
    'an enterprise that registers itself has no account yet; the ticket of the draft is asked for',
  ),
  async run(ctx, { ticket, kind, name }) {
    if (!ctx.body) throw malformedRequest()
    const given = await readAll(ctx.body, SCAN_LIMIT)
    if (given.length === 0) throw malformedRequest({ detail: '文件：是空的。请重新选择文件。' })
    const { bytes, mediaType } = await inspectFile(given, 'other')
    const id = newId()
    await ctx.installation.vault.put(id, bytes)
    const scan = { id, kind, name, mediaType, size: bytes.length, sha256: sha256(bytes) }
    await refuseUnlessDraft(insertScan(ctx.tx, hashToken(ticket), scan))
    return { id, name, size: bytes.length }
  },
})

async function refuseUnlessDraft(answer: Promise<boolean>): Promise<void> {
  if (await answer) return
  throw wrongState({ detail: '扫描件：注册已提交、已过期，或已有三份。请查询进度，或重新填写。' })
}
