import { waitingCount } from '#ui/waiting.ts'
import { countFilings } from '../contract.ts'

export default waitingCount({
  op: countFilings,
  input: {},
  count: ({ desk }) => desk,
})
