import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { Refused } from '#platform/operation.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  checkCostMonth,
  correctCostLine,
  costLineContract,
  listCostMonths,
  lockCostMonth,
  readCostAnalysis,
} from './contract.ts'
import { totalOf } from './domain.ts'
import { line, startChart } from './fixtures.ts'

let app: TestApp
let unitId: string
beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
})
afterAll(() => app.close())

const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08']
const CODES = ['101', '201', '301', '401']
const month = fc.nat({ max: MONTHS.length - 1 })
const which = fc.nat({ max: 30 })
const amount = fc.integer({ min: 1, max: 10_000_00 })
const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('add' as const), month, code: fc.nat({ max: 3 }), amount }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), which, month, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retire' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      rows: fc.array(fc.record({ month, code: fc.nat({ max: 3 }), amount }), { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lock' as const), month }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('correct' as const), which, amount, less: fc.boolean() }),
  },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

/** What the officer holds against the ledger: a plain list of lines, and which months he closed. */
type Line = {
  id: string
  version: number
  month: string
  code: string
  amount: number
  retired: boolean
  what: string
  corrects: string | null
}

class History {
  readonly lines: Line[] = []
  readonly corrections: { month: string; amount: number; code: string }[] = []
  readonly locked = new Map<string, number>()
  private serial = 0
  private readonly officer: Client
  private readonly enterpriseId: string
  private readonly chart: Map<string, string>

  constructor(officer: Client, enterpriseId: string, chart: Map<string, string>) {
    this.officer = officer
    this.enterpriseId = enterpriseId
    this.chart = chart
  }

  /** Does it; true when it was refused. */
  private async refused(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return false
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 409) return true
      throw error
    }
  }

  async step(each: Deed) {
    if (each.do === 'import') return this.import(each)
    const months = [
      each.do === 'add' || each.do === 'lock' ? MONTHS[each.month] : this.lines[at(each, this.lines)]?.month,
    ]
    if (each.do === 'change') months.push(MONTHS[each.month])
    const closed = months.some((name) => name !== undefined && this.locked.has(name))
    if (months[0] === undefined) return
    const refused = await this.refused(() => this[each.do](each as never))
    expect(refused).toBe(each.do === 'correct' ? !closed || this.line(each).retired : closed)
  }

  private line({ which }: { which: number }): Line {
    return this.lines[which % this.lines.length] as Line
  }

  private async add({ month: m, code, amount: fen }: Extract<Deed, { do: 'add' }>) {
    this.serial += 1
    const own = {
      month: MONTHS[m] ?? '',
      code: CODES[code] ?? '',
      amount: fen,
      what: `第 ${this.serial} 笔`,
      corrects: null,
    }
    const values = line(own.month, this.chart.get(own.code), fen, { what: own.what })
    const { id, version } = await this.officer.call(costLineContract.add, {
      enterpriseId: this.enterpriseId,
      values,
    })
    this.lines.push({ id, version, retired: false, ...own })
  }

  private async change(each: Extract<Deed, { do: 'change' }>) {
    const own = this.line(each)
    const values = line(MONTHS[each.month] ?? '', this.chart.get(own.code), each.amount, { what: own.what })
    const of = { enterpriseId: this.enterpriseId, recordId: own.id, version: own.version }
    const { version } = await this.officer.call(costLineContract.change, { ...of, values })
    Object.assign(own, { version, month: values.month, amount: each.amount })
  }

  private async retire(each: Extract<Deed, { do: 'retire' }>) {
    const own = this.line(each)
    const of = { enterpriseId: this.enterpriseId, recordId: own.id, version: own.version }
    const on = own.retired ? null : '2026-09-01'
    const { version } = await this.officer.call(costLineContract.retire, { ...of, on, reason: '' })
    Object.assign(own, { version, retired: !own.retired })
  }

  /** Rows of locked months stay out, the others come in. */
  private async import({ rows }: Extract<Deed, { do: 'import' }>) {
    const { enterpriseId, officer } = this
    const own = rows.map((row) => {
      this.serial += 1
      return {
        month: MONTHS[row.month] ?? '',
        code: CODES[row.code] ?? '',
        amount: row.amount,
        what: `第${this.serial}笔导入`,
      }
    })
    const cells = own.map((row) => [row.month, row.code, (row.amount / 100).toFixed(2), row.what])
    const body = Buffer.from(stringify([['月份', '科目', '金额', '摘要'], ...cells]))
    const { id } = await officer.call(
      costLineContract.startImport,
      { enterpriseId, fileName: '月度费用.csv' },
      { body },
    )
    let status = 'checking'
    while (status === 'checking') {
      await wait(20)
      status = (await officer.call(costLineContract.readImport, { enterpriseId, importId: id })).status
    }
    const open = own.filter((row) => !this.locked.has(row.month))
    if (open.length === 0) return
    await officer.call(costLineContract.applyImport, { enterpriseId, importId: id })
    const written = await officer.call(costLineContract.list, {
      enterpriseId,
      text: '笔导入',
      state: 'all',
      limit: 200,
    })
    for (const row of open) {
      const found = written.rows.find(({ what }) => what === row.what)
      this.lines.push({
        id: found?.id ?? '',
        version: found?.version ?? 0,
        retired: false,
        corrects: null,
        ...row,
      })
    }
  }

  private async lock({ month: m }: Extract<Deed, { do: 'lock' }>) {
    const name = MONTHS[m] ?? ''
    const own = [...this.lines.filter(({ retired }) => !retired), ...this.corrections].filter(
      (each) => each.month === name,
    )
    const total = own.reduce((sum, each) => sum + each.amount, 0)
    const of = { enterpriseId: this.enterpriseId, month: name, seen: { lines: own.length, total } }
    await this.officer.call(lockCostMonth, of)
    this.locked.set(name, total)
  }

  private async correct(each: Extract<Deed, { do: 'correct' }>) {
    const own = this.line(each)
    this.serial += 1
    const why = `第 ${this.serial} 次`
    const difference = each.less ? -each.amount : each.amount
    const of = { enterpriseId: this.enterpriseId, recordId: own.id }
    const done = await this.officer.call(correctCostLine, { ...of, difference, why })
    const next = nextOpen(own.month, this.locked)
    expect(done.month).toBe(next)
    // What stands in a month that this history does not look at still counts; changing it would need the rules of corrections.
    this.corrections.push({ month: next, amount: difference, code: own.code })
  }

  /** Lines, classes, months and locks all say the same. */
  async mustAgree() {
    const { enterpriseId, officer } = this
    const of = await officer.call(readCostAnalysis, { enterpriseId, from: '2026-05', to: '2027-06' })
    const inUse = [...this.lines.filter(({ retired }) => !retired), ...this.corrections]
    const sum = (rows: readonly { amount: number }[]) => rows.reduce((all, each) => all + each.amount, 0)
    expect(of.total.amount).toBe(sum(inUse))
    expect(of.classes.map((each) => each.amount).reduce((a, b) => a + b)).toBe(sum(inUse))
    for (const [code, of1] of CODES.entries()) {
      const found = of.classes[code]?.amount
      expect(found).toBe(sum(inUse.filter((each) => each.code === of1)))
    }
    const { months } = await officer.call(listCostMonths, { enterpriseId, year: 2026 })
    for (const each of months) expect(each.total).toBe(sum(inUse.filter((own) => own.month === each.month)))
    for (const [name, total] of this.locked) {
      const checked = await officer.call(checkCostMonth, { enterpriseId, month: name })
      expect(checked.same).toBe(true)
      expect(totalOf(checked.kept.sums)).toBe(total)
    }
  }
}

const at = (each: Deed, lines: readonly unknown[]) =>
  'which' in each && lines.length > 0 ? each.which % lines.length : -1

function nextOpen(after: string, locked: ReadonlyMap<string, number>): string {
  const next = `2026-${String(Number(after.slice(5)) + 1).padStart(2, '0')}`
  return locked.has(next) ? nextOpen(next, locked) : next
}

test('whatever is added, changed, voided, locked and corrected: classes, lines and locks agree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
      const enterpriseId = await makeEnterprise(app, unitId)
      const officer = await signInAs(app, 'cqo', { enterpriseId })
      const history = new History(officer, enterpriseId, await startChart(officer, enterpriseId))
      for (const each of deeds) await history.step(each)
      await history.mustAgree()
    }),
    { numRuns: 10, seed: 20260901, endOnFailure: true },
  )
})
