import { newId } from '#platform/ids.ts'
import { invalidInput, staleVersion } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { appendStateEvent, updateState } from './store.ts'

/** Records an ending or a resumption and its projection. @throws staleVersion, invalidInput for a day to come */
export async function changeState(
  ctx: Context,
  enterprise: Enterprise,
  change: {
    version: number
    effectiveOn: string
    note: string
    endedAs: Enterprise['endedAs']
    mergedInto?: string
  },
): Promise<Enterprise> {
  const { effectiveOn, endedAs } = change
  if (effectiveOn > civilDateOf(ctx.now)) {
    const message = '日期：还没有到。请在当日或之后办理。'
    throw invalidInput({ detail: message, errors: [{ path: 'effectiveOn', message }] })
  }
  const mergedInto = change.mergedInto ?? null
  const to = { endedOn: endedAs ? effectiveOn : null, endedAs, mergedInto }
  if (!(await updateState(ctx.tx, enterprise.id, change.version, to))) {
    throw staleVersion({ detail: '企业资料：您打开后已被改动。请刷新后再办理。' })
  }
  await appendStateEvent(ctx.tx, enterprise.id, {
    id: newId(),
    kind: endedAs ? 'ended' : 'resumed',
    endedAs,
    mergedInto,
    effectiveOn,
    by: 'accountId' in ctx.actor ? ctx.actor.accountId : '',
    at: ctx.now,
    note: change.note,
  })
  return getEnterprise(ctx.tx, enterprise.id)
}
