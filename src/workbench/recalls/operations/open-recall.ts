import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { addRecord, changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { auditAs, clocksOf, instantOf, nearest, presentRecall, stageOf, takeRecall } from '../advance.ts'
import { changeRecall, notReady, openRecall, readDossier } from '../contract.ts'
import { recalls } from '../ledgers.ts'
import type { RecallScheme } from '../schemes/contract.ts'
import { schemeOf } from '../schemes/store.ts'
import { findLinked, insertEvent, insertParticulars, type Particulars, updateParticulars } from '../store.ts'

const ofEnterprise = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const readDossierHandler = handle(readDossier, {
  subject: ofEnterprise,
  policy: mayReadOwn,
  run: (ctx, of) => presentRecall(ctx, of),
})

/** Conditions that the scheme does not know are refused. @throws invalidInput */
function mustKnow(scheme: RecallScheme, conditions: readonly string[]) {
  if (conditions.every((each) => scheme.conditions.some(({ key }) => key === each))) return
  const message = `情形：不是${scheme.title}召回的情形。请重新选择。`
  throw invalidInput({ detail: message, errors: [{ path: 'conditions', message }] })
}

export const openRecallHandler = handle(openRecall, {
  subject: ofEnterprise,
  policy: mayWriteOwn,
  audit: ({ enterpriseId }, _subject, { recall }) => ({
    chain: { enterpriseId },
    action: 'recall.opened',
    subject: { type: 'recall', id: recall.id },
    details: { number: recall.number },
  }),
  async run(ctx, { enterpriseId, knownAt, what, conditions, incidentId, vetoId, ...values }) {
    const { tx, now, actor } = ctx
    const known = instantOf(ctx, knownAt, undefined, 'knownAt')
    const {
      version: _v,
      changedAt: _a,
      changedByName: _n,
      ...scheme
    } = await schemeOf(tx, enterpriseId, values.kind)
    mustKnow(scheme, conditions)
    const linked = await findLinked(tx, enterpriseId, { incidentId, vetoId })
    if (linked.length < [incidentId, vetoId].filter(Boolean).length)
      throw notReady({ detail: '关联记录：没有找到这条隐患、事件或否决。请从原记录重新登记。' })
    const number = await nextNumber(tx, enterpriseId, 'ZH', Number(civilDateOf(now).slice(0, 4)))
    const added = await addRecord(ctx, recalls, enterpriseId, {
      ...values,
      clue: values.clue,
      note: values.note || null,
      number,
      stage: 'clue',
      knownOn: civilDateOf(known),
    })
    const of = { enterpriseId, recordId: added.id }
    const particulars: Particulars = {
      knownAt: known,
      what,
      conditions,
      scheme,
      plan: {},
      incidentId,
      vetoId,
    }
    await insertParticulars(tx, of, particulars, now)
    await insertEvent(tx, of, {
      kind: 'known',
      at: known,
      recordedAt: now,
      accountId: 'accountId' in actor ? actor.accountId : null,
      byName: 'name' in actor ? actor.name : '系统',
      note: what,
    })
    const clocks = clocksOf({ record: added, particulars }, [{ kind: 'known', at: known.toISOString() }], now)
    const next = nearest(clocks)
    if (next.nextDue) await changeRecord(ctx, recalls, added, next, { kind: 'changed' })
    return presentRecall(ctx, of)
  },
})

const beforePlan = ['clue', 'investigating', 'confirmed']

export const changeRecallHandler = handle(changeRecall, {
  subject: ofEnterprise,
  policy: mayWriteOwn,
  audit: auditAs('changed'),
  async run(ctx, { enterpriseId, recordId, version, what, conditions, ...values }) {
    const of = { enterpriseId, recordId }
    const loaded = await takeRecall(ctx, of)
    const { record, particulars, events } = loaded
    mustBeCurrent(recalls, record, version)
    if (stageOf(loaded) === 'closed')
      throw wrongState({ detail: '召回：已经关闭，不能再修改。请刷新页面查看。' })
    const another = values.kind !== record.kind
    if (another && !beforePlan.includes(stageOf(loaded))) {
      const message = '产品类别：计划报送以后不能再改。请核对。'
      throw invalidInput({ detail: message, errors: [{ path: 'kind', message }] })
    }
    const scheme = another ? await schemeOf(ctx.tx, enterpriseId, values.kind) : particulars.scheme
    mustKnow(scheme, conditions)
    await updateParticulars(ctx.tx, of, { what, conditions, scheme, plan: particulars.plan })
    const after = {
      record: { ...record, ...values, clue: values.clue as never },
      particulars: { ...particulars, scheme, conditions },
    }
    const clocks = stageOf(loaded) === 'refuted' ? [] : clocksOf(after, events, ctx.now)
    const changed = { ...values, clue: values.clue, note: values.note || null, ...nearest(clocks) }
    const told = what === particulars.what ? '' : `情况原为“${particulars.what}”`
    await changeRecord(ctx, recalls, record, changed, { kind: 'changed', note: told })
    return presentRecall(ctx, of)
  },
})
