import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { onTimeBelow } from '../below.ts'
import { exportOnTime } from '../contract.ts'
import { computedRows, filterWords, onTimeColumns, onTimeFacts } from '../export-columns.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayOversee } from '../policy.ts'

export const exportOnTimeHandler = handleExport(exportOnTime, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayOversee,
  async list({ tx, now }, { unitId, year }) {
    return {
      name: '按时报送率',
      place: await unitNameOf(tx, unitId),
      columns: onTimeColumns,
      rows: computedRows(await onTimeBelow(tx, unitId, year, civilDateOf(now))),
      filters: filterWords({ year }),
      facts: onTimeFacts,
    }
  },
})
