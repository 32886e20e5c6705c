import { newId } from '#platform/ids.ts'
import { invalidInput, type ParsedInputOf, staleVersion, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { changeReport, discardReport, draftExists, prepareReport } from '../contract.ts'
import { periodOf } from '../domain.ts'
import { mayReport } from '../policy.ts'
import { getReceiver, getUnit, intervalOf, packsBefore } from '../reporting.ts'
import { findDraft, getPack, type PackRecord, toPackRow } from '../store.ts'
import { deleteDraft, insertPack, updatePack } from '../write-store.ts'

type Head = Pick<
  ParsedInputOf<typeof prepareReport>,
  'unitId' | 'asOf' | 'docNo' | 'remarks' | 'filledBy' | 'reviewedBy' | 'phone'
>

/** What the sender writes, with the period that follows from the day. @throws invalidInput, noReceiver */
async function headOf({ tx, now }: Context, input: Head) {
  const today = civilDateOf(now)
  if (input.asOf > today) {
    const message = '数据截止日：晚于今天。请填今天或以前的日期。'
    throw invalidInput({ detail: message, errors: [{ path: 'asOf', message }] })
  }
  const unit = await getUnit(tx, input.unitId)
  const receiver = await getReceiver(tx, unit)
  const [interval, { base }] = await Promise.all([
    intervalOf(tx, unit.id, today),
    packsBefore(tx, unit.id, receiver.id),
  ])
  const period = periodOf(interval.span, input.asOf, base?.as_of ?? null)
  return {
    receiver_id: receiver.id,
    period_key: period.key,
    period_label: period.label,
    period_from: period.from,
    period_to: period.to,
    as_of: input.asOf,
    doc_no: input.docNo,
    remarks: input.remarks,
    filled_by: input.filledBy,
    reviewed_by: input.reviewedBy,
    phone: input.phone,
  }
}

export const prepareReportHandler = handle(prepareReport, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  audit: ({ unitId }, _subject, { id, period, asOf }) => ({
    chain: { unitId },
    action: 'report.prepared',
    subject: { type: 'report', id },
    details: { period: period.label, asOf },
  }),
  async run(ctx, input) {
    if (await findDraft(ctx.tx, input.unitId)) {
      throw draftExists({ detail: '上报：本单位已有一份没有报出的报送包。请继续办理那一份，或者先删除它。' })
    }
    const head = await headOf(ctx, input)
    const id = newId()
    await insertPack(ctx.tx, {
      unit_id: input.unitId,
      id,
      status: 'draft',
      created_at: ctx.now,
      created_by: 'accountId' in ctx.actor ? ctx.actor.accountId : null,
      ...head,
    })
    return toPackRow(await getPack(ctx.tx, { unitId: input.unitId, packId: id }))
  },
})

/** @throws wrongState, staleVersion */
export function refuseUnlessDraft(pack: PackRecord, version: number): void {
  if (pack.status !== 'draft') throw wrongState({ detail: '报送包：已经报出，不能再改。有误请出具更正单。' })
  if (pack.version !== version) throw stale()
}

export const stale = () => staleVersion({ detail: '报送包：刚被别人改过。请刷新后重新办理。' })

export const changeReportHandler = handle(changeReport, {
  subject: ({ tx }, { unitId, packId }) => getPack(tx, { unitId, packId }),
  policy: (actor, pack) => mayReport(actor, { unitId: pack.unit_id }),
  audit: ({ unitId, packId }, _pack, { asOf }) => ({
    chain: { unitId },
    action: 'report.changed',
    subject: { type: 'report', id: packId },
    details: { asOf },
  }),
  async run(ctx, input, pack) {
    refuseUnlessDraft(pack, input.version)
    const head = await headOf(ctx, input)
    if (!(await updatePack(ctx.tx, input, input.version, head))) throw stale()
    return toPackRow(await getPack(ctx.tx, input))
  },
})

export const discardReportHandler = handle(discardReport, {
  subject: ({ tx }, { unitId, packId }) => getPack(tx, { unitId, packId }),
  policy: (actor, pack) => mayReport(actor, { unitId: pack.unit_id }),
  audit: ({ unitId, packId }) => ({
    chain: { unitId },
    action: 'report.discarded',
    subject: { type: 'report', id: packId },
  }),
  async run({ tx }, input, pack) {
    refuseUnlessDraft(pack, input.version)
    if (!(await deleteDraft(tx, input, input.version))) throw stale()
    return { discarded: true }
  },
})
