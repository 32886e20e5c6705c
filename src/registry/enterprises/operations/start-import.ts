import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { malformedRequest, tooLarge, wrongFileType } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { sniffTable } from '#platform/spreadsheets/sniff.ts'
import { startImport } from '../contract.ts'
import { getImport, insertImport, toImportRun } from '../import-store.ts'
import { checkImportJob } from '../jobs/check-import.job.ts'
import { mayImport } from '../policy.ts'

const LIMIT = 300 * 1024 * 1024

export const startImportHandler = handle(startImport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  audit: (_input, { unitId }, run) => ({
    chain: { unitId },
    action: 'import.started',
    subject: { type: 'import', id: run.id },
    details: { sha256: run.sha256 },
  }),
  async run(ctx, { unitId, fileName }) {
    if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
    const id = newId()
    const { sha256, size } = await receive(ctx, ctx.body, id)
    await insertImport(ctx.tx, { unitId, id, fileName, sha256, size, startedBy: ctx.actor.accountId })
    ctx.afterCommit(() => ctx.installation.jobs.send(checkImportJob, { unitId, importId: id }))
    return toImportRun(await getImport(ctx.tx, unitId, id))
  },
})

/** Streams the body to disk; a refused file does not stay. */
async function receive(ctx: Context, body: AsyncIterable<Uint8Array>, id: string) {
  const path = join(ctx.installation.vault.uploads, id)
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of body) {
      size += part.length
      if (size > LIMIT) throw tooLarge({ detail: '文件：超过 300 MB。请分成几个文件再传。' })
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
    await sniffTable(path)
    return { sha256: hash.digest(), size }
  } catch (error) {
    await rm(path, { force: true })
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await file.close()
  }
}
