import { addRecord, changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import {
  answerOpinion,
  decideApproval,
  OFFICER,
  putOpinion,
  submitForApproval,
  withdrawOpinion,
} from './contract.ts'
import { DISCREET, opinions, statuses } from './ledgers.ts'
import { left, loadOfficer, loadOpinion, mustBeOpen, mustWait, type Opinion, tell } from './load-opinion.ts'
import { mayActAsOfficer, mayAnswer, mayDecide, maySubmit, mayWithdraw } from './policy.ts'

const audit =
  (action: string) =>
  (
    { enterpriseId }: { enterpriseId: string },
    _subject: unknown,
    { id, number, status }: { id: string; number: string; status: string },
  ) => ({
    chain: { enterpriseId },
    action,
    subject: { type: 'opinion', id },
    details: { number, status },
  })

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}

type Said = {
  enterpriseId: string
  kind: 'opinion' | 'proposal' | 'approval'
  matter: string
  title: string
  body: string
  answerBy: string | null
  addressee: string
  addresseeStaff: string | null
}

async function put(ctx: Context, { enterpriseId, ...said }: Said, deed: string): Promise<Opinion> {
  const { tx, now, actor } = ctx
  const today = civilDateOf(now)
  if (said.answerBy !== null && said.answerBy < today) {
    throw refused('answerBy', '请于何日前答复：早于今天。请改为今天或以后。')
  }
  const number = await nextNumber(tx, enterpriseId, 'YJ', Number(today.slice(0, 4)))
  const values = {
    ...said,
    number,
    status: 'waiting',
    author: 'name' in actor ? actor.name : '',
    putOn: today,
    waitsUntil: said.answerBy,
  }
  return addRecord(ctx, opinions, enterpriseId, values, { kind: 'added', note: deed })
}

export const putOpinionHandler = handle(putOpinion, {
  subject: loadOfficer,
  policy: mayActAsOfficer,
  audit: audit('opinion.put'),
  async run(ctx, input) {
    const opinion = await put(ctx, input, '提出')
    const by = input.answerBy ? `请于 ${input.answerBy} 前答复。` : ''
    await tell(ctx, opinion, `首席质量官提出，送${input.addressee}`, `${by}${input.body}`)
    return left(opinion)
  },
})

export const submitForApprovalHandler = handle(submitForApproval, {
  subject: loadOfficer,
  policy: maySubmit,
  audit: audit('opinion.submitted'),
  async run(ctx, input) {
    if (ctx.actor.role === 'staff' && input.matter === DISCREET)
      throw refused(
        'matter',
        '事项：人事由首席质量官建议，不由质量人员送审。请选择其他事项，或请企业负责人办理。',
      )
    const said = { ...input, kind: 'approval', addressee: OFFICER, addresseeStaff: null } as const
    const opinion = await put(ctx, said, '送审')
    const by = input.answerBy ? `请于 ${input.answerBy} 前审批。` : ''
    await tell(ctx, opinion, '送首席质量官审批', `${by}${input.body}`)
    return left(opinion)
  },
})

/** Ends the waiting with an outcome and its reason. */
async function end(
  ctx: Context,
  opinion: Opinion,
  status: keyof typeof statuses,
  reason: string,
  deed: string,
) {
  const { now, actor } = ctx
  const values = {
    status,
    answer: reason,
    answeredBy: 'name' in actor ? actor.name : '',
    answeredOn: civilDateOf(now),
    waitsUntil: null,
  }
  const ended = await changeRecord(ctx, opinions, opinion, values, { kind: deed })
  await tell(ctx, ended, `${deed}（${statuses[status]}）`, reason)
  return left(ended)
}

export const answerOpinionHandler = handle(answerOpinion, {
  subject: loadOpinion,
  policy: mayAnswer,
  audit: audit('opinion.answered'),
  async run(ctx, { version, outcome, reason }, { opinion }) {
    mustWait(opinion, version, 'opinion')
    return end(ctx, opinion, outcome, reason, '答复')
  },
})

export const decideApprovalHandler = handle(decideApproval, {
  subject: loadOpinion,
  policy: mayDecide,
  audit: audit('opinion.decided'),
  async run(ctx, { version, outcome, reason }, { opinion }) {
    mustWait(opinion, version, 'approval')
    return end(ctx, opinion, outcome, reason, '审批')
  },
})

export const withdrawOpinionHandler = handle(withdrawOpinion, {
  subject: loadOpinion,
  policy: mayWithdraw,
  audit: audit('opinion.withdrawn'),
  async run(ctx, { version, reason }, { opinion }) {
    mustBeCurrent(opinions, opinion, version)
    mustBeOpen(opinion)
    return end(ctx, opinion, 'withdrawn', reason, '撤回')
  },
})
