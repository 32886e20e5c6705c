import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listHolds } from '#workbench/holds/contract.ts'
import { endHolds, placeHold } from '#workbench/holds/index.ts'
import {
  acceptPurchase,
  batchContract,
  equipmentContract,
  productContract,
  purchaseContract,
  releaseBatch,
  startEquipment,
  stopEquipment,
  supplierContract,
  withdrawRelease,
} from './contract.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client
let product: string
let supplier: string
let machine: string

const NOW = new Date('2026-11-21T02:00:00Z')
const empty = { model: null, note: null, department: null, unit: null, standard: null, licensed: null }

beforeAll(async () => {
  app = await startTestApp()
  enterpriseId = await makeEnterprise(app, (await seedPlace(app)).get('market-360902') ?? '')
  clerk = await signInAs(app, 'staff', { enterpriseId })
  product = await add(productContract, { ...empty, productNo: 'CP-1', name: '示例泵体' })
  supplier = await add(supplierContract, supplierOf('trial'))
  machine = await add(equipmentContract, { ...empty, equipmentNo: 'SB-1', name: '示例冲床' })
})
afterAll(() => app.close())

async function add(contract: LedgerContract, values: Record<string, unknown>): Promise<string> {
  const { id } = await clerk.call(contract.add, { enterpriseId, values } as never)
  return id
}

const supplierOf = (standing: string) => ({
  supplierNo: 'GY-1',
  name: '示例铸件厂',
  supplies: null,
  standing,
  assessedOn: null,
  note: null,
})

const batchOf = (batchNo: string) => ({
  batchNo,
  product,
  producedOn: '2026-11-20',
  quantity: '12.5',
  equipment: machine,
  department: null,
  note: null,
})

/** Stops the acts on a record, as a veto does; answers how it is ended. */
async function stop(
  kind: 'batch' | 'product' | 'supplier' | 'equipment' | 'release',
  id: string | null,
  ...acts: string[]
) {
  const source = { kind: 'veto', id: newId(), number: `FJ-2026-${kind}`, path: 'vetoes/x' }
  const as = { kind: 'system', role: 'system', for: { enterpriseId } } as const
  const subject = { kind, id, text: '示例' }
  await inTransaction(app.installation.pool, as, (tx) =>
    placeHold(tx, { enterpriseId, source, subject, acts: acts as never, now: NOW }),
  )
  return () =>
    inTransaction(app.installation.pool, as, (tx) => endHolds(tx, enterpriseId, source, new Date()))
}

const held = { problem: { code: 'under-hold', status: 409, clause: 'DB1302/T 589—2024 8.1 d）' } }

async function attempts() {
  const [row] = await app.sql<{ n: number }>('select count(*)::int as n from hold_attempts')
  return row?.n ?? 0
}

test('a batch is released on stated grounds and taken back; twice, stale or without grounds it is refused', async () => {
  const of = { enterpriseId, recordId: await add(batchContract, batchOf('B-1')) }
  await expect(clerk.call(releaseBatch, { ...of, version: 1, basis: ' ' })).rejects.toMatchObject({
    problem: { status: 422, errors: [{ path: 'basis' }] },
  })
  const released = await clerk.call(releaseBatch, { ...of, version: 1, basis: '检验报告 JY-0001，合格' })
  expect(released).toMatchObject({ status: 'released', version: 2 })
  await expect(clerk.call(releaseBatch, { ...of, version: 2, basis: '再放一次' })).rejects.toThrow(
    '批次“B-1”：现在是“已放行”，不能办理“放行批次”',
  )
  await expect(clerk.call(withdrawRelease, { ...of, version: 1, basis: '发错货' })).rejects.toMatchObject({
    problem: { code: 'stale-version' },
  })
  await clerk.call(withdrawRelease, { ...of, version: 2, basis: '漏检一项' })
  const { record, events } = await clerk.call(batchContract.read, of)
  expect(record).toMatchObject({ status: 'withdrawn', basis: '漏检一项' })
  expect(events.map(({ kind }) => kind)).toEqual(['撤回批次放行', '放行批次', 'added'])
})

test.each([
  ['the batch itself', 'batch'],
  ['its product', 'product'],
  ['releasing its product', 'release'],
  ['releasing anything', 'all'],
] as const)('a hold on %s refuses the release, keeps the attempt, and lets it through once ended', async (_, on) => {
  const recordId = await add(batchContract, batchOf(`B-${on}`))
  const before = await attempts()
  const end =
    on === 'batch'
      ? await stop('batch', recordId, 'release')
      : on === 'all'
        ? await stop('release', null, 'release')
        : await stop(on, product, 'release')
  const deed = { enterpriseId, recordId, version: 1, basis: '检验合格' }
  await expect(clerk.call(releaseBatch, deed)).rejects.toMatchObject(held)
  await expect(clerk.call(releaseBatch, { ...deed, version: 7 })).rejects.toMatchObject(held)
  expect(await attempts()).toBe(before + 2)
  const { holds } = await clerk.call(listHolds, {
    enterpriseId,
    subjectId: on === 'batch' ? recordId : product,
  })
  expect(holds[0]).toMatchObject({ attempts: 2, acts: ['release'] })
  await end()
  expect(await clerk.call(releaseBatch, deed)).toMatchObject({ status: 'released' })
})

test('under a hold on a product nobody calls its batch another product, begins one, or brings one by a file', async () => {
  const other = await add(productContract, { ...empty, productNo: 'CP-2', name: '示例泵盖' })
  const recordId = await add(batchContract, batchOf('B-moved'))
  const end = await stop('product', product, 'release', 'produce')
  await expect(
    clerk.call(batchContract.change, {
      enterpriseId,
      recordId,
      version: 1,
      values: { ...batchOf('B-moved'), product: other },
    }),
  ).rejects.toMatchObject(held)
  await expect(add(batchContract, batchOf('B-new'))).rejects.toMatchObject(held)
  const rows = [
    ['批号', '产品', '生产日期'],
    ['B-file', 'CP-1', '2026.11.20'],
    ['B-moved', 'CP-2', '2026.11.20'],
    ['B-other', 'CP-2', '2026年11月20日'],
  ]
  const judged = await imported(batchContract, rows)
  expect(judged).toMatchObject({ added: 1, changed: 0, rejected: 2 })
  expect(judged.refused[0]?.message).toContain('FJ-2026-product 已被首席质量官否决')
  await end()
  expect(await imported(batchContract, rows)).toMatchObject({ added: 2, changed: 1, rejected: 0 })
})

test('a hold that begins between the check of a file and its writing still stops it', async () => {
  const rows = [
    ['批号', '产品', '生产日期'],
    ['B-late', 'CP-1', '2026.11.20'],
  ]
  const { id } = await imported(batchContract, rows)
  const end = await stop('product', product, 'produce')
  await expect(clerk.call(batchContract.applyImport, { enterpriseId, importId: id })).rejects.toMatchObject({
    problem: { status: 409 },
  })
  await end()
  expect(await clerk.call(batchContract.applyImport, { enterpriseId, importId: id })).toMatchObject({
    status: 'applied',
  })
})

test('a hold on a supplier refuses orders, acceptance and calling it qualified', async () => {
  const values = {
    purchaseNo: 'CG-1',
    supplier,
    material: '示例密封圈',
    lotNo: null,
    quantity: null,
    unit: null,
    arrivedOn: null,
    note: null,
  }
  const recordId = await add(purchaseContract, values)
  const end = await stop('supplier', supplier, 'order', 'accept', 'approve')
  const deed = { enterpriseId, recordId, version: 1, basis: '进货检验合格' }
  await expect(clerk.call(acceptPurchase, deed)).rejects.toMatchObject(held)
  await expect(add(purchaseContract, { ...values, purchaseNo: 'CG-2' })).rejects.toMatchObject(held)
  const approve = { enterpriseId, recordId: supplier, version: 1, values: supplierOf('qualified') }
  await expect(clerk.call(supplierContract.change, approve)).rejects.toMatchObject(held)
  expect(
    await imported(supplierContract, [
      ['供应商编号', '供应商名称', '评价结果'],
      ['GY-1', '示例铸件厂', '合格'],
    ]),
  ).toMatchObject({ rejected: 1 })
  await end()
  expect(await clerk.call(acceptPurchase, deed)).toMatchObject({ status: 'accepted' })
  await clerk.call(supplierContract.change, approve)
})

test('a machine under a hold is not started, and no batch is begun on it', async () => {
  const of = { enterpriseId, recordId: machine }
  await clerk.call(stopEquipment, { ...of, version: 1, basis: '模具崩裂' })
  const end = await stop('equipment', machine, 'use')
  await expect(clerk.call(startEquipment, { ...of, version: 2, basis: '修好了' })).rejects.toMatchObject(held)
  await expect(add(batchContract, batchOf('B-machine'))).rejects.toMatchObject(held)
  await end()
  expect(await clerk.call(startEquipment, { ...of, version: 2, basis: '修好了' })).toMatchObject({
    status: 'running',
  })
})

test('a release that is under way ends before a hold begins, and never after it', async () => {
  const ids = await Promise.all(
    Array.from({ length: 8 }, (_, at) => add(batchContract, batchOf(`B-race-${at}`))),
  )
  const deeds = ids.map((recordId) =>
    clerk.call(releaseBatch, { enterpriseId, recordId, version: 1, basis: '合格' }).then(
      () => 'released',
      () => 'refused',
    ),
  )
  const end = await stop('product', product, 'release')
  // What is released now was released before the hold could begin: nothing changes any more.
  const during = await released(ids)
  await Promise.all(deeds)
  expect(await released(ids)).toBe(during)
  await end()
})

async function released(ids: string[]): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    `select count(*)::int as n from batches where status = 'released' and id = any($1)`,
    [ids],
  )
  return row?.n ?? 0
}

test('nobody changes what a hold stops, or takes an attempt back', async () => {
  await expect(app.sql(`update holds set subject_text = 'x'`)).rejects.toThrow('can only be ended')
  await expect(app.sql('update holds set ended_at = null')).rejects.toThrow('can only be ended')
  await expect(app.database.pool.query('delete from hold_attempts')).rejects.toThrow('permission denied')
  await expect(app.database.pool.query(`update hold_attempts set what = ''`)).rejects.toThrow(
    'permission denied',
  )
})

async function imported(contract: LedgerContract, rows: readonly (readonly string[])[]) {
  const body = Buffer.from(stringify(rows.map((row) => [...row])))
  const { id } = await clerk.call(contract.startImport, { enterpriseId, fileName: '清单.csv' }, { body })
  for (;;) {
    const now = await clerk.call(contract.readImport, { enterpriseId, importId: id })
    if (now.status !== 'checking') return now
    await wait(30)
  }
}
