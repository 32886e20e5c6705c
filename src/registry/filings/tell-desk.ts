import { postNotice } from '#foundation/notices/index.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { type ChainStep, stepAtHand } from './chain.ts'
import { kindNames } from './domain.ts'
import type { FilingRecord } from './store.ts'

/** Tells the unit to which the filing comes now, when it has changed hands. */
export async function tellDesk(
  tx: Tx,
  filing: FilingRecord,
  chain: readonly ChainStep[],
  { resubmitted = false }: { resubmitted?: boolean } = {},
): Promise<void> {
  const step = stepAtHand(chain)
  if (!step || (!resubmitted && step.unitId === filing.desk_unit_id)) return
  const due = step.dueOn ? `，请于 ${step.dueOn} 前办结` : ''
  await postNotice(tx, {
    unitId: step.unitId,
    kind: filing.desk_unit_id === null ? 'filing-submitted' : 'filing-at-desk',
    title:
      filing.desk_unit_id === null
        ? `${filing.enterprise_name}提交了${kindNames[filing.kind]}`
        : `${filing.enterprise_name}的${kindNames[filing.kind]}转到本单位`,
    body: `首席质量官${filing.person_name}，待${step.title}${due}。`,
    link: `/filings/${filing.enterprise_id}/${filing.id}`,
  })
}
