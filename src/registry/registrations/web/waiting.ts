import { waitingCount } from '#ui/waiting.ts'
import { listRegistrations } from '../contract.ts'

export default waitingCount({
  op: listRegistrations,
  input: { limit: 1 },
  count: ({ total }) => total,
})
