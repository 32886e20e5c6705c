import { postNotice } from '#foundation/notices/index.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { findAtDesk, moveToSuccessor } from './hand-over-store.ts'
import { getUnit } from './store.ts'

/**
 * Carries out the end of a unit that is over: enterprises and open filings go to the successor, which is told, and so are the
 * enterprises whose filing is under way.
 */
export async function handOver(tx: Tx, unitId: string, today: CivilDate): Promise<void> {
  const { name, successorId } = await getUnit(tx, unitId)
  const waiting = successorId === null ? [] : await findAtDesk(tx, unitId)
  const moved = await moveToSuccessor(tx, unitId, today, `“${name}”终止，由接管单位负责`)
  if (!moved || successorId === null) return
  if (moved.enterprises + moved.filings === 0) return
  const successor = await getUnit(tx, successorId)
  await postNotice(tx, {
    unitId: successorId,
    kind: 'unit-taken-over',
    title: `接管了“${name}”`,
    body: `企业 ${moved.enterprises} 户、办理中的备案 ${moved.filings} 件转到本单位。编号今后用本单位的代码，已发的不变。`,
    link: '/filings',
  })
  for (const enterpriseId of waiting) {
    await postNotice(tx, {
      enterpriseId,
      kind: 'unit-taken-over',
      title: `备案转由“${successor.name}”办理`,
      body: `“${name}”已终止。办理中的备案不用重新提交，由接管单位接着办理。`,
      link: '/',
    })
  }
}
