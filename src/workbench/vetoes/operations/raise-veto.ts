import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { placeHold } from '#workbench/holds/index.ts'
import { addEvidence, addTold, addVetoEvent, findStaff, personOf } from '../around-store.ts'
import { demand, sourceOf } from '../conditions.ts'
import { raiseVeto } from '../contract.ts'
import { actWords, subjects } from '../domain.ts'
import { mustBePaper } from '../evidence-file.ts'
import { loadOffice, tellEveryone } from '../load-veto.ts'
import { mayWield, wieldsAs } from '../policy.ts'
import { getVeto, insertVeto, toRow, type VetoRecord } from '../store.ts'
import { subjectOf } from '../subjects.ts'

export const raiseVetoHandler = handle(raiseVeto, {
  subject: loadOffice,
  policy: mayWield,
  audit: ({ enterpriseId }, _subject, { id, number, subjectKind, acts }) => ({
    chain: { enterpriseId },
    action: 'veto.raised',
    subject: { type: 'veto', id },
    details: { number, subjectKind, acts },
  }),
  async run(ctx, input, standing) {
    const { enterpriseId, subjectKind, subjectId, requirement, facts, risk, measures, extent, clause } = input
    const { tx, now, actor } = ctx
    const subject = await subjectOf(tx, enterpriseId, input)
    const number = await nextNumber(tx, enterpriseId, 'FJ', Number(civilDateOf(now).slice(0, 4)))
    const acts = [...subjects[subjectKind].acts]
    const veto = { enterprise_id: enterpriseId, id: newId(), number, subject_text: subject.text }
    await insertVeto(tx, {
      ...veto,
      subject_kind: subjectKind,
      subject_id: subjectId,
      subject_path: subject.path,
      ...{ extent, acts, clause, requirement, facts, risk, measures },
      raised_at: now,
      raised_by: personOf(actor).accountId,
      raised_by_name: personOf(actor).name,
      raised_as: wieldsAs(actor, standing) ?? 'deputy',
      appointment_id: standing.office.cqo?.appointmentId ?? null,
    })
    await placeHold(tx, {
      enterpriseId,
      source: sourceOf(veto),
      subject: { kind: subjectKind, id: subjectId, text: subject.text },
      acts,
      now,
    })
    await addVetoEvent(tx, veto, { kind: 'raised', at: now, actor })
    for (const [at, condition] of input.conditions.entries()) {
      await demand(ctx, veto, condition, `conditions.${at}`)
    }
    await keepEvidence(ctx, veto, input.evidence)
    await tell(ctx, veto, input.tell)
    const stopped = acts.map((act) => actWords[act]).join('、')
    await tellEveryone(ctx, veto, {
      kind: 'veto-raised',
      title: '一票否决',
      body: `即时起停止${stopped}。${risk}`.slice(0, 200),
    })
    return toRow(await getVeto(tx, enterpriseId, veto.id))
  },
})

type Of = Pick<VetoRecord, 'enterprise_id' | 'id'>

async function keepEvidence(ctx: Context, veto: Of, files: readonly { fileId: string; what: string }[]) {
  for (const [at, { fileId, what }] of files.entries()) {
    await mustBePaper(ctx, veto.enterprise_id, fileId, `evidence.${at}.fileId`)
    await addEvidence(ctx.tx, veto, { fileId, what, at: ctx.now, actor: ctx.actor })
  }
}

async function tell({ tx }: Context, veto: Of, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  const staff = await findStaff(tx, veto.enterprise_id, wanted)
  if (staff.length < wanted.length) {
    const message = '通知：有人不在人员台帐里。请重新选择。'
    throw invalidInput({ detail: message, errors: [{ path: 'tell', message }] })
  }
  await addTold(tx, veto, staff)
}
