import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { endDeputyHandler, nameDeputyHandler, readVetoOfficeHandler } from './deputies/deputies.ts'
import { vetoEvidence } from './evidence.ts'
import {
  addVetoConditionHandler,
  addVetoEvidenceHandler,
  giveVetoOpinionHandler,
  signVetoHandler,
} from './operations/add-to-veto.ts'
import { checkVetoHandler, liftVetoHandler, overrideVetoHandler } from './operations/end-veto.ts'
import { printVetoNoticeHandler } from './operations/print-veto-notice.ts'
import { raiseVetoHandler } from './operations/raise-veto.ts'
import {
  countVetoesHandler,
  exportVetoesHandler,
  listVetoesHandler,
  readVetoHandler,
} from './operations/read-vetoes.ts'

/** 一票否决: what the officer stops, why, and how it ends (DB1302/T 589—2024 8.1 d). */
export const vetoes: Capability = {
  name: 'vetoes',
  handlers: [
    listVetoesHandler,
    exportVetoesHandler,
    countVetoesHandler,
    readVetoHandler,
    printVetoNoticeHandler,
    raiseVetoHandler,
    addVetoEvidenceHandler,
    addVetoConditionHandler,
    checkVetoHandler,
    liftVetoHandler,
    overrideVetoHandler,
    giveVetoOpinionHandler,
    signVetoHandler,
    readVetoOfficeHandler,
    nameDeputyHandler,
    endDeputyHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
  evidence: vetoEvidence,
}
