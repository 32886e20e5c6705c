import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { compareDraftJob } from './jobs/compare-draft.job.ts'
import { addRosterScopeHandler } from './operations/add-roster-scope.ts'
import { changeRosterHandler } from './operations/change-roster.ts'
import { compareDraftHandler } from './operations/compare-draft.ts'
import { compareVersionsHandler } from './operations/compare-versions.ts'
import { createRosterHandler } from './operations/create-roster.ts'
import { decideAlikeHandler } from './operations/decide-alike.ts'
import { decideRowsHandler } from './operations/decide-rows.ts'
import { discardDraftHandler } from './operations/discard-draft.ts'
import { downloadDraftResultHandler } from './operations/download-draft-result.ts'
import { downloadRosterTemplateHandler } from './operations/download-roster-template.ts'
import { exportDifferenceHandler } from './operations/export-difference.ts'
import { exportPendingHandler } from './operations/export-pending.ts'
import { exportRosterMembersHandler } from './operations/export-roster-members.ts'
import { exportRosterStatesHandler } from './operations/export-roster-states.ts'
import { listDraftRowsHandler } from './operations/list-draft-rows.ts'
import { listMembershipsHandler } from './operations/list-memberships.ts'
import { listPendingHandler } from './operations/list-pending.ts'
import { listRosterMembersHandler } from './operations/list-roster-members.ts'
import { listRosterScopesHandler } from './operations/list-roster-scopes.ts'
import { listRosterStatesHandler } from './operations/list-roster-states.ts'
import { listRostersHandler } from './operations/list-rosters.ts'
import { listVersionsHandler } from './operations/list-versions.ts'
import { readDraftHandler } from './operations/read-draft.ts'
import { readRosterHandler } from './operations/read-roster.ts'
import { recordRosterHandler } from './operations/record-roster.ts'
import { remindKeeperHandler } from './operations/remind-keeper.ts'
import { signDraftHandler } from './operations/sign-draft.ts'
import { startDraftHandler } from './operations/start-draft.ts'
import { verifyVersionHandler } from './operations/verify-version.ts'
import { verifyVersionsHandler } from './operations/verify-versions.ts'

export { type RosterFacts, rosterFacts } from './facts.ts'
export { type RosterBasis, rosterVersionsFor } from './versions-for.ts'

export const rosters: Capability = {
  name: 'rosters',
  handlers: [
    listRosterScopesHandler,
    addRosterScopeHandler,
    listRostersHandler,
    createRosterHandler,
    changeRosterHandler,
    readRosterHandler,
    listRosterMembersHandler,
    compareDraftHandler,
    compareVersionsHandler,
    decideAlikeHandler,
    decideRowsHandler,
    discardDraftHandler,
    downloadDraftResultHandler,
    downloadRosterTemplateHandler,
    exportDifferenceHandler,
    exportPendingHandler,
    exportRosterMembersHandler,
    exportRosterStatesHandler,
    listDraftRowsHandler,
    listPendingHandler,
    listRosterStatesHandler,
    listVersionsHandler,
    readDraftHandler,
    remindKeeperHandler,
    signDraftHandler,
    startDraftHandler,
    verifyVersionHandler,
    verifyVersionsHandler,
    recordRosterHandler,
    listMembershipsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  jobs: [compareDraftJob],
}
