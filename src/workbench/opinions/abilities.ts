import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { opinionAbilities } from './contract.ts'
import { loadOfficer, loadOpinion } from './load-opinion.ts'
import { mayActAsOfficer, mayAnswer, mayDecide, maySubmit, mayWithdraw, type UnderOfficer } from './policy.ts'

type OfRecord = Awaited<ReturnType<typeof loadOpinion>>

export const opinionAbilitiesHandler = handle(opinionAbilities, {
  subject: async (ctx, { enterpriseId, recordId }): Promise<UnderOfficer | OfRecord> =>
    recordId ? loadOpinion(ctx, { enterpriseId, recordId }) : loadOfficer(ctx, { enterpriseId }),
  policy: mayReadOwn,
  async run({ actor }, _input, subject) {
    const general = {
      put: mayActAsOfficer(actor, subject) === true,
      submit: maySubmit(actor, subject) === true,
    }
    if (!isRecord(subject)) return { ...general, answer: false, decide: false, withdraw: false }
    const waits = subject.opinion.status === 'waiting'
    const approval = subject.kind === 'approval'
    return {
      ...general,
      answer: waits && !approval && mayAnswer(actor, subject) === true,
      decide: waits && approval && mayDecide(actor, subject) === true,
      withdraw: waits && mayWithdraw(actor, subject) === true,
    }
  },
})

function isRecord(subject: UnderOfficer | OfRecord): subject is OfRecord {
  return 'opinion' in subject
}
