import { waitingCount } from '#ui/waiting.ts'
import { countWaitingPlans } from '../units/contract.ts'

export default waitingCount({
  op: countWaitingPlans,
  input: {},
  count: ({ toDecide, returned }) => toDecide + returned,
})
