import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { remindDutiesJob } from './jobs/remind-duties.job.ts'
import { changeDutySettingsHandler } from './operations/change-duty-settings.ts'
import { endDutyRuleHandler } from './operations/end-duty-rule.ts'
import { exportDutiesHandler } from './operations/export-duties.ts'
import { exportDutiesBelowHandler } from './operations/export-duties-below.ts'
import { exportOnTimeHandler } from './operations/export-on-time.ts'
import { listDutiesHandler } from './operations/list-duties.ts'
import { listDutiesBelowHandler } from './operations/list-duties-below.ts'
import { listDutyRulesHandler } from './operations/list-duty-rules.ts'
import { listOnTimeHandler } from './operations/list-on-time.ts'
import { markDutyDoneHandler } from './operations/mark-duty-done.ts'
import { printDutyCalendarHandler } from './operations/print-duty-calendar.ts'
import { readDutySettingsHandler } from './operations/read-duty-settings.ts'
import { ruleDutyHandler } from './operations/rule-duty.ts'
import { setDutyRuleHandler } from './operations/set-duty-rule.ts'
import { unmarkDutyHandler } from './operations/unmark-duty.ts'
import { supervisionHandlers } from './supervisions/index.ts'

export { onTimeOf } from './domain.ts'
export { dutyStates, markDuty, onTimeByRow } from './duty-states.ts'

export const duties: Capability = {
  name: 'duties',
  handlers: [
    listDutiesHandler,
    exportDutiesHandler,
    printDutyCalendarHandler,
    listDutiesBelowHandler,
    exportDutiesBelowHandler,
    listOnTimeHandler,
    exportOnTimeHandler,
    markDutyDoneHandler,
    unmarkDutyHandler,
    ruleDutyHandler,
    listDutyRulesHandler,
    setDutyRuleHandler,
    endDutyRuleHandler,
    readDutySettingsHandler,
    changeDutySettingsHandler,
    ...supervisionHandlers,
  ],
  jobs: [remindDutiesJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
