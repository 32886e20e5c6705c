import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { AuditEntry } from '#platform/audit/append.ts'
import { invalidInput, staleVersion, wrongState } from '#platform/operation.ts'
import { type Context, handle, type Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { dueWords, keepEvent, refuseUnknownOwner, tellOwner } from '../add-action.ts'
import {
  type Action,
  type ActionEvent,
  changeAction,
  dropAction,
  finishAction,
  reopenAction,
} from '../contract.ts'
import { type Deed, deeds, isDelay, mayFollow } from '../domain.ts'
import { getAction, setActionFiles, updateAction, type Written } from '../store.ts'
import { deedWords, stateWords } from '../words.ts'

type OfAction = { readonly enterpriseId: string; readonly actionId: string }
type Asked = OfAction & { readonly version: number }

const load = ({ tx, now }: Loading, of: OfAction) => getAction(tx, of, civilDateOf(now))

const audited =
  (verb: string) =>
  ({ enterpriseId, actionId }: OfAction): AuditEntry => ({
    chain: { enterpriseId },
    action: `action.${verb}`,
    subject: { type: 'action', id: actionId },
  })

function refuse(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}

const stale = (found: Action) =>
  staleVersion({
    detail: '措施：您打开后已被别人改动。请刷新后再办理。',
    details: { version: found.version },
  })

/** Goes one step on, with its event. @throws wrongState, staleVersion */
async function advance(
  ctx: Context,
  deed: Deed,
  asked: Asked,
  found: Action,
  to: { written: Partial<Written>; event: ActionEvent['kind']; note: string },
): Promise<Action> {
  if (found.version !== asked.version) throw stale(found)
  if (!mayFollow(deed, found)) {
    const why = found.sealedAt ? `${found.sourceNumber}已经关闭` : stateWords[found.state]
    throw wrongState({ detail: `措施：${why}，不能再${deedWords[deed]}。请刷新页面查看。` })
  }
  const written = { ...found, ...to.written, state: deeds[deed].to }
  if (!(await updateAction(ctx.tx, found, written, ctx.now))) throw stale(found)
  await keepEvent(ctx, found, to.event, to.note)
  return getAction(ctx.tx, asked, civilDateOf(ctx.now))
}

export const changeActionHandler = handle(changeAction, {
  subject: load,
  policy: mayWriteOwn,
  audit: audited('changed'),
  async run(ctx, { note, ...input }, found) {
    const { what, ownerId, dueOn } = input
    if (isDelay(found.dueOn, dueOn) && !note) {
      throw refuse('note', '说明：完成期限往后推了，没有写原因。请写明为什么延期。')
    }
    if (ownerId !== found.ownerId) await refuseUnknownOwner(ctx, found.enterpriseId, ownerId)
    const written = { what, ownerId, dueOn }
    const changed = await advance(ctx, 'change', input, found, { written, event: 'changed', note })
    await keepDifference(ctx, found, changed)
    if (changed.ownerId !== found.ownerId) {
      const title = `${found.sourceNumber}：有一项措施由您负责`
      await tellOwner(ctx.tx, { ...changed, title, body: dueWords(what, dueOn) })
    }
    return changed
  },
})

/** What stood there before, in words. */
async function keepDifference(ctx: Context, before: Action, after: Action) {
  const told = [
    before.what !== after.what && `措施原为“${before.what}”`,
    before.ownerName !== after.ownerName &&
      `责任人由${before.ownerName ?? '未定'}改为${after.ownerName ?? '未定'}`,
    before.dueOn !== after.dueOn && `完成期限由${before.dueOn ?? '未定'}改为${after.dueOn ?? '未定'}`,
  ].filter((each) => each !== false)
  if (told.length > 0) await keepEvent(ctx, after, 'changed', told.join('；'))
}

export const finishActionHandler = handle(finishAction, {
  subject: load,
  policy: mayWriteOwn,
  audit: audited('finished'),
  async run(ctx, { result, doneOn, fileIds, ...input }, found) {
    if (doneOn > civilDateOf(ctx.now)) {
      throw refuse('doneOn', `完成日期：${doneOn} 还没有到。请填今天或以前的日期。`)
    }
    const doneByName = 'name' in ctx.actor ? ctx.actor.name : null
    await advance(ctx, 'finish', input, found, {
      written: { result, doneOn, doneByName },
      event: 'finished',
      note: `${doneOn} ${result}`,
    })
    const unknown = await setActionFiles(ctx.tx, found, fileIds)
    if (unknown.length > 0) {
      throw refuse('fileIds', '证明材料：有的文件不存在，或不是工作台的材料。请重新上传。')
    }
    return getAction(ctx.tx, input, civilDateOf(ctx.now))
  },
})

export const reopenActionHandler = handle(reopenAction, {
  subject: load,
  policy: mayWriteOwn,
  audit: audited('reopened'),
  run: (ctx, { reason, ...input }, found) =>
    advance(ctx, 'reopen', input, found, {
      written: { doneOn: null, doneByName: null, result: '' },
      event: 'reopened',
      note: reason,
    }),
})

export const dropActionHandler = handle(dropAction, {
  subject: load,
  policy: mayWriteOwn,
  audit: audited('dropped'),
  run: (ctx, { reason, ...input }, found) =>
    advance(ctx, 'drop', input, found, {
      written: { result: reason, doneByName: 'name' in ctx.actor ? ctx.actor.name : null },
      event: 'dropped',
      note: reason,
    }),
})
