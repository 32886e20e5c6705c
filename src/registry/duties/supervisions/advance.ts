import { postMessage } from '#foundation/notices/index.ts'
import type { AuditEntry } from '#platform/audit/append.ts'
import { invalidInput, staleVersion, wrongState } from '#platform/operation.ts'
import type { Context, Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { SupervisionInFull } from './contract.ts'
import { eventWords, mayFollow, type Step, stateWords, steps } from './domain.ts'
import { mayDecide, mayReply } from './policy.ts'
import { getSupervision, insertEvent, moveSupervision } from './store.ts'

type OfOne = { readonly unitId: string; readonly supervisionId: string }
type Found = Awaited<ReturnType<typeof getSupervision>>

/** @throws notFound */
export function loadSupervision({ tx, now }: Pick<Loading, 'tx' | 'now'>, of: OfOne): Promise<Found> {
  return getSupervision(tx, of, civilDateOf(now))
}

export async function presentSupervision(ctx: Context, of: OfOne): Promise<SupervisionInFull> {
  return withAbilities(ctx, await loadSupervision(ctx, of))
}

export function withAbilities({ actor }: Context, found: Found): SupervisionInFull {
  return { ...found, mayReply: mayReply(actor, found) === true, mayDecide: mayDecide(actor, found) === true }
}

export const linkTo = ({ unitId, id }: { unitId: string; id: string }) =>
  `/units/${unitId}/supervisions/${id}`

/** One entry in the chain of the unit that has to act, for every step. */
export function auditedStep(action: string) {
  return ({ unitId, supervisionId }: OfOne): AuditEntry => ({
    chain: { unitId },
    action: `supervision.${action}`,
    subject: { type: 'supervision', id: supervisionId },
  })
}

type Said = OfOne & { readonly version: number; readonly text: string; readonly dueOn?: string }

/** Goes one step on: event, state, and a message to the other side. @throws wrongState, staleVersion */
export async function advance(
  ctx: Context,
  step: Step,
  said: Said,
  found: Found,
): Promise<SupervisionInFull> {
  const { tx, actor, now } = ctx
  if (actor.kind !== 'unit') throw new Error('only units act on a 督办')
  if (!mayFollow(step, found.state)) {
    throw wrongState({
      detail: `${found.no}：${stateWords[found.state]}，不能再${eventWords[steps[step].to]}。请刷新页面。`,
    })
  }
  if (said.dueOn && said.dueOn < civilDateOf(now)) {
    const message = `回复期限：${said.dueOn} 已经过去。请填今天或以后的日期。`
    throw invalidInput({ detail: message, errors: [{ path: 'dueOn', message }] })
  }
  const { to, by } = steps[step]
  if (!(await moveSupervision(tx, said, { state: to, dueOn: said.dueOn }))) {
    throw staleVersion({ detail: `${found.no}：别人刚办理过。请刷新页面再办理。` })
  }
  const of = { unitId: found.unitId, supervisionId: found.id }
  const whose = { byUnitId: actor.unitId, byName: actor.name, accountId: actor.accountId }
  await insertEvent(tx, { ...of, ...whose, kind: to, text: said.text, dueOn: said.dueOn ?? null, at: now })
  await postMessage(tx, {
    unitId: by === 'unit' ? found.issuerId : found.unitId,
    kind: 'supervision',
    title: `${found.no}：${eventWords[to]}`,
    body: [`${found.title}。`, said.dueOn ? `新的回复期限：${said.dueOn}。` : ''].join(''),
    link: linkTo(found),
  })
  return presentSupervision(ctx, of)
}
