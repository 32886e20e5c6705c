import { sql } from 'kysely'
import { unitNameOf } from '#foundation/org-units/index.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { handle } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { dueOf, periodBefore, periodOf, stateOf } from '../domain.ts'
import { figureOf } from '../gather/count-figures.ts'
import { coverOf } from '../gather/parts.ts'
import { mayReceive, mayReport } from '../policy.ts'
import { beganOn, intervalOf } from '../reporting.ts'
import {
  countWaiting,
  findReceived,
  findUnitsBelow,
  type PackRecord,
  toPackRow,
  type UnitRecord,
} from '../store.ts'
import {
  countIncomingReports,
  exportIncomingReports,
  type IncomingRow,
  listIncomingReports,
} from './contract.ts'

type Asked = { unitId: string; on?: string | undefined; state?: IncomingRow['state'] | undefined }

async function incomingOf(tx: Tx, { unitId, on, state }: Asked, now: Date) {
  const today = civilDateOf(now)
  const { span } = await intervalOf(tx, unitId, today)
  const period = periodOf(span, on ?? today, null)
  const laid = dueOf(span, period)
  const due = laid !== null && laid >= (await beganOn(tx)) ? laid : null
  const [below, received] = await Promise.all([
    findUnitsBelow(tx, unitId, today),
    findReceived(tx, unitId, { period: laid === null ? { from: '1900-01-01', to: '2199-12-31' } : period }),
  ])
  const all = below.map((unit) =>
    rowOf(unit, received, { key: laid === null ? null : period.key, due, today }),
  )
  const counts = { none: 0, late: 0, sent: 0, acknowledged: 0, returned: 0 }
  for (const row of all) counts[row.state] += 1
  const before = periodBefore(span, period)
  return {
    period,
    before: before?.from ?? null,
    after: laid !== null && period.to < today ? addDays(period.to, 1) : null,
    due,
    counts,
    rows: state ? all.filter((row) => row.state === state) : all,
  }
}

type Of = { readonly key: string | null; readonly due: string | null; readonly today: string }

/** `key` null: no periods are laid down, the newest pack counts. */
function rowOf(unit: UnitRecord, received: readonly PackRecord[], { key, due, today }: Of): IncomingRow {
  const own = received.filter(({ unit_id }) => unit_id === unit.id)
  const pack = own.find((each) => key === null || each.period_key === key)
  const state = stateOf(pack as { status: 'sent' } | undefined, due, today)
  const total = pack ? coverOf(pack).total : []
  const covered = figureOf(total, 'above-scale-coverage')
  return {
    unitId: unit.id,
    unitName: unit.name,
    state,
    late: state === 'late' || Boolean(due && pack?.sent_at && civilDateOf(pack.sent_at) > due),
    pack: pack ? toPackRow(pack) : null,
    waiting: own.filter(({ status }) => status === 'sent').length,
    filed: figureOf(total, 'filed')?.numerator ?? null,
    aboveScale: covered?.denominator ?? null,
    covered: covered?.numerator ?? null,
  }
}

export const listIncomingReportsHandler = handle(listIncomingReports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  run: ({ tx, now }, input) => incomingOf(tx, input, now),
})

export const countIncomingReportsHandler = handle(countIncomingReports, {
  policy: mayReceive,
  run: async ({ tx, actor }) => ({
    waiting: actor.kind === 'unit' ? await countWaiting(tx, actor.unitId) : 0,
  }),
})

const states: Readonly<Record<IncomingRow['state'], string>> = {
  none: '未报',
  late: '逾期未报',
  sent: '待回执',
  acknowledged: '已接收',
  returned: '已退回',
}

type Exported = {
  unit: string
  state: IncomingRow['state']
  number: string | null
  as_of: string | null
  sent_on: string | null
  late: boolean
  filed: number | null
  above_scale: number | null
  covered: number | null
}

const columns: readonly ExportColumn<Exported>[] = [
  { title: '单位', width: 28, of: (row) => row.unit },
  { title: '状态', of: (row) => states[row.state] },
  { title: '编号', width: 20, of: (row) => row.number },
  { title: '数据截止日', kind: 'date', of: (row) => row.as_of },
  { title: '上报日期', kind: 'date', of: (row) => row.sent_on },
  { title: '是否逾期', of: (row) => (row.late ? '是' : '否') },
  { title: '已备案企业数', kind: 'number', of: (row) => row.filed },
  { title: '规上企业数', kind: 'number', of: (row) => row.above_scale },
  { title: '规上已备案', kind: 'number', of: (row) => row.covered },
]

export const exportIncomingReportsHandler = handleExport(exportIncomingReports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  async list(ctx, input) {
    const found = await incomingOf(ctx.tx, input, ctx.now)
    const rows = found.rows.map(
      (row): Exported => ({
        unit: row.unitName,
        state: row.state,
        number: row.pack?.number ?? null,
        as_of: row.pack?.asOf ?? null,
        sent_on: row.pack?.sentAt ? civilDateOf(new Date(row.pack.sentAt)) : null,
        late: row.late,
        filed: row.filed,
        above_scale: row.aboveScale,
        covered: row.covered,
      }),
    )
    return {
      name: '下级报送情况',
      place: await unitNameOf(ctx.tx, input.unitId),
      columns,
      rows: sql<Exported>`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(unit text, state text, number text,
        as_of text, sent_on text, late boolean, filed int, above_scale int, covered int))`,
      filters: [
        ['期间', found.period.label],
        ...(input.state ? [['状态', states[input.state]] as const] : []),
      ],
      facts: [['应报日', found.due ?? '未规定']],
    }
  },
})
