import { handle } from '#platform/perform.ts'
import { mayKeepSenders } from '../../policy.ts'
import { readSenders } from '../contract.ts'
import { presentSenders } from '../store.ts'

export const readSendersHandler = handle(readSenders, {
  policy: mayKeepSenders,
  run: ({ tx, installation }) => presentSenders(tx, installation.sealer),
})
