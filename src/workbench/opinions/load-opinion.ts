import { postNotice } from '#foundation/notices/index.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { wrongState } from '#platform/operation.ts'
import type { Context, Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { cqoInOffice } from '#registry/appointments/index.ts'
import { myStaffIds } from '#workbench/master-data/index.ts'
import { DISCREET, opinions, statuses } from './ledgers.ts'
import type { Putting, UnderOfficer } from './policy.ts'
import { wasPutByMe } from './store.ts'

export type Opinion = LedgerRecord<typeof opinions>
type Of = { readonly enterpriseId: string }

export async function loadOfficer({ tx, now }: Loading, { enterpriseId }: Of): Promise<UnderOfficer> {
  const cqo = await cqoInOffice(tx, enterpriseId, civilDateOf(now))
  return { enterpriseId, officer: cqo?.personName ?? null }
}

/** A record, and what part the asker has in it. */
export async function loadOpinion(
  ctx: Loading,
  { enterpriseId, recordId }: Of & { readonly recordId: string },
): Promise<Putting & { readonly opinion: Opinion }> {
  // Who asks stands in the database's settings once he has been found.
  await ctx.asking
  const [officer, opinion, mine, put] = await Promise.all([
    loadOfficer(ctx, { enterpriseId }),
    recordOf(ctx.tx, opinions, enterpriseId, recordId),
    myStaffIds(ctx.tx),
    wasPutByMe(ctx.tx, enterpriseId, recordId),
  ])
  const { addresseeStaff } = opinion
  return {
    ...officer,
    opinion,
    kind: opinion.kind as Putting['kind'],
    addressed: addresseeStaff !== null && mine.includes(addresseeStaff),
    put,
  }
}

/** Asked of what is there now, and only while it waits. @throws staleVersion, wrongState */
export function mustWait(opinion: Opinion, version: number, kind: 'opinion' | 'approval'): void {
  mustBeCurrent(opinions, opinion, version)
  if ((opinion.kind === 'approval') !== (kind === 'approval'))
    throw wrongState({
      detail: `${opinion.number}：不是${kind === 'approval' ? '送审的事项' : '意见或建议'}。请打开对应的记录办理。`,
    })
  mustBeOpen(opinion)
}

/** @throws wrongState */
export function mustBeOpen(opinion: Opinion): void {
  if (opinion.status === 'waiting') return
  const now = statuses[opinion.status as keyof typeof statuses]
  throw wrongState({ detail: `${opinion.number}：现在是“${now}”，不能再办理。需要再议的，请另外提出。` })
}

/** A notice to everyone of the enterprise; of a matter of persons only that there is one. */
export function tell({ tx }: Context, opinion: Opinion, title: string, body: string): Promise<void> {
  const discreet = opinion.matter === DISCREET
  return postNotice(tx, {
    inWorkbench: true,
    enterpriseId: opinion.enterpriseId,
    kind: 'opinion',
    title: `${title}：${opinion.number}${discreet ? '' : ` ${opinion.title}`}`,
    body: discreet ? '' : body.slice(0, 200),
    link: `/enterprises/${opinion.enterpriseId}/opinions/${opinion.id}`,
  })
}

export function left({ id, version, number, status }: Opinion) {
  return { id, version, number, status }
}
