import { waitingCount } from '#ui/waiting.ts'
import { listNotices } from '../contract.ts'

export default waitingCount({
  op: listNotices,
  input: { limit: 1 },
  count: ({ total }) => total,
})
