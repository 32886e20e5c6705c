import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { completionFormula, forecastFormula, statusWords } from '../domain.ts'
import { mayReadPlan } from '../policy.ts'
import { getPlanUnit } from '../store.ts'
import { asRows, type ExportedUnit } from './as-rows.ts'
import { exportPlanUnits, type PlanUnitRow } from './contract.ts'
import { isMeant } from './list-plan-units.ts'
import { unitRows, yearOr } from './rows.ts'

export const unitStateWords: Readonly<Record<PlanUnitRow['state'], string>> = {
  ...statusWords,
  none: '未报送',
}

const columns = (year: number, years: number): readonly ExportColumn<ExportedUnit>[] => [
  { title: '单位', width: 28, of: (row) => row.name },
  { title: '报送情况', of: (row) => row.state },
  { title: '期限', kind: 'date', of: (row) => row.dueOn },
  { title: '首次报送', kind: 'date', of: (row) => row.submittedOn },
  { title: '逾期', of: (row) => row.late },
  { title: '版本', kind: 'number', of: (row) => row.no },
  { title: '规上企业数', kind: 'number', of: (row) => row.aboveScale },
  { title: '已完成备案数', kind: 'number', of: (row) => row.filed },
  ...Array.from(
    { length: years },
    (_, at): ExportColumn<ExportedUnit> => ({
      title: `${year + at}年培育计划数`,
      kind: 'number',
      of: (row) => row.planned[at] ?? null,
    }),
  ),
  { title: `${year}年计划（已接收）`, kind: 'number', of: (row) => row.plan },
  { title: '其中未具名', kind: 'number', of: (row) => row.unnamed },
  { title: '计划内已备案', kind: 'number', of: (row) => row.done },
  { title: '计划外新备案', kind: 'number', of: (row) => row.outside },
  { title: '年末预测', kind: 'number', of: (row) => row.forecast },
]

export const exportPlanUnitsHandler = handleExport(exportPlanUnits, {
  subject: async ({ tx }, { unitId }) => ({ unitId, unit: await getPlanUnit(tx, unitId) }),
  policy: mayReadPlan,
  async list(ctx, { year: asked, state, text }, { unit }) {
    const today = civilDateOf(ctx.now)
    const year = yearOr(asked, ctx.now)
    const viewerId = ctx.actor.kind === 'unit' ? ctx.actor.unitId : ''
    const all = await unitRows(ctx.tx, unit, year, { today, viewerId })
    const rows = all.filter((row) => isMeant(row, state) && (!text || row.name.includes(text)))
    const years = Math.max(1, ...rows.map(({ planned }) => planned.length))
    return {
      name: `${year}年各单位培育计划`,
      place: viewerId ? await unitNameOf(ctx.tx, viewerId) : '',
      columns: columns(year, years),
      rows: asRows(rows.map(exported)),
      filters: [
        ['所属单位', unit.name],
        ['年度', String(year)],
        ...(state ? [['报送情况', state === 'late' ? '逾期' : unitStateWords[state]] as const] : []),
        ...(text ? [['查找', text] as const] : []),
      ],
      facts: [
        ['口径', completionFormula],
        ['预测', forecastFormula],
      ],
    }
  },
})

function exported(row: PlanUnitRow): ExportedUnit {
  return {
    name: row.name,
    state: unitStateWords[row.state],
    late: row.late ? '逾期' : '',
    submittedOn: row.submittedOn,
    dueOn: row.due?.on ?? null,
    no: row.plan?.no ?? null,
    aboveScale: row.aboveScale,
    filed: row.filed,
    planned: row.planned,
    plan: row.progress.planned,
    unnamed: row.progress.unnamed,
    done: row.progress.done,
    outside: row.progress.outside,
    forecast: row.progress.forecast,
  }
}
