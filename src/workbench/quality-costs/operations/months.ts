import { mayReadOwn, mayWriteOwn, ownRoles } from '#platform/access/own-enterprise.ts'
import { notFound, staleVersion } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { formatYearMonth, type YearMonth } from '#platform/values/year-month.ts'
import { readMonths } from '../analyse.ts'
import {
  checkCostMonth,
  listCostMonths,
  lockCostMonth,
  monthLocked,
  monthNotOver,
  setCostLockDay,
} from '../contract.ts'
import { lockDueOn, totalOf, yuan } from '../domain.ts'
import { countPending } from '../figures-store.ts'
import { closeGate, computeMonth, findSettings, insertLock, lockedMonth, saveLockDay } from '../lock-store.ts'
import { lastMonth } from '../period.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { readonly enterpriseId: string }) => ({
  enterpriseId,
})

export const listCostMonthsHandler = handle(listCostMonths, {
  subject,
  policy: mayReadOwn,
  async run({ tx, now }, { enterpriseId, year = Number(lastMonth(now).slice(0, 4)) }) {
    const [months, pending, settings] = await Promise.all([
      readMonths(tx, { enterpriseId, from: `${year}-01`, to: `${year}-12` }),
      countPending(tx, enterpriseId),
      findSettings(tx, enterpriseId),
    ])
    return {
      year,
      months: months.map((each) => ({
        ...each,
        pendingProposals: pending.get(each.month) ?? 0,
        dueOn: lockDueOn(each.month, settings.lockDay),
        over: each.month <= lastMonth(now),
      })),
      ...settings,
    }
  },
})

export const lockCostMonthHandler = handle(lockCostMonth, {
  subject,
  policy: ownRoles('首席质量官或企业负责人', 'cqo', 'principal'),
  audit: ({ enterpriseId, month }, _subject, { lines, locked }) => ({
    chain: { enterpriseId },
    action: 'quality-cost.month-locked',
    subject: { type: 'cost-month', id: month },
    details: { lines, sha256: locked?.digest ?? '' },
  }),
  async run(ctx, { enterpriseId, month, seen }) {
    if (month > lastMonth(ctx.now)) {
      throw monthNotOver({
        detail: `月份：${formatYearMonth(month)}还没有结束，费用还会增加。请在月末以后锁定。`,
      })
    }
    await lock(ctx, enterpriseId, month, seen)
    const [locked] = await readMonths(ctx.tx, { enterpriseId, from: month, to: month })
    if (!locked) throw notFound()
    return locked
  },
})

/** Whoever writes to the month is waited for; then what was on the screen must still be so. */
async function lock(
  { tx, now, actor }: Context,
  enterpriseId: string,
  month: YearMonth,
  seen: { readonly lines: number; readonly total: number },
) {
  if (!('accountId' in actor)) throw notFound()
  await closeGate(tx, enterpriseId, month)
  if (await lockedMonth(tx, enterpriseId, month)) {
    throw monthLocked({
      detail: `月份：${formatYearMonth(month)}已经锁定。请刷新后查看。`,
      details: { month },
    })
  }
  const found = await computeMonth(tx, enterpriseId, month)
  const total = totalOf(found.sums)
  if (found.lines !== seen.lines || total !== seen.total) {
    throw staleVersion({
      detail: `月份：您打开后费用有变动，现在是 ${found.lines} 条、${yuan(total)}。请刷新，核对后再锁定。`,
      details: { lines: found.lines, total },
    })
  }
  await insertLock(tx, { enterpriseId, month, by: actor, at: now })
}

export const checkCostMonthHandler = handle(checkCostMonth, {
  subject,
  policy: mayReadOwn,
  async run({ tx }, { enterpriseId, month }) {
    const [kept, now] = await Promise.all([
      lockedMonth(tx, enterpriseId, month),
      computeMonth(tx, enterpriseId, month),
    ])
    if (!kept)
      throw notFound({ detail: `月份：${formatYearMonth(month)}没有锁定，没有可核对的数。请先锁定。` })
    return { month, same: JSON.stringify(kept) === JSON.stringify(now), kept, now }
  },
})

export const setCostLockDayHandler = handle(setCostLockDay, {
  subject,
  policy: mayWriteOwn,
  audit: ({ enterpriseId, lockDay }) => ({
    chain: { enterpriseId },
    action: 'quality-cost.lock-day-set',
    subject: { type: 'enterprise', id: enterpriseId },
    details: { lockDay },
  }),
  async run({ tx }, input) {
    if (!(await saveLockDay(tx, input))) {
      const { lockDay } = await findSettings(tx, input.enterpriseId)
      throw staleVersion({ detail: `锁定期限：您打开后已改为次月 ${lockDay} 日前。请刷新后再改。` })
    }
    return findSettings(tx, input.enterpriseId)
  },
})
