import { z } from 'zod'
import { operation } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'

/** Hidden danger 隐患 or accident 事故. */
export const IncidentKind = z.enum(['hidden-danger', 'accident'])
/** 一般, 较大, 重大: judged by the enterprise itself. */
export const IncidentGrade = z.enum(['general', 'larger', 'major'])

const ofEnterprise = { enterpriseId: z.uuid() }

export const reportIncident = operation({
  name: 'incident.report',
  method: 'POST',
  path: '/enterprises/:enterpriseId/incidents',
  title: '报告隐患或事故',
  doc: 'Anyone of the enterprise reports what was seen (DB1302/T 589—2024 7.2 b). `firstKnownAt` (an instant, not in the future; now when left out) is written once and never changed.',
  input: z.object({
    ...ofEnterprise,
    kind: IncidentKind,
    grade: IncidentGrade.default('general'),
    what: textSchema({ max: 2000, lines: 'many' }),
    title: textSchema({ max: 100, min: 0 }).default('').describe('留空时取“发生了什么”的第一句'),
    place: textSchema({ max: 100, min: 0 }).default(''),
    firstKnownAt: z.iso.datetime({ offset: true, error: '不是有效的时间。请重新选择。' }).optional(),
    department: z.uuid().nullable().default(null),
    product: z.uuid().nullable().default(null),
    supplier: z.uuid().nullable().default(null),
    customer: z.uuid().nullable().default(null),
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  refusals: [],
  labels: {
    kind: '种类',
    grade: '等级',
    what: '发生了什么',
    title: '标题',
    place: '地点',
    firstKnownAt: '首次知道的时间',
    department: '部门',
    product: '产品',
    supplier: '供应商',
    customer: '顾客',
  },
})
