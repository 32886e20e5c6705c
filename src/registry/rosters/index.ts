import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { addRosterScopeHandler } from './operations/add-roster-scope.ts'
import { changeRosterHandler } from './operations/change-roster.ts'
import { checkRosterFileHandler } from './operations/check-roster-file.ts'
import { createRosterHandler } from './operations/create-roster.ts'
import { listMembershipsHandler } from './operations/list-memberships.ts'
import { listRosterMembersHandler } from './operations/list-roster-members.ts'
import { listRosterScopesHandler } from './operations/list-roster-scopes.ts'
import { listRostersHandler } from './operations/list-rosters.ts'
import { readRosterHandler } from './operations/read-roster.ts'
import { recordRosterHandler } from './operations/record-roster.ts'

export { type RosterFacts, rosterFacts } from './facts.ts'
export { type RosterBasis, type RosterVersionFor, rosterVersionsFor } from './versions-for.ts'

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
    checkRosterFileHandler,
    recordRosterHandler,
    listMembershipsHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
