import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'
import { ActionWords, actionLabels } from '#workbench/actions/contract.ts'
import {
  handlingWords,
  Incident,
  IncidentCourse,
  IncidentGrade,
  IncidentKind,
  incidentLabels,
  investigationWords,
  long,
  responsibilityWords,
  verificationWords,
} from './chain.ts'
import { incidents } from './ledgers.ts'

/** Records as lists show them: list, export, read. */
export const incidentContract = ledgerContract(incidents)

export const gateOpen = refusal({ code: 'gate-open', status: 409, title: '还不能关闭' })
export const notIndependent = refusal({
  code: 'not-independent',
  status: 409,
  title: '效果由没有参与整改的人验证',
})

const ofEnterprise = { enterpriseId: z.uuid() }
const ofIncident = { ...ofEnterprise, incidentId: z.uuid() }
const deed = { ...ofIncident, version: z.int() }
const path = '/enterprises/:enterpriseId/incidents/:incidentId' as const
const link = z.uuid('没有选择。请从列表中选择。').nullable()

/** To which records of the enterprise it belongs. */
const links = {
  department: link,
  product: link,
  batch: link,
  supplier: link,
  customer: link,
  equipment: link,
  risk: link,
}
const labels = { ...actionLabels, ...incidentLabels }
const refusals = [staleVersion, wrongState]

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
    what: long,
    title: textSchema({ max: 100, min: 0 }).default('').describe('留空时取“发生了什么”的第一句'),
    place: textSchema({ max: 100, min: 0 }).default(''),
    firstKnownAt: z.iso.datetime({ offset: true, error: '不是有效的时间。请重新选择。' }).optional(),
    department: link.default(null),
    product: link.default(null),
    batch: link.default(null),
    supplier: link.default(null),
    customer: link.default(null),
    equipment: link.default(null),
    risk: link.default(null),
  }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  refusals: [],
  labels,
})

export const readIncidentCourse = operation({
  name: 'incident.course',
  method: 'GET',
  path: `${path}/course`,
  title: '查看隐患或事故的办理情况',
  doc: 'The parts of the chain, what is missing before it can be closed, reports to the bureau with their delay in hours, losses.',
  input: z.object(ofIncident),
  output: IncidentCourse,
  refusals: [],
})

export const correctIncident = operation({
  name: 'incident.correct',
  method: 'PUT',
  path: `${path}/facts`,
  title: '更正隐患或事故的情况',
  doc: 'What it is, its grade and what it belongs to. When it was first known is not among them.',
  input: z.object({
    ...deed,
    kind: IncidentKind,
    grade: IncidentGrade,
    what: long,
    title: textSchema({ max: 100 }),
    place: textSchema({ max: 100, min: 0 }),
    vetoNumber: z.string().trim().toUpperCase().max(40).default('').describe('因此提出的一票否决的编号'),
    ...links,
  }),
  output: Incident,
  refusals,
  labels,
})

const write = <I extends z.ZodRawShape>(
  verb: string,
  of: { method: 'POST' | 'PUT'; place: `/${string}`; title: string; doc: string; words: I },
) =>
  operation({
    name: `incident.${verb}`,
    method: of.method,
    path: `${path}${of.place}` as const,
    title: of.title,
    doc: of.doc,
    input: z.object({ ...deed, ...of.words }),
    output: Incident,
    refusals,
    labels,
  })

export const handleIncident = write('handle', {
  method: 'PUT',
  place: '/handling',
  title: '记录处置',
  doc: 'What was done at once to contain it. Written again, it makes a verification void.',
  words: handlingWords,
})
export const investigateIncident = write('investigate', {
  method: 'PUT',
  place: '/investigation',
  title: '记录调查',
  doc: 'The chain of 5 Why, causes under 人机料法环测, and the root cause. Written again, it makes a verification void.',
  words: investigationWords,
})
export const assignIncident = write('assign', {
  method: 'PUT',
  place: '/responsibility',
  title: '认定责任',
  doc: 'Who is responsible, how it was dealt with, and the four points of 四不放过; a point that is still empty keeps the gate shut.',
  words: responsibilityWords,
})
export const verifyIncident = operation({
  ...write('verify', {
    method: 'POST',
    place: '/verification',
    title: '验证效果',
    doc: 'States whether the actions work: by somebody who neither is responsible nor carried one out, when all have ended.',
    words: verificationWords,
  }),
  refusals: [...refusals, notIndependent, gateOpen],
})
export const closeIncident = operation({
  ...write('close', {
    method: 'POST',
    place: '/closing',
    title: '关闭',
    doc: 'By the chief quality officer or the principal, when nothing is missing; `gate-open` names what is. Its actions are sealed.',
    words: { note: textSchema({ max: 500, min: 0, lines: 'many' }) },
  }),
  refusals: [...refusals, gateOpen],
})
export const dismissIncident = write('dismiss', {
  method: 'POST',
  place: '/dismissal',
  title: '认定不成立',
  doc: 'By the chief quality officer or the principal: it was none, with the reason. It stays in the list.',
  words: { reason: textSchema({ max: 500, lines: 'many' }) },
})
export const reopenIncident = write('reopen', {
  method: 'POST',
  place: '/reopening',
  title: '重新打开',
  doc: 'With the reason. The verification is void; actions that were sealed stay as they are, further ones can be added.',
  words: { reason: textSchema({ max: 500, lines: 'many' }) },
})

export const addIncidentAction = operation({
  name: 'incident.add-action',
  method: 'POST',
  path: `${path}/actions`,
  title: '增加整改措施',
  doc: 'A containment, correction, corrective or preventive action; it is carried out in 措施. Makes a verification void.',
  input: z.object({
    ...ofIncident,
    kind: z.enum(['containment', 'correction', 'corrective', 'preventive']),
    ...ActionWords.shape,
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels,
})
