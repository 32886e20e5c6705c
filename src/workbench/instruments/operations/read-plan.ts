import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import {
  exportObligations,
  exportPlan,
  listObligations,
  listPlan,
  readCalendar,
  readRate,
} from '../contract.ts'
import { obligationColumns, PLAN_BASIS, planColumns, planName, planQuery } from '../documents/plan-columns.ts'
import { onTimeRate } from '../domain.ts'
import {
  countObligations,
  countPlan,
  findObligations,
  findPlan,
  obligationRows,
  planRows,
  type RateQuery,
} from '../plan-store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const readCalendarHandler = handle(readCalendar, {
  subject,
  policy: mayReadOwn,
  run: ({ tx, now }, input) => countPlan(tx, planQuery(input, now)),
})

export const listPlanHandler = handle(listPlan, {
  subject,
  policy: mayReadOwn,
  async run({ tx, now }, { cursor, limit, ...input }) {
    const after = readCursor(cursor, NUMBER)
    const { rows, total } = await findPlan(tx, planQuery(input, now), {
      after: after && { on: after[0], no: after[1] },
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, total, next: last ? JSON.stringify([last.plannedOn, last.instrumentNo]) : null }
  },
})

export const exportPlanHandler = handleExport(exportPlan, {
  subject,
  policy: mayReadOwn,
  list: async ({ now }, input) => ({
    name: planName(input),
    place: '',
    columns: planColumns,
    rows: planRows(planQuery(input, now)),
    facts: [['口径', PLAN_BASIS]],
  }),
})

export const readRateHandler = handle(readRate, {
  subject,
  policy: mayReadOwn,
  async run({ tx, now }, input) {
    const query = until(input, now)
    return { until: query.to, ...(await countObligations(tx, query)) }
  },
})

export const listObligationsHandler = handle(listObligations, {
  subject,
  policy: mayReadOwn,
  async run({ tx, now }, { cursor, limit, ...input }) {
    const after = readCursor(cursor, ID)
    const { rows, total } = await findObligations(tx, until(input, now), {
      after: after && { on: after[0], id: after[1] },
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, total, next: last ? JSON.stringify([last.dueOn, last.id]) : null }
  },
})

export const exportObligationsHandler = handleExport(exportObligations, {
  subject,
  policy: mayReadOwn,
  async list({ tx, now }, input) {
    const query = until(input, now)
    const { due, onTime } = await countObligations(tx, query)
    const rate = onTimeRate(onTime, due)
    return {
      name: '周检明细',
      place: '',
      columns: obligationColumns,
      rows: obligationRows(query),
      facts: [
        ['期间', `${query.from} 至 ${query.to}`],
        ['周检率', rate === null ? '期间内没有到期的' : `${rate}%（按期 ${onTime} / 应检 ${due}，示例口径）`],
      ],
    }
  },
})

/** Nothing is late before its day has passed. */
function until<Q extends RateQuery>(query: Q, now: Date): Q {
  const { from, to } = query
  if (to < from) {
    const message = `期间：${to} 早于 ${from}。请把起止日期对调。`
    throw invalidInput({ detail: message, errors: [{ path: 'to', message }] })
  }
  const today = civilDateOf(now)
  return { ...query, to: to < today ? to : today }
}

/** Where a page ended: the day, and the number or id that orders a day. */
function readCursor(cursor: string | undefined, key: RegExp): [string, string] | undefined {
  if (cursor === undefined) return undefined
  try {
    const [on, at] = JSON.parse(cursor) as [unknown, unknown]
    if (CivilDate.safeParse(on).success && typeof at === 'string' && key.test(at)) return [String(on), at]
  } catch {
    // Refused below.
  }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}

const NUMBER = /^.{1,40}$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
