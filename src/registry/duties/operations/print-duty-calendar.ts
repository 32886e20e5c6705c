import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { printDutyCalendar } from '../contract.ts'
import { calendarFile } from '../documents/calendar-file.ts'
import { dutyStates } from '../duty-states.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'

export const printDutyCalendarHandler = handle(printDutyCalendar, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  async run({ tx, now }, { unitId, year }) {
    const rows = await dutyStates(tx, [unitId], year, { on: civilDateOf(now) })
    const bytes = Buffer.from(calendarFile(rows, now))
    return { mediaType: 'text/calendar', fileName: `期限日历-${year}.ics`, bytes }
  },
})
