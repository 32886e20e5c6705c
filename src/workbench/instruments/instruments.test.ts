import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { placeHold } from '#workbench/holds/index.ts'
import { departmentContract } from '#workbench/master-data/contract.ts'
import {
  certificateContract,
  certifyInstrument,
  evaluateSweep,
  instrumentContract,
  listPlan,
  printLabels,
  printPlan,
  readCalendar,
  readRate,
  readSweep,
  setStanding,
  useContract,
  voidCertificate,
} from './contract.ts'
import { type Certified, certificateOn, stateOn, validUntil } from './domain.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  clerk = await signInAs(app, 'filer', { enterpriseId })
  await clerk.call(departmentContract.add, {
    enterpriseId,
    values: { name: '一车间', head: null, quality: null, note: null },
  })
})
afterAll(() => app.close())

type Contract = typeof instrumentContract | typeof useContract

async function imported(contract: Contract, rows: readonly (readonly string[])[]) {
  const body = Buffer.from(stringify(rows.map((row) => [...row])))
  const of = { enterpriseId, fileName: '清单.csv' }
  const { id } = await clerk.call(contract.startImport as typeof useContract.startImport, of, { body })
  for (;;) {
    const now = await clerk.call(contract.readImport as typeof useContract.readImport, {
      enterpriseId,
      importId: id,
    })
    if (now.status === 'checked') return now
    if (now.status !== 'checking') throw new Error(now.problem ?? now.status)
    await wait(30)
  }
}

async function apply(contract: Contract, importId: string) {
  await clerk.call(contract.applyImport as typeof useContract.applyImport, { enterpriseId, importId })
}

const list = async (more: Record<string, string> = {}) =>
  (await clerk.call(instrumentContract.list, { enterpriseId, ...more })).rows
const named = async (text: string) => {
  const [found] = await list({ text })
  if (!found) throw new Error(text)
  return found
}
const certificatesOf = async (instrument: string, state: 'in-use' | 'all' = 'in-use') =>
  (await clerk.call(certificateContract.list, { enterpriseId, ...{ instrument }, state })).rows

/** An instrument with a certificate, or without. */
async function added(values: Record<string, unknown>) {
  const whole = Object.fromEntries(Object.keys(instrumentContract.values.shape).map((key) => [key, null]))
  return clerk.call(instrumentContract.add, {
    enterpriseId,
    values: { ...whole, name: '示例卡尺', ...values },
  } as never)
}

const certify = (instrument: { id: string; version: number }, values: Record<string, unknown>) =>
  clerk.call(certifyInstrument, {
    enterpriseId,
    recordId: instrument.id,
    version: instrument.version,
    certificateNo: `示例-${newId()}`,
    ...values,
  } as never)

const use = (instrument: string, usedOn: string, batchNo: string, characteristic = '外径') =>
  clerk.call(useContract.add, {
    enterpriseId,
    values: {
      instrument,
      usedOn,
      batchNo,
      characteristic,
      product: null,
      reading: null,
      result: null,
      usedBy: '示例甲',
      note: null,
    },
  } as never)

test('an existing list is imported: the last verification becomes the first certificate, the due day is computed', async () => {
  const run = await imported(instrumentContract, [
    ['示例厂计量器具台账'],
    ['编号', '名称', '规格型号', '使用部门', 'ABC分类', '是否强检', '检定周期(月)', '检定日期', '证书编号'],
    ['L001', '游标卡尺', '0-150mm', '一车间', 'B类', '否', '12', '2026年3月31日', 'JZ-1'],
    ['L002', '压力表', '0-1.6MPa', '一车间', 'A', '是', '6个月', '2026.8.31', ''],
    ['L003', '钢直尺', '', '', 'C类', '', '', '', ''],
    ['L004', '压力表', '', '', 'A类', '是', '', '2026-01-01', ''],
    ['L005', '千分尺', '', '没有的车间', 'B类', '', '1季度', '2026-13-01', ''],
    ['L006', '千分尺', '', '', 'B类', '', '1年', '', 'JZ-6'],
    ['L007', '天平', '', '', 'B类', '', '1.5年', '2026年1月1日', ''],
  ])
  expect(run).toMatchObject({ added: 4, rejected: 3 })
  expect(run.refused.map(({ line, message }) => [line, message])).toEqual([
    [6, expect.stringContaining('强制检定的器具必须有检定周期')],
    [7, expect.stringMatching(/没有 13 月.*没有登记过“没有的车间”|周期：写了单位“季度”/)],
    [8, expect.stringContaining('上次检定日期：写了证书号或结论')],
  ])
  await apply(instrumentContract, run.id)
  expect(await named('L001')).toMatchObject({ dueOn: '2027-03-30', basis: 'certified', standing: 'in-use' })
  expect(await named('L002')).toMatchObject({ dueOn: '2027-02-27', cycleMonths: 6, mandatory: true })
  expect(await named('L007')).toMatchObject({ cycleMonths: 18, dueOn: '2027-06-30' })
  expect(await named('L003')).toMatchObject({ dueOn: null, basis: 'exempt' })
  const { id } = await named('L001')
  expect(await certificatesOf(id)).toMatchObject([
    {
      certificateNo: 'JZ-1',
      certifiedOn: '2026-03-31',
      validUntil: '2027-03-30',
      conclusion: 'pass',
      origin: 'ledger',
    },
  ])

  // The clerk goes on with the same list: a newer day is a newer certificate, and an undone import leaves none.
  const next = await imported(instrumentContract, [
    ['编号', '名称', '检定日期', '证书编号'],
    ['L001', '游标卡尺', '2026-11-01', 'JZ-2'],
    ['L002', '压力表', '2026-01-01', ''],
  ])
  expect(next).toMatchObject({ changed: 1, rejected: 1 })
  expect(next.refused[0]?.message).toContain('不能改成更早的 2026-01-01')
  await apply(instrumentContract, next.id)
  expect((await certificatesOf(id)).map(({ certificateNo }) => certificateNo).sort()).toEqual([
    'JZ-1',
    'JZ-2',
  ])
  expect(await named('L001')).toMatchObject({ dueOn: '2027-10-31' })
  await clerk.call(instrumentContract.undoImport, { enterpriseId, importId: next.id })
  expect(await named('L001')).toMatchObject({ dueOn: '2027-03-30' })
  expect(await certificatesOf(id)).toHaveLength(1)
})

test('a certificate moves the due day; one recorded by mistake is void, and the one before it counts again', async () => {
  const instrument = await added({
    instrumentNo: 'V1',
    cycleMonths: 12,
    lastOn: '2025-02-01',
    mandatory: true,
  })
  const certificate = await certify(instrument, {
    certifiedOn: '2026年2月1日',
    conclusion: 'pass',
    fee: 12000,
  })
  expect(certificate).toMatchObject({ validUntil: '2027-01-31', sweep: null })
  const after = await named('V1')
  expect(after).toMatchObject({ dueOn: '2027-01-31', lastOn: '2026-02-01' })
  expect(
    await app.sql('select amount::int, standing from cost_proposals where source_id = $1', [certificate.id]),
  ).toEqual([{ amount: 12000, standing: 'pending' }])
  await expect(certify(instrument, { certifiedOn: '2026-03-01', conclusion: 'pass' })).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  await expect(certify(after, { certifiedOn: '2126-03-01', conclusion: 'pass' })).rejects.toThrow('还没有到')
  await expect(certify(after, { certifiedOn: '2026-03-01', conclusion: 'limited' })).rejects.toThrow(
    '限用范围',
  )
  const { enterpriseId: _of, id, version, retiredOn: _on, changedAt: _at, ...kept } = after
  const keys = Object.keys(instrumentContract.values.shape)
  const values = Object.fromEntries(Object.entries(kept).filter(([key]) => keys.includes(key)))
  const change = (more: object) =>
    clerk.call(instrumentContract.change, {
      enterpriseId,
      recordId: id,
      version,
      values: { ...values, ...more },
    } as never)
  await expect(change({ lastOn: null, certificateNo: null, conclusion: null })).rejects.toThrow(
    '不能改成空白',
  )
  await expect(change({ certificateNo: '改号' })).rejects.toThrow('不能在台帐里改')
  expect(await change({ cycleMonths: 6 })).toMatchObject({ dueOn: '2026-07-31' })
  expect(await certificatesOf(id)).toContainEqual(expect.objectContaining({ validUntil: '2026-07-31' }))

  const again = { certificateNo: certificate.certificateNo, certifiedOn: '2026-02-01', conclusion: 'pass' }
  await expect(certify(await named('V1'), again)).rejects.toThrow('先作废再登记')
  await clerk.call(voidCertificate, {
    enterpriseId,
    recordId: certificate.id,
    version: certificate.version,
    reason: '录错了器具',
  })
  expect(await named('V1')).toMatchObject({ lastOn: '2025-02-01', dueOn: '2025-07-31' })
  expect(await certificatesOf(id)).toHaveLength(1)
  expect(await certificatesOf(id, 'all')).toHaveLength(2)
  expect(await certify(await named('V1'), again)).toMatchObject({ validUntil: '2026-07-31' })
  expect(await app.sql('select standing from cost_proposals where source_id = $1', [certificate.id])).toEqual(
    [{ standing: 'withdrawn' }],
  )
})

test('nothing is measured with what must not be used', async () => {
  const late = await added({ instrumentNo: 'U1', cycleMonths: 12, lastOn: '2024-01-01', mandatory: true })
  await expect(use(late.id, '2026-06-01', 'P1')).rejects.toThrow('U1 示例卡尺：2026-06-01 的状态是“超期”')
  // On that day it was in order: what is written down late is written down.
  expect(await use(late.id, '2024-06-01', 'P0')).toMatchObject({ fitness: 'ready' })
  const own = await added({ instrumentNo: 'U2', cycleMonths: 12, lastOn: '2024-01-01', mandatory: false })
  expect(await use(own.id, '2026-06-01', 'P1')).toMatchObject({ fitness: 'overdue' })
  await expect(use(own.id, '2126-06-01', 'P1')).rejects.toThrow('还没有到')

  const sealed = await clerk.call(setStanding, {
    enterpriseId,
    recordId: own.id,
    version: own.version,
    to: 'sealed',
    on: '2026-07-01',
    reason: '长期不用',
  })
  expect(sealed).toMatchObject({ standing: 'sealed', dueOn: null })
  await expect(use(own.id, '2026-07-01', 'P2')).rejects.toThrow('“封存”')
  await expect(
    clerk.call(instrumentContract.retire, {
      enterpriseId,
      recordId: own.id,
      version: sealed.version,
      on: '2026-08-01',
      reason: '',
    }),
  ).rejects.toThrow('请在器具的页面上办理')

  const held = await added({ instrumentNo: 'U3', cycleMonths: 12, lastOn: '2026-01-01' })
  const actor = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  await inTransaction(app.installation.pool, actor, (tx) =>
    placeHold(tx, {
      enterpriseId,
      source: { kind: 'veto', id: newId(), number: 'FJ-2026-001', path: 'vetoes/x' },
      subject: { kind: 'instrument', id: held.id, text: 'U3 示例卡尺' },
      acts: ['use'],
      now: app.installation.now(),
    }),
  )
  await expect(use(held.id, '2026-06-01', 'P1')).rejects.toMatchObject({ problem: { code: 'under-hold' } })
  const run = await imported(useContract, [
    ['量具编号', '检验日期', '批次', '检验项目', '检验员'],
    ['U1', '2026/6/1', 'P3', '外径', '示例甲'],
    ['U3', '2026/6/1', 'P3', '外径', '示例甲'],
    ['U2', '2026/6/2', 'P3', '外径', '示例甲'],
    ['U9', '2026/6/2', 'P3', '外径', '示例甲'],
  ])
  expect(run).toMatchObject({ added: 1, rejected: 3 })
  expect(run.refused.map(({ message }) => message)).toEqual([
    expect.stringContaining('超期'),
    expect.stringContaining('FJ-2026-001'),
    expect.stringContaining('没有登记过“U9”'),
  ])
  await apply(useContract, run.id)
  expect((await clerk.call(useContract.list, { enterpriseId, ...{ fitness: 'overdue' } })).total).toBe(2)
})

test('an import is not taken back from under what was measured or evaluated since', async () => {
  const run = await imported(instrumentContract, [
    ['编号', '名称', '检定周期', '检定日期', '结论'],
    ['X1', '塞规', '12', '2026-01-01', '合格'],
    ['X2', '环规', '12', '2026-01-01', '不合格'],
  ])
  await apply(instrumentContract, run.id)
  const undo = () => clerk.call(instrumentContract.undoImport, { enterpriseId, importId: run.id })
  const used = await use((await named('X1')).id, '2026-02-01', 'X')
  await expect(undo()).rejects.toThrow('已经被别的记录用到')
  await app.sql('delete from instrument_uses where id = $1', [used.id])
  const [failed] = await certificatesOf((await named('X2')).id)
  expect(failed).toMatchObject({ sweep: 'open', origin: 'ledger' })
  await clerk.call(evaluateSweep, {
    enterpriseId,
    recordId: failed?.id ?? '',
    version: failed?.version ?? 0,
    verdict: 'no-effect',
    evaluation: '没有测过产品。',
  })
  await expect(undo()).rejects.toThrow('已经被别的记录用到')
})

test('a failed certificate asks what was measured since the last good one, and an incident follows from the answer', async () => {
  const instrument = await added({ instrumentNo: 'S1', cycleMonths: 12, lastOn: '2025-06-01' })
  for (const [day, batch, what] of [
    ['2025-05-20', 'B0', '外径'],
    ['2025-06-01', 'B1', '外径'],
    ['2025-09-01', 'B1', '内径'],
    ['2026-05-30', 'B2', '外径'],
    ['2026-06-02', 'B3', '外径'],
  ] as const) {
    await use(instrument.id, day, batch, what)
  }
  const failed = await certify(instrument, { certifiedOn: '2026-06-01', conclusion: 'fail' })
  expect(failed).toMatchObject({ sweep: 'open', validUntil: null })
  expect(await named('S1')).toMatchObject({ dueOn: null, basis: 'failed' })
  await expect(use(instrument.id, '2026-06-03', 'B4')).rejects.toThrow('“禁用”')
  const of = { enterpriseId, recordId: failed.id }
  expect(await clerk.call(readSweep, of)).toMatchObject({
    since: '2025-06-01',
    until: '2026-06-01',
    uses: 3,
    batches: 2,
    characteristics: [
      { name: '外径', uses: 2 },
      { name: '内径', uses: 1 },
    ],
    rows: [
      {
        batchNo: 'B1',
        uses: 2,
        characteristics: ['内径', '外径'],
        from: '2025-06-01',
        to: '2025-09-01',
        batchId: null,
      },
      { batchNo: 'B2', uses: 1 },
    ],
  })
  const evaluated = await clerk.call(evaluateSweep, {
    ...of,
    version: failed.version,
    verdict: 'affected',
    evaluation: '外径偏大 0.05 mm，B1、B2 需要复检。',
    openIncident: true,
  })
  expect(evaluated).toMatchObject({
    sweep: 'affected',
    sweepUses: 3,
    sweepBatches: 2,
    incidentNo: 'SJ-2026-001',
  })
  const [incident] = await app.sql<{ what: string; source_number: string }>(
    'select what, source_number from incidents where enterprise_id = $1',
    [enterpriseId],
  )
  expect(incident?.what).toContain('涉及 2 批：B1、B2')
  expect(incident?.source_number).toBe(failed.certificateNo)
  await expect(
    clerk.call(voidCertificate, { ...of, version: evaluated.version, reason: '想抹掉' }),
  ).rejects.toThrow('SJ-2026-001')
})

test('the database judges a day as the domain does', async () => {
  const days = ['2025-01-01', '2025-06-30', '2026-01-01', '2026-06-01', '2026-07-15']
  const conclusions = ['pass', 'limited', 'fail'] as const
  let seed = 7
  const pick = <T>(from: readonly T[]): T => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return from[seed % from.length] as T
  }
  for (let n = 0; n < 40; n += 1) {
    const values = {
      category: pick(['a', 'c', null]),
      mandatory: pick([true, false, null]),
      cycleMonths: pick([6, 12, null]),
      standing: pick(['in-use', 'sealed'] as const),
      standingSince: pick(['2026-01-01', '2026-07-01']),
    }
    const id = newId()
    await app.sql(
      `insert into instruments (enterprise_id, id, search, changed_at, instrument_no, name, category, mandatory, cycle_months,
         standing, standing_since) values ($1, $2, '', now(), $3, '示例', $4, $5, $6, $7, $8)`,
      [
        enterpriseId,
        id,
        `D${n}`,
        values.category,
        values.mandatory,
        values.cycleMonths,
        values.standing,
        values.standingSince,
      ],
    )
    const all: Certified[] = Array.from({ length: pick([0, 1, 3]) }, (_, at) => {
      const certifiedOn = pick(days.slice(at, at + 2))
      const conclusion = pick(conclusions)
      return { certifiedOn, conclusion, validUntil: validUntil(certifiedOn, values.cycleMonths, conclusion) }
    }).filter((each, at, every) => every.findIndex((other) => other.certifiedOn === each.certifiedOn) === at)
    for (const each of all) {
      await app.sql(
        `insert into instrument_certificates (enterprise_id, id, search, changed_at, instrument, certified_on, conclusion, valid_until,
           origin) values ($1, $2, '', now(), $3, $4, $5, $6, 'verb')`,
        [enterpriseId, newId(), id, each.certifiedOn, each.conclusion, each.validUntil],
      )
    }
    for (const day of days) {
      const [row] = await app.sql<{ state: string }>('select instrument_state($1, $2, $3) as state', [
        enterpriseId,
        id,
        day,
      ])
      expect(row?.state, JSON.stringify({ values, all, day })).toBe(
        stateOn(values, certificateOn(all, day), day),
      )
    }
  }
  await app.sql("delete from instruments where enterprise_id = $1 and instrument_no ~ '^D'", [enterpriseId])
})

test('the plan of a year holds every due day, and 周检率 counts what had a successor in time', async () => {
  const other = await makeEnterprise(app, (await seedPlace(app)).get('market-360902') ?? '')
  const keeper = await signInAs(app, 'cqo', { enterpriseId: other })
  const mine = [clerk, enterpriseId] as const
  ;[clerk, enterpriseId] = [keeper, other]
  try {
    await added({ instrumentNo: 'P1', cycleMonths: 6, lastOn: '2025-03-10', mandatory: true })
    await certify(await named('P1'), { certifiedOn: '2025-09-09', conclusion: 'pass' })
    await certify(await named('P1'), { certifiedOn: '2026-04-01', conclusion: 'pass' })
    await added({ instrumentNo: 'P2', cycleMonths: 12, lastOn: '2025-01-02' })
    const sealed = await added({ instrumentNo: 'P3', cycleMonths: 12, lastOn: '2025-03-01' })
    await clerk.call(setStanding, {
      enterpriseId,
      recordId: sealed.id,
      version: sealed.version,
      to: 'sealed',
      on: '2026-01-31',
      reason: '不用',
    })
    // In a year whose end is past nothing moves with the day of the test.
    const done = await clerk.call(listPlan, { enterpriseId, year: 2025 })
    expect(done.rows).toMatchObject([
      { instrumentNo: 'P1', plannedOn: '2025-09-09', doneOn: '2025-09-09', late: false },
    ])
    const plan = await clerk.call(listPlan, { enterpriseId, year: 2026, limit: 1 })
    expect(plan.rows).toMatchObject([
      { instrumentNo: 'P2', plannedOn: '2026-01-01', doneOn: null, late: true },
    ])
    const rest = await clerk.call(listPlan, { enterpriseId, year: 2026, limit: 1, cursor: plan.next ?? '' })
    expect(rest.rows).toMatchObject([{ instrumentNo: 'P1', plannedOn: '2026-03-08', doneOn: '2026-04-01' }])
    const { months } = await clerk.call(readCalendar, { enterpriseId, year: 2025 })
    expect(months.map(({ due }) => due)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    await expect(clerk.call(listPlan, { enterpriseId, year: 2190 })).rejects.toThrow('太远')
    // P1: due 2025-09-09, done that day; due 2026-03-08, done in April. P2: due 2026-01-01, open. P3 was sealed in time.
    const period = { enterpriseId, from: '2025-09-01', to: '2026-06-30' }
    expect(await clerk.call(readRate, period)).toEqual({
      until: '2026-06-30',
      due: 3,
      onTime: 1,
      late: 1,
      open: 1,
    })

    const pdf = await clerk.download(printPlan, { enterpriseId, year: 2026 })
    expect(new TextDecoder('latin1').decode(pdf.bytes.slice(0, 5))).toBe('%PDF-')
    await expect(clerk.download(printPlan, { enterpriseId, year: 2021, month: 2 })).rejects.toThrow(
      '没有到期的器具',
    )
    const labels = await clerk.download(printLabels, { enterpriseId, origin: 'https://cqo.example.gov.cn' })
    expect(labels.fileName).toBe('计量器具标签.pdf')
    await expect(
      clerk.download(printLabels, { enterpriseId, origin: 'javascript:alert(1)' }),
    ).rejects.toMatchObject({ problem: { code: 'invalid-input' } })
  } finally {
    ;[clerk, enterpriseId] = mine
  }
})
