import { unitNameOf } from '#foundation/org-units/index.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { dutiesBelow } from '../below.ts'
import { exportDutiesBelow } from '../contract.ts'
import { computedRows, dutyColumns, dutyFacts, filterWords } from '../export-columns.ts'
import { meets } from '../find-duty.ts'
import { loadOfUnit } from '../of-unit.ts'
import { mayOversee } from '../policy.ts'

export const exportDutiesBelowHandler = handleExport(exportDutiesBelow, {
  subject: ({ tx }, { unitId }) => loadOfUnit(tx, unitId),
  policy: mayOversee,
  async list({ tx, now }, { unitId, year, ...filter }) {
    const rows = await dutiesBelow(tx, unitId, year, civilDateOf(now))
    return {
      name: '下级期限',
      place: await unitNameOf(tx, unitId),
      columns: dutyColumns,
      rows: computedRows(rows.filter((row) => meets(row, filter))),
      filters: filterWords({ year, ...filter }),
      facts: dutyFacts,
    }
  },
})
