import { waitingCount } from '#ui/waiting.ts'
import { countIncomingReports } from '../incoming/contract.ts'

export default waitingCount({
  op: countIncomingReports,
  input: {},
  count: ({ waiting }) => waiting,
})
