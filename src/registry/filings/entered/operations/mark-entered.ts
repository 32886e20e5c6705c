import type { Actor } from '#platform/access/actor.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { markDuty } from '#registry/duties/index.ts'
import { mayPrintMany } from '../../policy.ts'
import { markEntered, someNotThere, unmarkEntered } from '../contract.ts'
import { countOpen, recordEntries } from '../store.ts'

const whoOf = (actor: Actor) => {
  if (actor.kind !== 'unit') throw new Error('only an officer enters')
  return { accountId: actor.accountId, name: actor.name }
}

export const markEnteredHandler = handle(markEntered, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayPrintMany,
  audit: ({ unitId, enteredOn }, _subject, { marked }) => ({
    chain: { unitId },
    action: 'filing-entry.marked',
    subject: { type: 'unit', id: unitId },
    details: { marked, enteredOn },
  }),
  async run({ tx, now, actor }, { unitId, filings, enteredOn }) {
    const today = civilDateOf(now)
    if (enteredOn > today) {
      const message = `录入日期：${enteredOn} 还没有到。请填实际录入的日期。`
      throw invalidInput({ detail: message, errors: [{ path: 'enteredOn', message }] })
    }
    const marked = await recordEntries(tx, filings, { ...whoOf(actor), unitId, enteredOn, note: '' })
    refuseSome(filings.length, marked, '已经登记过、登记备案晚于录入日期，或不由本单位负责')
    const left = await countOpen(tx, unitId)
    if (left === 0) await markDuty(tx, unitId, 'entry', enteredOn, now)
    return { marked, left }
  },
})

export const unmarkEnteredHandler = handle(unmarkEntered, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayPrintMany,
  audit: ({ unitId }, _subject, { unmarked }) => ({
    chain: { unitId },
    action: 'filing-entry.unmarked',
    subject: { type: 'unit', id: unitId },
    details: { unmarked },
  }),
  async run({ tx, actor }, { unitId, filings, note }) {
    const unmarked = await recordEntries(tx, filings, { ...whoOf(actor), unitId, enteredOn: null, note })
    refuseSome(filings.length, unmarked, '没有登记过，或不由本单位负责')
    return { unmarked }
  },
})

/** All or nothing: whoever ticks twenty must not find out later that nineteen were meant. */
function refuseSome(asked: number, done: number, why: string) {
  if (done === asked) return
  throw someNotThere({
    detail: `备案：所选 ${asked} 件中有 ${asked - done} 件${why}，全部没有登记。请刷新列表重新勾选。`,
  })
}
