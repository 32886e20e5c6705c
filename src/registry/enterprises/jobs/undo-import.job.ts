import { appendAudit } from '#platform/audit/append.ts'
import { inTransaction, type Tx } from '#platform/database/transaction.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { tellProgress } from '../import-staging-store.ts'
import { getImport, lockImport, mayWriteAlone, updateImport } from '../import-store.ts'
import { takeBack } from '../import-undo-store.ts'
import type { ImportJobData } from './check-import.job.ts'
import { tellUnit } from './tell-unit.ts'

const actorOf = (unitId: string) => ({ kind: 'system', role: 'system', for: { unitId } }) as const

/** Of what could not be taken back. */
export const stayedSentence = (stayed: number) =>
  stayed > 0 ? `有 ${stayed} 家企业已经办理业务或又有修改，保持现状。` : null

/** Takes a large import back, all in one transaction; how far it has come is told beside it. */
export const undoImportJob: Job<ImportJobData> = {
  name: 'undo-import',
  async run({ pool, now }, { unitId, importId }) {
    const actor = actorOf(unitId)
    const run = { unit_id: unitId, id: importId }
    const tell = async (lines: number) => {
      await inTransaction(pool, actor, (tx) => tellProgress(tx, run, lines))
    }
    await inTransaction(pool, actor, async (tx, client) => {
      await mayWriteAlone(tx, importId)
      if ((await getImport(tx, unitId, importId)).status !== 'undoing') return
      const problem = stayedSentence(await takeBack(tx, run, tell))
      const found = await lockImport(tx, unitId, importId)
      await updateImport(tx, run, { status: 'undone', finished_at: now(), problem })
      await tellUnit(tx, found, 'undone')
      await appendAudit(client, actor, {
        chain: { unitId },
        action: 'import.undone',
        subject: { type: 'import', id: importId },
        by: { accountId: found.started_by, role: 'system' },
        details: { sha256: found.sha256.toString('hex') },
      })
    })
  },
  giveUp: ({ pool }, { unitId, importId }) =>
    inTransaction(pool, actorOf(unitId), (tx) => staysApplied(tx, { unit_id: unitId, id: importId })),
}

async function staysApplied(tx: Tx, run: { unit_id: string; id: string }) {
  const { status } = await lockImport(tx, run.unit_id, run.id)
  if (status !== 'undoing') return
  const problem = '撤销：系统出了故障，已经记录，名录没有变动。请稍后再撤销。'
  await updateImport(tx, run, { status: 'applied', problem })
}
