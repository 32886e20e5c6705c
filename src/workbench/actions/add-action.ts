import { postNotice } from '#foundation/notices/index.ts'
import { appendAuditIn } from '#platform/audit/append.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { Source } from '#platform/declared-queries.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import type { Action, ActionEvent, ActionKind } from './contract.ts'
import { accountsOf, findActionsOf, insertAction, insertActionEvent, sealAll, staffNamed } from './store.ts'

type Doing = Pick<Context, 'tx' | 'now' | 'actor'>

/**
 * Adds an action in the deed of its source. `ownerId` is somebody of the staff ledger; he is told at the account that his
 * record there names. @throws invalidInput with the path `ownerId`
 */
export async function addAction(
  ctx: Doing,
  made: {
    readonly enterpriseId: string
    readonly source: Source
    readonly kind: ActionKind
    readonly what: string
    readonly ownerId: string | null
    readonly dueOn: CivilDate | null
  },
): Promise<{ id: string }> {
  const { tx, now, actor } = ctx
  const id = newId()
  await refuseUnknownOwner(ctx, made.enterpriseId, made.ownerId)
  await insertAction(tx, { ...made, id, at: now })
  const subject = { enterpriseId: made.enterpriseId, id }
  await keepEvent(ctx, subject, 'added', made.dueOn ? `完成期限 ${made.dueOn}` : '')
  await appendAuditIn(tx, actor, {
    chain: { workbenchOf: made.enterpriseId },
    action: 'action.added',
    subject: { type: 'action', id },
    details: { source: made.source.number },
  })
  await tellOwner(tx, {
    ...subject,
    ownerId: made.ownerId,
    title: `${made.source.number}：有一项措施由您负责`,
    body: dueWords(made.what, made.dueOn),
  })
  return { id }
}

/** All actions of one source, dropped ones too, in the order in which they were added. */
export function actionsOf(
  tx: Tx,
  enterpriseId: string,
  sourceKind: string,
  sourceId: string,
  today: CivilDate = civilDateOf(new Date()),
): Promise<Action[]> {
  return findActionsOf(tx, { enterpriseId, sourceKind, sourceId }, today)
}

/** After its source has been closed nothing of an action changes any more. Whether all have ended is for the source to see to. */
export async function sealActions(
  tx: Tx,
  enterpriseId: string,
  sourceKind: string,
  sourceId: string,
  at: Date,
): Promise<void> {
  const bySource = { tx, now: at, actor: { kind: 'system', role: 'system', for: { enterpriseId } } } as const
  for (const id of await sealAll(tx, { enterpriseId, sourceKind, sourceId }, at)) {
    await keepEvent(bySource, { enterpriseId, id }, 'sealed', '来源已经关闭')
  }
}

export async function keepEvent(
  { tx, now, actor }: Doing,
  { enterpriseId, id }: Pick<Action, 'enterpriseId' | 'id'>,
  kind: ActionEvent['kind'],
  note: string,
): Promise<void> {
  await insertActionEvent(tx, {
    enterpriseId,
    actionId: id,
    kind,
    at: now,
    accountId: 'accountId' in actor ? actor.accountId : null,
    byName: 'name' in actor ? actor.name : '系统',
    note,
  })
}

/** @throws invalidInput */
export async function refuseUnknownOwner(
  { tx, now }: Doing,
  enterpriseId: string,
  ownerId: string | null,
): Promise<void> {
  if (ownerId === null || (await staffNamed(tx, enterpriseId, ownerId, civilDateOf(now)))) return
  const message = '责任人：人员台帐中没有这个人，或者已经停用。请从在用的人员中选择。'
  throw invalidInput({ detail: message, errors: [{ path: 'ownerId', message }] })
}

export const dueWords = (what: string, dueOn: CivilDate | null) =>
  `${[...what].slice(0, 80).join('')}。${dueOn ? `完成期限 ${dueOn}。` : ''}`

/** Tells the owner at his account, where his record in the staff ledger names one. Answers whether anybody was told. */
export async function tellOwner(
  tx: Tx,
  of: Pick<Action, 'enterpriseId' | 'id' | 'ownerId'> & { readonly title: string; readonly body: string },
): Promise<boolean> {
  if (!of.ownerId) return false
  const accounts = await accountsOf(tx, of.enterpriseId, of.ownerId)
  for (const accountId of accounts) {
    const { enterpriseId, title, body } = of
    await postNotice(tx, {
      inWorkbench: true,
      enterpriseId,
      accountId,
      kind: 'action',
      title,
      body,
      link: linkTo(of),
    })
  }
  return accounts.length > 0
}

export const linkTo = ({ enterpriseId, id }: Pick<Action, 'enterpriseId' | 'id'>) =>
  `/enterprises/${enterpriseId}/actions/${id}`
