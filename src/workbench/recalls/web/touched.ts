import { listActions } from '#workbench/actions/contract.ts'
import { readDossier, recallContract } from '../contract.ts'

/** What every deed of a recall makes old. */
export const touched = {
  invalidates: [readDossier, recallContract.list, recallContract.read, listActions],
}
