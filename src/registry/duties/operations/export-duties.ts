import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { exportDuties } from '../contract.ts'
import { dutyStates } from '../duty-states.ts'
import { computedRows, dutyColumns, dutyFacts, filterWords } from '../export-columns.ts'
import { meets, owedFirst } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { maySeeDuties } from '../policy.ts'

export const exportDutiesHandler = handleExport(exportDuties, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: maySeeDuties,
  async list({ tx, now }, { unitId, year, ...filter }) {
    const rows = owedFirst(await dutyStates(tx, [unitId], year, { on: civilDateOf(now) }))
    return {
      name: '期限',
      place: await unitNameOf(tx, unitId),
      columns: dutyColumns,
      rows: computedRows(rows.filter((row) => meets(row, filter))),
      filters: filterWords({ year, ...filter }),
      facts: dutyFacts,
    }
  },
})
