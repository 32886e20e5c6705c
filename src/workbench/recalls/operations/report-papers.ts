import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { TextTooLong } from '#platform/documents/render.ts'
import { changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput, notFound, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import {
  auditAs,
  instantOf,
  type Loaded,
  lastStep,
  loadRecall,
  mustFollow,
  presentRecall,
  record,
  stageOf,
  takeRecall,
} from '../advance.ts'
import { printPaper, reportPlan, reportStage, reportSummary, savePlan, unprintable } from '../contract.ts'
import { renderRecallPaper } from '../documents/recall-paper.ts'
import type { PaperKind } from '../dossier/contract.ts'
import { freeze, type PaperPart, type PaperWords, wordsOf } from '../frozen.ts'
import { recalls } from '../ledgers.ts'
import { findPapers, getPaper, type OfRecall, updateParticulars } from '../store.ts'
import { paperName } from '../words.ts'
import { mayDecide } from './take-steps.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const savePlanHandler = handle(savePlan, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('plan-saved'),
  async run(ctx, { enterpriseId, recordId, version, values }) {
    const of = { enterpriseId, recordId }
    const loaded = await takeRecall(ctx, of)
    mustBeCurrent(recalls, loaded.record, version)
    if (['refuted', 'summarised', 'closed'].includes(stageOf(loaded)))
      throw wrongState({ detail: '召回计划：现在不能再修改。请刷新页面查看。' })
    const known = loaded.particulars.scheme.fields
    const plan = Object.fromEntries(
      Object.entries(values).filter(([key, text]) => text !== '' && known.some((field) => field.key === key)),
    )
    await updateParticulars(ctx.tx, of, { ...loaded.particulars, plan })
    await changeRecord(ctx, recalls, loaded.record, {}, { kind: 'recall-plan-saved' })
    return presentRecall(ctx, of)
  },
})

/** @throws invalidInput with every gap */
function refuseGaps({ particulars }: Loaded, toRecall: number) {
  const errors = particulars.scheme.fields
    .filter(({ key, required }) => required && !particulars.plan[key])
    .map(({ key, label }) => ({
      path: `values.${key}`,
      message: `${label}：没有填写。请填写后保存，再报送。`,
    }))
  if (toRecall <= 0) {
    const message = '召回批次：还没有登记批次和召回数量。请先填写或导入召回批次清单。'
    errors.push({ path: 'batches', message })
  }
  if (errors.length > 0) throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
}

function planParts({ particulars }: Loaded): PaperPart[] {
  const { scheme, plan } = particulars
  return [...Map.groupBy(scheme.fields, ({ group }) => group)].map(([heading, fields]) => ({
    heading,
    items: fields.map(({ key, label }) => [label, plan[key] ?? ''] as const),
  }))
}

export const reportPlanHandler = handle(reportPlan, {
  subject,
  policy: mayDecide,
  audit: auditAs('plan-reported'),
  async run(ctx, said) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'report-plan', said)
    const at = instantOf(ctx, said.at, lastStep(loaded))
    const no = (await numberOf(ctx, said, 'plan')) + 1
    const content = await wordsOf(ctx, said, loaded, {
      parts: [
        ...planParts(loaded),
        ...(said.note ? [{ heading: '变更', items: [['变更内容和原因', said.note] as const] }] : []),
      ],
      withBatches: true,
    })
    refuseGaps(loaded, content.figures.toRecall)
    if (no > 1 && !said.note) {
      const message = '说明：计划已经报送过。请写明改了什么、为什么改。'
      throw invalidInput({ detail: message, errors: [{ path: 'note', message }] })
    }
    await freeze(ctx, said, { kind: 'plan', no, at, toWhom: said.toWhom }, content)
    return record(ctx, loaded, { kind: 'plan-reported', stage, said, at })
  },
})

const numberOf = async ({ tx }: Context, of: OfRecall, kind: PaperKind) =>
  (await findPapers(tx, of)).filter((paper) => paper.kind === kind).length

export const reportStageHandler = handle(reportStage, {
  subject,
  policy: mayWriteOwn,
  audit: auditAs('stage-reported'),
  async run(ctx, { done, deviation, next, ...said }) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'report-stage', said)
    const at = instantOf(ctx, said.at, lastStep(loaded))
    const earlier = (await findPapers(ctx.tx, said)).filter(({ kind }) => kind === 'stage')
    const content = await wordsOf(ctx, said, loaded, {
      parts: [
        {
          heading: '工作情况',
          items: [
            ['本阶段工作', done],
            ['偏差和原因', deviation],
            ['下一步安排', next],
          ],
        },
      ],
      before: earlier.at(-1)?.figures ?? null,
    })
    await freeze(ctx, said, { kind: 'stage', no: earlier.length + 1, at, toWhom: said.toWhom }, content)
    return record(ctx, loaded, { kind: 'stage-reported', stage, said: { ...said, note: done }, at })
  },
})

export const reportSummaryHandler = handle(reportSummary, {
  subject,
  policy: mayDecide,
  audit: auditAs('summary-reported'),
  async run(ctx, { effect, disposal, improvement, ...said }) {
    const loaded = await takeRecall(ctx, said)
    const stage = mustFollow(loaded, 'report-summary', said)
    const at = instantOf(ctx, said.at, lastStep(loaded))
    const no = (await numberOf(ctx, said, 'summary')) + 1
    const content = await wordsOf(ctx, said, loaded, {
      parts: [
        {
          heading: '总结',
          items: [
            ['召回效果', effect],
            ['产品处置情况', disposal],
            ['改进措施', improvement],
          ],
        },
      ],
      withBatches: true,
    })
    await freeze(ctx, said, { kind: 'summary', no, at, toWhom: said.toWhom }, content)
    return record(ctx, loaded, { kind: 'summary-reported', stage, said: { ...said, note: effect }, at })
  },
})

type ToPrint = {
  readonly kind: PaperKind
  readonly no: number
  readonly at: Date
  readonly toWhom: string
  readonly digest: string | null
  readonly content: PaperWords
}

async function toPrint(ctx: Context, of: OfRecall, paper: string): Promise<ToPrint> {
  const loaded = await loadRecall(ctx, of)
  if (paper === 'draft') {
    const content = await wordsOf(ctx, of, loaded, { parts: planParts(loaded), withBatches: true })
    const no = (await numberOf(ctx, of, 'plan')) + 1
    return { kind: 'plan', no, at: ctx.now, toWhom: '', digest: null, content }
  }
  const found = await getPaper(ctx.tx, of, paper)
  if (!found) throw notFound()
  return { ...found, at: new Date(found.at), content: found.content as PaperWords }
}

export const printPaperHandler = handle(printPaper, {
  subject,
  policy: mayReadOwn,
  async run(ctx, { paper, ...of }) {
    const found = await toPrint(ctx, of, paper)
    const name = paperName(found.kind, found.no)
    try {
      const { pdf } = await renderRecallPaper({ ...found, name, on: civilDateOf(found.at) })
      return { mediaType: 'application/pdf', fileName: `${name}-${found.content.number}.pdf`, bytes: pdf }
    } catch (error) {
      if (!(error instanceof TextTooLong)) throw error
      throw unprintable({ detail: `${name}：${error.fields.join('、')}太长，排不下。请精简后再印。` })
    }
  },
})
