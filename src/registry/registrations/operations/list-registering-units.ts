import { open } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { listRegisteringUnits } from '../contract.ts'
import { findRegisteringUnits } from '../store.ts'

export const listRegisteringUnitsHandler = handle(listRegisteringUnits, {
  policy: open('whoever registers an enterprise has no account yet; names of units are public'),
  run: ({ tx }, query) => findRegisteringUnits(tx, query),
})
