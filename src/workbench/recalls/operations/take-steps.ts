import { mayWriteOwn, ownRoles } from '#platform/access/own-enterprise.ts'
import { mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { actionsOf, sealActions } from '#workbench/actions/index.ts'
import {
  auditAs,
  clocksOf,
  instantOf,
  lastStep,
  mustFollow,
  record,
  stageOf,
  takeRecall,
} from '../advance.ts'
import {
  closeRecall,
  completeRecall,
  concludeRecall,
  investigateRecall,
  notReady,
  recordDeed,
  resumeRecall,
  startRecall,
} from '../contract.ts'
import { type Step, unmet } from '../domain.ts'
import { recalls } from '../ledgers.ts'
import { figuresOf } from '../store.ts'
import { eventWords } from '../words.ts'

export const mayDecide = ownRoles('首席质量官或企业负责人', 'cqo', 'principal')
const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

const refuse = (path: string, message: string) =>
  invalidInput({ detail: message, errors: [{ path, message }] })

export const investigateRecallHandler = handle(investigateRecall, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('investigated'),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'investigate', said)
    return record(ctx, loaded, {
      kind: 'investigating',
      stage,
      said,
      at: instantOf(ctx, said.at, lastStep(loaded)),
    })
  },
})

export const concludeRecallHandler = handle(concludeRecall, {
  subject,
  policy: mayDecide,
  audit: (input) => ({ ...auditAs('concluded')(input), details: { outcome: input.outcome } }),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, said.outcome, said)
    const kind = said.outcome === 'confirm' ? 'confirmed' : 'refuted'
    return record(ctx, loaded, { kind, stage, said, at: instantOf(ctx, said.at, lastStep(loaded)) })
  },
})

export const resumeRecallHandler = handle(resumeRecall, {
  subject,
  policy: mayDecide,
  audit: auditAs('resumed'),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const step: Step = stageOf(loaded) === 'refuted' ? 'reopen' : 'resume'
    const stage = mustFollow(loaded, step, said)
    const kind = step === 'reopen' ? 'reopened' : 'resumed'
    return record(ctx, loaded, { kind, stage, said, at: instantOf(ctx, said.at, lastStep(loaded)) })
  },
})

export const startRecallHandler = handle(startRecall, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('started'),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'start', said)
    return record(ctx, loaded, {
      kind: 'started',
      stage,
      said,
      at: instantOf(ctx, said.at, lastStep(loaded)),
    })
  },
})

export const completeRecallHandler = handle(completeRecall, {
  subject,
  policy: mayDecide,
  audit: auditAs('completed'),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'complete', said)
    const { done, toRecall } = await figuresOf(ctx.tx, said)
    if (done < toRecall && !said.note) {
      throw refuse('note', `说明：召回数量 ${toRecall}，只收回和修正了 ${done}。请写明其余的怎么处理。`)
    }
    return record(ctx, loaded, {
      kind: 'completed',
      stage,
      said,
      at: instantOf(ctx, said.at, lastStep(loaded)),
    })
  },
})

export const recordDeedHandler = handle(recordDeed, {
  subject,
  policy: mayWriteOwn,
  audit: (input) => ({ ...auditAs('recorded')(input), details: { kind: input.kind } }),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    mustBeCurrent(recalls, loaded.record, said.version)
    const stage = stageOf(loaded)
    if (stage === 'closed' || stage === 'refuted') {
      throw wrongState({
        detail: `召回：现在是“${recalls.columns.stage.options[stage]}”，不能再登记。请刷新页面。`,
      })
    }
    const known = { at: loaded.particulars.knownAt, what: eventWords.known }
    return record(ctx, loaded, { kind: said.kind, stage, said, at: instantOf(ctx, said.at, known) })
  },
})

export const closeRecallHandler = handle(closeRecall, {
  subject,
  policy: mayDecide,
  audit: auditAs('closed'),
  async run(ctx, { effect, ...said }) {
    const { tx, now } = ctx
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'close', said)
    const open = (await actionsOf(tx, said.enterpriseId, 'recall', said.recordId)).filter(
      (each) => each.state === 'open',
    )
    if (open.length > 0) {
      throw notReady({
        detail: `关闭召回：还有 ${open.length} 项措施没有办完。请先完成或取消：${open.map(({ what }) => what).join('；')}。`,
      })
    }
    const left = unmet(clocksOf(loaded, loaded.events, now))
    if (left.length > 0 && !said.note) {
      const named = left.map(({ label }) => label).join('、')
      throw refuse('note', `说明：还有期限没有办：${named}。请补登记，或写明为什么不办。`)
    }
    await sealActions(tx, said.enterpriseId, 'recall', said.recordId, now)
    const note = [effect, said.note].filter(Boolean).join('\n')
    return record(ctx, loaded, {
      kind: 'closed',
      stage,
      said: { ...said, note },
      at: instantOf(ctx, said.at, lastStep(loaded)),
    })
  },
})
