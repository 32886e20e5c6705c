import { z } from 'zod'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { Appointment, overlappingTerm } from '../contract.ts'

export const notEvaluated = refusal({
  code: 'not-evaluated',
  status: 409,
  title: '任期届满评价的结果不是续聘',
})

/** What was weighed, and what was found. `sample`: taken from our 示例, which no document prescribes. */
export const EvaluationItem = z.object({
  text: textSchema({ max: 100 }),
  sample: z.boolean().default(false),
  finding: textSchema({ max: 300, lines: 'many' }),
})
export type EvaluationItem = z.infer<typeof EvaluationItem>

/** The principal's evaluation of an officer at the end of a term, and what follows from it (DB1302/T 589—2024 9.2). */
export const TermEvaluation = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  appointmentId: z.uuid(),
  evaluatedOn: CivilDate,
  result: z.enum(['renew', 'reselect']).describe('renew 续聘；reselect 重新选聘'),
  items: z.array(EvaluationItem),
  opinion: z.string(),
  evaluatorName: z.string(),
  /** The unit that entered it on behalf. */
  onBehalfUnitId: z.uuid().nullable(),
  recordedAt: z.iso.datetime(),
})
export type TermEvaluation = z.infer<typeof TermEvaluation>

const ofAppointment = { enterpriseId: z.uuid(), appointmentId: z.uuid() }

export const evaluateTerm = operation({
  name: 'appointment.evaluate-term',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/evaluations',
  title: '任期届满评价',
  doc: 'The principal weighs the term and decides 续聘 or 重新选聘 (DB1302/T 589—2024 9.2). Kept as it is; a later one replaces its result. Units do not see it, but what they entered on behalf.',
  input: z.object({
    ...ofAppointment,
    evaluatedOn: WrittenDate,
    result: z.enum(['renew', 'reselect']),
    items: z.array(EvaluationItem).min(1).max(30),
    opinion: textSchema({ max: 500, lines: 'many' }),
  }),
  output: TermEvaluation,
  refusals: [wrongState],
  labels: { evaluatedOn: '评价日期', result: '评价结果', items: '评价内容', opinion: '评价意见' },
})

export const listTermEvaluations = operation({
  name: 'appointment.term-evaluations',
  method: 'GET',
  path: '/enterprises/:enterpriseId/term-evaluations',
  title: '查看任期届满评价',
  doc: 'Evaluations of an enterprise at the end of terms, the latest first.',
  input: z.object({ enterpriseId: z.uuid() }),
  output: z.object({ rows: z.array(TermEvaluation) }),
  refusals: [],
})

export const renewAppointment = operation({
  name: 'appointment.renew',
  method: 'POST',
  path: '/enterprises/:enterpriseId/appointments/:appointmentId/renewal',
  title: '续聘',
  doc: 'Drafts an appointment of the same officer that follows without gap: its term begins the day after. Needs an evaluation with the result 续聘; takes effect when the principal issues the letter.',
  input: z.object({
    ...ofAppointment,
    version: z.int(),
    termTo: WrittenDate.nullable(),
    letterNo: textSchema({ max: 60 }).nullable().default(null),
  }),
  output: Appointment,
  refusals: [staleVersion, wrongState, notEvaluated, overlappingTerm],
  labels: { termTo: '任期到', letterNo: '聘书编号' },
})
