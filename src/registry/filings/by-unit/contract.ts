import { z } from 'zod'
import { exportOf, operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'

/** How many filings of one unit and those below it stand where. */
export const UnitCounts = z.object({
  unitId: z.uuid(),
  name: z.string(),
  level: z.enum(['nation', 'province', 'city', 'county']),
  /** Units directly below: the row opens them; without any it opens its list. */
  below: z.int(),
  submitted: z.int(),
  accepted: z.int(),
  returned: z.int(),
  registered: z.int(),
  /** Waiting at a desk past the due date. */
  late: z.int(),
  /** Since when the oldest one waits at a desk. */
  waitingSince: CivilDate.nullable(),
})
export type UnitCounts = z.infer<typeof UnitCounts>

export const countFilingsByUnit = operation({
  name: 'filing.count-by-unit',
  method: 'GET',
  path: '/units/:unitId/filing-counts',
  title: '各单位备案件数',
  doc: 'Filings by state for each unit directly below one, with everything below it, and for the unit itself where it has filings of its own. `late` and `waitingSince` are of those that wait at a desk.',
  input: z.object({
    unitId: z.uuid(),
    waiting: z.enum(['yes']).optional().describe('yes：只列有待办的'),
    text: z.string().trim().max(60).optional(),
    sort: z.enum(['late', 'waitingSince', 'submitted', 'accepted', 'returned', 'registered']).optional(),
  }),
  output: z.object({
    asOf: z.iso.datetime(),
    unit: z.object({ id: z.uuid(), name: z.string(), parentId: z.uuid().nullable() }),
    rows: z.array(UnitCounts),
  }),
  refusals: [],
})

export const exportFilingsByUnit = exportOf(countFilingsByUnit, {
  name: 'filing.export-by-unit',
  title: '导出各单位备案情况',
})
