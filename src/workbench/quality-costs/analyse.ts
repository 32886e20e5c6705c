import type { Tx } from '#platform/database/transaction.ts'
import { addYearMonths, type YearMonth } from '#platform/values/year-month.ts'
import type { ClassSums, CostAnalysis, CostBase, CostMonth } from './contract.ts'
import { CLASSES, indicatorsOf, monthsBetween, noSums, planOf, totalOf } from './domain.ts'
import {
  type AccountMonth,
  type AccountRow,
  countPending,
  findAccounts,
  findBases,
  findCorrections,
  findLocks,
  findPlans,
  findTargets,
  type Lock,
  openSums,
  type PlanRow,
  type Span,
  sumsBy,
  sumsByAccount,
} from './figures-store.ts'

type BaseRow = CostBase & { readonly month: YearMonth }
const NO_BASE: CostBase = { revenue: null, totalCost: null, outputValue: null }

/** Everything that the analysis of a period shows; its queries travel together. */
export async function analyse(tx: Tx, span: Span): Promise<CostAnalysis> {
  const { enterpriseId, from, to } = span
  const before: Span = { enterpriseId, from: addYearMonths(from, -12), to: addYearMonths(to, -12) }
  const [
    now,
    past,
    accounts,
    bases,
    pastBases,
    locks,
    plans,
    targets,
    departments,
    products,
    corrections,
    pending,
  ] = await Promise.all([
    sumsByAccount(tx, span),
    sumsByAccount(tx, before),
    findAccounts(tx, enterpriseId),
    findBases(tx, span),
    findBases(tx, before),
    findLocks(tx, span),
    findPlans(tx, span),
    findTargets(tx, enterpriseId, Number(to.slice(0, 4))),
    sumsBy(tx, span, 'department'),
    sumsBy(tx, span, 'product'),
    findCorrections(tx, span),
    countPending(tx, enterpriseId),
  ])
  const months = monthsOf(span, now, bases, locks)
  const classes = CLASSES.map((each) => ({
    class: each,
    amount: sumOf(now.filter((row) => row.class === each)),
    plan: planOfClass(plans, each),
    lastYear: past.length === 0 ? null : sumOf(past.filter((row) => row.class === each)),
  }))
  return {
    from,
    to,
    total: {
      amount: sumOf(now),
      plan: addKnown(classes.map(({ plan }) => plan)),
      lastYear: addKnown(classes.map(({ lastYear }) => lastYear)),
    },
    classes,
    accounts: accountsOf(accounts, now, past, plans),
    indicators: indicatorsOf(
      { sums: classSums(now), months },
      { sums: classSums(past), months: monthsOf(before, past, pastBases, []) },
      targets,
    ),
    departments,
    products,
    months,
    corrections: { lines: corrections.length, amount: sumOf(corrections) },
    pendingProposals: [...pending.values()].reduce((sum, each) => sum + each, 0),
    hasChart: accounts.length > 0,
  }
}

const sumOf = (rows: readonly { readonly amount: number }[]) =>
  rows.reduce((sum, { amount }) => sum + amount, 0)

function addKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0)
}

function classSums(rows: readonly Pick<AccountMonth, 'class' | 'amount'>[]): ClassSums {
  const sums = noSums()
  for (const { class: each, amount } of rows) sums[each] += amount
  return sums
}

function planOfClass(plans: readonly PlanRow[], each: PlanRow['class']): number | null {
  const own = plans.filter((plan) => plan.class === each)
  const months = [...Map.groupBy(own, ({ month }) => month).values()].map((rows) =>
    planOf(
      rows.find(({ whole }) => whole)?.amount,
      rows.filter(({ whole }) => !whole).map(({ amount }) => amount),
    ),
  )
  return addKnown(months)
}

function accountsOf(
  accounts: readonly AccountRow[],
  now: readonly AccountMonth[],
  past: readonly AccountMonth[],
  plans: readonly PlanRow[],
): CostAnalysis['accounts'] {
  const of = <T extends { account: string | null }>(rows: readonly T[]) =>
    Map.groupBy(rows, ({ account }) => account)
  const [own, before, planned] = [of(now), of(past), of(plans)]
  return accounts.flatMap((account) => {
    const rows = own.get(account.id) ?? []
    const lastYear = before.get(account.id)
    const plan = planned.get(account.id)
    if (rows.length === 0 && !lastYear && !plan) return []
    return [
      {
        ...account,
        lines: rows.reduce((sum, { lines }) => sum + lines, 0),
        amount: sumOf(rows),
        plan: plan ? sumOf(plan) : null,
        lastYear: lastYear ? sumOf(lastYear) : null,
      },
    ]
  })
}

type Sums = readonly {
  readonly month: YearMonth
  readonly class: AccountMonth['class']
  readonly amount: number
  readonly lines: number
}[]

/** Each month of the span; a locked one as it was locked. */
export function monthsOf(
  span: Span,
  sums: Sums,
  bases: readonly BaseRow[],
  locks: readonly Lock[],
): CostMonth[] {
  const byMonth = Map.groupBy(sums, ({ month }) => month)
  const baseOf = new Map(bases.map(({ month, ...base }) => [month, base]))
  const lockOf = new Map(locks.map((lock) => [lock.month, lock]))
  return monthsBetween(span.from, span.to).map((month) => {
    const rows = byMonth.get(month) ?? []
    const lock = lockOf.get(month)
    const own = lock?.sums ?? classSums(rows)
    return {
      month,
      sums: own,
      total: totalOf(own),
      lines: lock?.lines ?? rows.reduce((sum, { lines }) => sum + lines, 0),
      base: baseOf.get(month) ?? NO_BASE,
      locked: lock ? { at: lock.at, byName: lock.byName, digest: lock.digest } : null,
    }
  })
}

/** Months without summing up what is locked: for first pages. */
export async function readMonths(tx: Tx, span: Span): Promise<CostMonth[]> {
  const [sums, bases, locks] = await Promise.all([
    openSums(tx, span),
    findBases(tx, span),
    findLocks(tx, span),
  ])
  return monthsOf(span, sums, bases, locks)
}
