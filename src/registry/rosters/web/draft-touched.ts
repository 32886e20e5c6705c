import { listRosterMembers, listRosters, readRoster } from '../contract.ts'
import { listDraftRows, readDraft } from '../drafts/contract.ts'
import { listRosterStates } from '../states/contract.ts'
import { listPending, listVersions } from '../versions/contract.ts'

/** What a step of a draft makes old. */
export const touchedByDraft = [
  readDraft,
  listDraftRows,
  readRoster,
  listRosters,
  listRosterMembers,
  listVersions,
  listPending,
  listRosterStates,
]
