import { z } from 'zod'
import { Bytes, operation, wrongState } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { IncidentKind, incidentLabels as labels } from '../chain.ts'

const ofEnterprise = { enterpriseId: z.uuid() }
const ofIncident = { ...ofEnterprise, incidentId: z.uuid() }
const path = '/enterprises/:enterpriseId/incidents/:incidentId' as const

export const tellBureau = operation({
  name: 'incident.tell-bureau',
  method: 'POST',
  path: `${path}/bureau-reports`,
  title: '记录向属地市场监管部门报告',
  doc: 'When and to whom it was reported, or on what ground it need not be; added, never changed. No statutory number of hours is assumed.',
  input: z.object({
    ...ofIncident,
    outcome: z.enum(['reported', 'not-required']),
    told: textSchema({ max: 200 }),
    way: textSchema({ max: 60, min: 0 }),
    at: z.iso.datetime({ offset: true, error: '不是有效的时间。请重新选择。' }),
    note: textSchema({ max: 500, min: 0, lines: 'many' }),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels,
})

const lossWords = {
  account: z.enum(['301', '302', '304', '401'], '不在可选的范围内。请从列表中选择。'),
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '不是月份。请按 2026-11 填写。'),
  amountFen: z
    .int('没有填写。请填写金额。')
    .min(1, '要大于 0。请核对。')
    .max(100_000_000_000, '超过 10 亿元。请核对单位。'),
  what: textSchema({ max: 200 }),
}
export const addIncidentLoss = operation({
  name: 'incident.add-loss',
  method: 'POST',
  path: `${path}/losses`,
  title: '登记损失',
  doc: 'A line of loss in 分, proposed to the ledger of quality cost: 301 废品损失, 302 返修损失, 304 事故分析处理费, 401 索赔费.',
  input: z.object({ ...ofIncident, ...lossWords }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels,
})
export const changeIncidentLoss = operation({
  name: 'incident.change-loss',
  method: 'PUT',
  path: `${path}/losses/:lossId`,
  title: '更正损失',
  doc: 'Amount, month or account of a line of loss; a line that was taken into the cost already is corrected by a difference.',
  input: z.object({ ...ofIncident, lossId: z.uuid(), ...lossWords }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels,
})

export const printIncidentReport = operation({
  name: 'incident.print',
  method: 'GET',
  path: `${path}/report`,
  title: '打印调查处理报告',
  doc: 'The whole course as PDF.',
  input: z.object(ofIncident),
  output: Bytes,
  refusals: [],
  givesBytes: { mediaTypes: ['application/pdf'] },
})

/** One bar: how many, with the share of all up to and with it, in tenths of a percent. */
const Bar = z.object({
  key: z.string().nullable(),
  name: z.string(),
  count: z.int(),
  major: z.int(),
  cumulativePermille: z.int(),
})
export const countIncidents = operation({
  name: 'incident.count',
  method: 'GET',
  path: '/enterprises/:enterpriseId/incident-counts',
  title: '统计隐患与事件',
  doc: 'Pareto by cause factor, department, product or supplier; without those found to be none; by the day first known.',
  input: z.object({
    ...ofEnterprise,
    by: z.enum(['cause', 'department', 'product', 'supplier']).default('cause'),
    kind: IncidentKind.optional(),
    from: CivilDate.optional(),
    to: CivilDate.optional(),
  }),
  output: z.object({ total: z.int(), bars: z.array(Bar) }),
  refusals: [],
})
