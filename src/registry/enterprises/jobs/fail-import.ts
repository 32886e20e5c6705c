import { inTransaction } from '#platform/database/transaction.ts'
import type { Installation } from '#platform/perform.ts'
import { lockImport, updateImport } from '../import-store.ts'
import { takeBack } from '../import-undo-store.ts'

/** Ends an import that a fault of ours keeps from ending; what it wrote is taken back. */
export async function failImport(
  installation: Installation,
  { unitId, importId }: { unitId: string; importId: string },
): Promise<void> {
  await inTransaction(installation.pool, { kind: 'system', role: 'system', for: { unitId } }, async (tx) => {
    const run = { unit_id: unitId, id: importId }
    const { status } = await lockImport(tx, unitId, importId)
    if (!['uploaded', 'checking', 'applying'].includes(status)) return
    await takeBack(tx, run)
    await updateImport(tx, run, {
      status: 'failed',
      problem: '导入：系统出了故障，已经记录，名录没有变动。请稍后重新上传。',
      finished_at: installation.now(),
    })
  })
}
