import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Value } from '#platform/ledger/columns.ts'
import type { LedgerParts, RowToJudge, Values } from '#platform/ledger/ledger-parts.ts'
import { invalidInput } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { formatYearMonth, yearMonthOf } from '#platform/values/year-month.ts'
import { LARGEST_BASE, LARGEST_LINE } from './domain.ts'
import { accountsWithLines, classesOf, lockedAmong, standingOf } from './line-store.ts'
import { CLASS_STAYS, lockedWords, NOT_LOCKED, nextWords } from './lock-refusals.ts'
import { currentMonth } from './store.ts'

const policies = { read: mayReadOwn, write: mayWriteOwn }

const refuse = (detail: string) => invalidInput({ detail })

/** More than any factory's month is a slip of digits or units. */
export function mustBeCredible(amount: Value | undefined, label: string, most: number) {
  if (Math.abs(Number(amount ?? 0)) > most)
    throw refuse(`${label}：超过 ${most / 10 ** 10} 亿元。请核对位数和单位。`)
}

/** What is special about the lines: money below zero, months to come, locked months, and those that have a source. */
export const lineParts: LedgerParts = {
  policies,
  check({ amount, corrects, month }) {
    mustBeCredible(amount, '金额', LARGEST_LINE)
    if (Number(amount) < 0 && corrects === null)
      throw refuse('金额：是负数，只有更正已锁定的月份才可以。请填写更正月份，或核对金额。')
    if (corrects !== null && String(corrects) >= String(month))
      throw refuse('更正月份：不早于月份。更正记在被更正月份之后，请核对。')
  },
  before: {
    async add(ctx, _enterpriseId, values) {
      mustHaveBegun(values, yearMonthOf(civilDateOf(ctx.now)))
    },
    async change(ctx, record, values) {
      mustHaveBegun(values, yearMonthOf(civilDateOf(ctx.now)))
      if (record.sourceNumber === null) return
      if (values.amount !== record.amount || values.month !== record.month)
        throw refuse(`金额：${sourcedWords(String(record.sourceNumber))}`)
    },
    async retire(_ctx, { sourceNumber }) {
      if (sourceNumber !== null) throw refuse(`停用：${sourcedWords(String(sourceNumber))}`)
    },
  },
  async judge(tx, enterpriseId, rows) {
    const named = rows.flatMap(({ values }) => [
      String(values.month),
      ...(values.corrects ? [String(values.corrects)] : []),
    ])
    const [locked, standing, present] = await Promise.all([
      lockedAmong(tx, enterpriseId, named),
      standingOf(
        tx,
        enterpriseId,
        rows.map(({ recordId }) => recordId),
      ),
      currentMonth(tx),
    ])
    return rows.map((row) => whyNotLine(row, locked, standing.get(row.recordId), present))
  },
}

const sourcedWords = (number: string) =>
  `这一条来自 ${number}，金额和月份由来源决定。请到来源处更正，差额会再提出来。`

function mustHaveBegun({ month }: Values, present: string) {
  if (String(month) > present) throw refuse(`月份：${notBegun(String(month))}`)
}

const notBegun = (month: string) => `${formatYearMonth(month)}还没有到。请核对年月。`

type Standing = Awaited<ReturnType<typeof standingOf>> extends Map<string, infer S> ? S : never

function whyNotLine(
  { values }: RowToJudge,
  locked: ReadonlyMap<string, string>,
  standing: Standing | undefined,
  present: string,
): string | null {
  const month = String(values.month)
  if (month > present) return `月份：${notBegun(month)}`
  if (locked.has(month)) return `月份：${lockedWords(month)}`
  if (values.corrects !== null) {
    const next = locked.get(String(values.corrects))
    if (next === undefined) return `更正月份：${NOT_LOCKED}`
    if (next !== month) return `月份：${nextWords(next)}`
  }
  if (standing?.voided) return '这一条：与已停用的一条相同。请先恢复使用那一条，或在摘要中写明区别。'
  if (standing?.number && standing.amount !== values.amount) return `金额：${sourcedWords(standing.number)}`
  return null
}

/** An account that has lines stays in its class. */
export const accountParts: LedgerParts = {
  policies,
  async judge(tx, enterpriseId, rows) {
    const changed = rows.filter(({ outcome }) => outcome === 'change').map(({ recordId }) => recordId)
    const [used, classes] = await Promise.all([
      accountsWithLines(tx, enterpriseId, changed),
      classesOf(tx, enterpriseId, changed),
    ])
    return rows.map(({ recordId, values }) =>
      used.has(recordId) && classes.get(recordId) !== values.class ? CLASS_STAYS : null,
    )
  },
}

/** A month without any figure says nothing. */
export const baseParts: LedgerParts = {
  policies,
  check({ revenue, totalCost, outputValue }) {
    mustBeCredible(revenue, '营业收入', LARGEST_BASE)
    mustBeCredible(totalCost, '总成本', LARGEST_BASE)
    mustBeCredible(outputValue, '工业总产值', LARGEST_BASE)
    if ([revenue, totalCost, outputValue].every((each) => each === null))
      throw refuse('营业收入、总成本、工业总产值：都没有填写。请至少填写一项。')
  },
}

/** A plan is for an account or for a class as a whole. */
export const planParts: LedgerParts = {
  policies,
  check({ account, class: of, amount }) {
    mustBeCredible(amount, '计划金额', LARGEST_LINE)
    if (account === null && of === null)
      throw refuse('科目、类别：都没有填写。按科目做计划的填科目，按类别的填类别。')
    if (account !== null && of !== null) throw refuse('科目、类别：都填写了。请只填一项。')
  },
}

export const plainParts: LedgerParts = { policies }
