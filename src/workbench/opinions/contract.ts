import { z } from 'zod'
import { ledgerContract } from '#platform/ledger/contract-of.ts'
import { operation, staleVersion, wrongState } from '#platform/operation.ts'
import { WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { matters, opinions } from './ledgers.ts'

export const opinionContract = ledgerContract(opinions)

/** The principal, unless told. */
export const PRINCIPAL = '企业负责人'
export const OFFICER = '首席质量官'

export const opinionLabels = {
  kind: '种类',
  matter: '事项',
  title: '标题',
  body: '内容',
  addressee: '送',
  addresseeStaff: '送（人员台帐）',
  answerBy: '请于何日前答复',
  outcome: '结果',
  reason: '理由',
} as const

const ofEnterprise = { enterpriseId: z.uuid() }
const ofOpinion = { ...ofEnterprise, recordId: z.uuid(), version: z.int() }
const said = {
  matter: z.enum(Object.keys(matters) as [keyof typeof matters, ...(keyof typeof matters)[]]),
  title: textSchema({ max: 100 }),
  body: textSchema({ max: 3000, lines: 'many' }),
  answerBy: WrittenDate.nullable().describe('请于何日前答复'),
}
const path = '/enterprises/:enterpriseId/opinions' as const
/** What a deed leaves: enough to go on with. */
const Left = z.object({ id: z.uuid(), version: z.int(), number: z.string(), status: z.string() })

export const putOpinion = operation({
  name: 'opinion.put',
  method: 'POST',
  path,
  title: '提出意见或建议',
  doc: 'By the officer in office: an opinion or proposal to the principal or somebody else, with the day by which an answer is asked for (DB1302/T 589—2024 6.2, 7.1.1 b, 8.1 f; 宜市市监联发〔2024〕9号 三（三）1).',
  input: z.object({
    ...ofEnterprise,
    ...said,
    kind: z.enum(['opinion', 'proposal']),
    addressee: textSchema({ max: 60 }).default(PRINCIPAL),
    addresseeStaff: z.uuid().nullable().default(null),
  }),
  output: Left,
  refusals: [],
  labels: opinionLabels,
})

export const submitForApproval = operation({
  name: 'opinion.submit',
  method: 'POST',
  path: `${path}/approvals`,
  title: '送首席质量官审批',
  doc: 'Somebody of the enterprise submits a plan, a budget, results of assessments or rewards for the decision of the officer (DB1302/T 589—2024 8.1 b, e, g).',
  input: z.object({ ...ofEnterprise, ...said }),
  output: Left,
  refusals: [],
  labels: opinionLabels,
})

export const answerOpinion = operation({
  name: 'opinion.answer',
  method: 'POST',
  path: `${path}/:recordId/answer`,
  title: '答复意见或建议',
  doc: 'Adopted, in part or not, and why: by the principal, or by the person of the staff ledger to whom it is addressed. Once.',
  input: z.object({
    ...ofOpinion,
    outcome: z.enum(['adopted', 'partly', 'declined']),
    reason: textSchema({ max: 2000, lines: 'many' }),
  }),
  output: Left,
  refusals: [staleVersion, wrongState],
  labels: opinionLabels,
})

export const decideApproval = operation({
  name: 'opinion.decide',
  method: 'POST',
  path: `${path}/:recordId/decision`,
  title: '审批',
  doc: 'The officer in office decides on what somebody else submitted, with reason. Once.',
  input: z.object({
    ...ofOpinion,
    outcome: z.enum(['approved', 'conditional', 'refused']),
    reason: textSchema({ max: 2000, lines: 'many' }),
  }),
  output: Left,
  refusals: [staleVersion, wrongState],
  labels: opinionLabels,
})

export const withdrawOpinion = operation({
  name: 'opinion.withdraw',
  method: 'POST',
  path: `${path}/:recordId/withdrawal`,
  title: '撤回',
  doc: 'Whoever put it takes it back while it waits, with reason; it stays in the list. What an officer put his successor may withdraw.',
  input: z.object({ ...ofOpinion, reason: textSchema({ max: 300, lines: 'many' }) }),
  output: Left,
  refusals: [staleVersion, wrongState],
  labels: opinionLabels,
})

/** What the reader may do: with one record, or in general. */
export const opinionAbilities = operation({
  name: 'opinion.abilities',
  method: 'GET',
  path: `${path}/abilities`,
  title: '查看能办理的事',
  doc: 'Whether the reader may put, submit; and of one record, whether he may answer, decide or withdraw it now.',
  input: z.object({ ...ofEnterprise, recordId: z.uuid().optional() }),
  output: z.object({
    put: z.boolean(),
    submit: z.boolean(),
    answer: z.boolean(),
    decide: z.boolean(),
    withdraw: z.boolean(),
  }),
  refusals: [],
})
