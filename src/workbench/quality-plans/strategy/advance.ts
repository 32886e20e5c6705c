import { postNotice } from '#foundation/notices/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { invalidInput, staleVersion, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type StrategyVerb, strategyAllows } from '../domain.ts'
import { mayApprove, mayLead, mayPrepare } from '../policy.ts'
import { beingPrepared, type Proposal, type Strategy } from './contract.ts'
import {
  addStrategyEvent,
  findStrategies,
  findStrategyEvents,
  insertStrategy,
  type KeptStrategy,
  nextEdition,
  type StrategyEvent,
  updateStrategy,
} from './store.ts'

export const statusWords = {
  draft: '草稿',
  submitted: '待批准',
  'in-force': '执行中',
  superseded: '已被新版代替',
} as const

const policies = { change: mayPrepare, submit: mayLead, approve: mayApprove, return: mayApprove }

/** The edition as the asker sees it. */
export async function presentStrategy(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  kept: KeptStrategy,
): Promise<Strategy> {
  return { ...kept, events: await findStrategyEvents(tx, kept), may: verbsOf(actor, kept) }
}

function verbsOf(actor: Actor, kept: KeptStrategy): StrategyVerb[] {
  const verbs = Object.keys(policies) as StrategyVerb[]
  return verbs.filter((verb) => strategyAllows(kept.status, verb) && policies[verb](actor, kept) === true)
}

/** Refuses a verb that this state does not allow, or a version that is not the newest. */
export function mustAllow(strategy: KeptStrategy, verb: StrategyVerb, version: number): void {
  if (strategy.version !== version) throw stale(strategy)
  if (strategyAllows(strategy.status, verb)) return
  throw wrongState({
    detail: `质量战略：${strategy.number}现在是“${statusWords[strategy.status]}”，不能这样办理。请刷新后查看。`,
  })
}

export async function saveStrategy(
  ctx: Context,
  next: KeptStrategy,
  kind: StrategyEvent,
  note = '',
): Promise<KeptStrategy> {
  const saved = { ...next, version: next.version + 1 }
  if (!(await updateStrategy(ctx.tx, saved))) throw stale(next)
  await addStrategyEvent(ctx, saved, kind, note)
  return saved
}

/** @throws beingPrepared */
export async function beginEdition(
  ctx: Context,
  enterpriseId: string,
  proposals: readonly Proposal[] = [],
): Promise<KeptStrategy> {
  const before = await findStrategies(ctx.tx, enterpriseId)
  const other = before.find(({ status }) => status === 'draft' || status === 'submitted')
  if (other) throw prepared(other)
  const year = Number(civilDateOf(ctx.now).slice(0, 4))
  const number = await nextNumber(ctx.tx, enterpriseId, 'ZL', year)
  const begun = { ...nextEdition(before, { enterpriseId, number }), proposals: [...proposals] }
  if (!(await insertStrategy(ctx.tx, begun)))
    throw beingPrepared({ detail: '质量战略：刚刚有人开始拟定新版。请刷新后在那一版上修改。' })
  await addStrategyEvent(ctx, begun, proposals.length > 0 ? 'proposed' : 'drafted')
  return begun
}

/** Puts what a review proposes into the edition that is being prepared, or begins one. @throws wrongState */
export async function proposeRevision(
  ctx: Context,
  enterpriseId: string,
  proposals: readonly Proposal[],
): Promise<KeptStrategy> {
  const all = await findStrategies(ctx.tx, enterpriseId)
  const open = all.find(({ status }) => status === 'draft' || status === 'submitted')
  if (!open) return beginEdition(ctx, enterpriseId, proposals)
  if (open.status === 'submitted')
    throw wrongState({
      detail: `修订建议：质量战略${open.number}正在等企业负责人批准，不能写入。请等批准或退回后再总结。`,
    })
  const next = { ...open, proposals: [...open.proposals, ...proposals] }
  return saveStrategy(ctx, next, 'proposed', proposals[0]?.planNumber ?? '')
}

/** What a draft lacks before it can be handed in. @throws invalidInput */
export function mustBeWhole({ periodFrom, periodTo, content, proposals }: KeptStrategy): void {
  const { analysis, goals, measures } = content
  const swot = [analysis.strengths, analysis.weaknesses, analysis.opportunities, analysis.threats]
  const errors: { path: string; message: string }[] = []
  const lack = (path: string, message: string) => errors.push({ path, message })
  if (!periodFrom || !periodTo) lack('periodFrom', '规划期：没有填写起止日期。请填写。')
  if (!analysis.internal) lack('content.analysis.internal', '内部环境：没有填写。请写明分析结果。')
  if (!analysis.external) lack('content.analysis.external', '外部环境：没有填写。请写明分析结果。')
  if (swot.some((each) => each.length === 0))
    lack('content.analysis.strengths', '优势、劣势、机会、威胁：有的一项也没有写。每类至少写一条。')
  if (goals.length === 0) lack('content.goals', '质量目标：一条也没有。请至少写一条。')
  if (measures.length === 0) lack('content.measures', '主要措施：一条也没有。请至少写一条。')
  proposals.forEach((each, at) => {
    if (each.answer === 'open') lack(`answers.${at}`, `修订建议 ${at + 1}：还没有答复。请选择采纳或不采纳。`)
    if (each.answer === 'declined' && each.note === '')
      lack(`answers.${at}`, `修订建议 ${at + 1}：没有写不采纳的原因。请填写。`)
  })
  if (errors.length > 0) throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
}

export async function tellStrategy(ctx: Context, of: KeptStrategy, title: string, body: string) {
  await postNotice(ctx.tx, {
    inWorkbench: true,
    enterpriseId: of.enterpriseId,
    kind: 'quality-strategy',
    title,
    body,
    link: `/enterprises/${of.enterpriseId}/quality-plans/strategies/${of.id}`,
  })
}

function prepared(other: KeptStrategy) {
  return beingPrepared({
    detail: `质量战略：${other.number}（第 ${other.edition} 版）${statusWords[other.status]}，还没有办完。请在那一版上继续。`,
    details: { strategyId: other.id },
  })
}

function stale(current: { version: number }) {
  return staleVersion({
    detail: '质量战略：您打开后已被改动。请刷新后再办理。',
    details: { version: current.version },
  })
}
