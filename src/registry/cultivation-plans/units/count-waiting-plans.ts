import { handle } from '#platform/perform.ts'
import { mayCountPlans } from '../policy.ts'
import { countWaiting } from '../store.ts'
import { countWaitingPlans } from './contract.ts'

export const countWaitingPlansHandler = handle(countWaitingPlans, {
  policy: mayCountPlans,
  run: ({ tx, actor }) =>
    actor.kind === 'unit' ? countWaiting(tx, actor.unitId) : Promise.resolve({ toDecide: 0, returned: 0 }),
})
