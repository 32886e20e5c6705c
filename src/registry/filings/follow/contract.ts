import { z } from 'zod'
import { operation, refusal, staleVersion, wrongState } from '#platform/operation.ts'
import { WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { Filing, openFilingExists } from '../contract.ts'
import { FilingForm } from '../form.ts'

/** A 变更 or 注销 follows a filing that is in force, and only that one. */
export const notInForce = refusal({
  code: 'not-in-force',
  status: 409,
  title: '所依据的备案已不在登记册上',
})

const ofFiling = { enterpriseId: z.uuid(), filingId: z.uuid() }
const said = {
  on: WrittenDate.describe('最后一天'),
  reason: z.string().max(64).describe('结束原因，从 appointment.end-reasons 中选'),
  note: textSchema({ max: 300, min: 0, lines: 'many' }).default(''),
  scanIds: z.array(z.uuid()).max(10).default([]).describe('证明材料（用途 evidence）'),
}
const labels = { on: '最后一天', reason: '注销原因', note: '说明', scanIds: '证明材料' }

export const startFilingChange = operation({
  name: 'filing.start-change',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/change',
  title: '开始变更备案',
  doc: 'Starts a 变更 of a registered filing: a draft filled with its content. Until it is registered the earlier one stays in force; then it takes over the 备案编号.',
  input: z.object(ofFiling),
  output: Filing,
  refusals: [openFilingExists, notInForce, wrongState],
})

export const startFilingCancellation = operation({
  name: 'filing.start-cancellation',
  method: 'POST',
  path: '/enterprises/:enterpriseId/filings/:filingId/cancellation',
  title: '开始注销备案',
  doc: 'Starts a 注销 of a registered filing: reason from the list of end reasons, last day in office (not in the future), proof. When it is registered the enterprise has no filed officer from the day after, and a time in office that was not ended is ended.',
  input: z.object({ ...ofFiling, ...said }),
  output: Filing,
  refusals: [openFilingExists, notInForce, wrongState],
  labels,
})

export const saveFilingCancellation = operation({
  name: 'filing.save-cancellation',
  method: 'PUT',
  path: '/enterprises/:enterpriseId/filings/:filingId/cancellation',
  title: '保存注销备案',
  doc: 'Saves a 注销 that is a draft or was returned, with what the pack asks for it and answers to defects. Confirmation lapses.',
  input: z.object({
    ...ofFiling,
    version: z.int(),
    ...said,
    extensions: FilingForm.shape.extensions,
    evidence: FilingForm.shape.evidence,
    answers: z
      .array(z.object({ seq: z.int(), answer: z.string().trim().max(300) }))
      .max(100)
      .default([]),
  }),
  output: Filing,
  refusals: [staleVersion, wrongState],
  labels,
})
