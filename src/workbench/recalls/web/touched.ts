import { listActions } from '#workbench/actions/contract.ts'
import { readDossier } from '../contract.ts'
import { recallContract } from '../dossier/contract.ts'

/** What every deed of a recall makes old. */
export const touched = {
  invalidates: [readDossier, recallContract.list, recallContract.read, listActions],
}
