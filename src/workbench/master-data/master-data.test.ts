import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import type { LedgerContract, LedgerImport } from '#platform/ledger/contract-of.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { departmentContract, productContract, staffContract, supplierContract } from './contract.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  clerk = await signInAs(app, 'filer', { enterpriseId })
})
afterAll(() => app.close())

async function imported(contract: LedgerContract, rows: readonly (readonly string[])[], until = 'checked') {
  const body = Buffer.from(stringify(rows.map((row) => [...row])))
  const { id } = await clerk.call(contract.startImport, { enterpriseId, fileName: '清单.csv' }, { body })
  return untilStatus(contract, id, until)
}

async function untilStatus(
  contract: LedgerContract,
  importId: string,
  status: string,
): Promise<LedgerImport> {
  for (;;) {
    const now = await clerk.call(contract.readImport, { enterpriseId, importId })
    if (now.status === status) return now
    if (now.status === 'failed') throw new Error(now.problem ?? 'failed')
    await wait(30)
  }
}

test('a record is added, changed and retired, each step in its history; a stale or doubled one is refused', async () => {
  const values = { name: '检验科', head: '示例甲', quality: true, note: null }
  const added = await clerk.call(departmentContract.add, { enterpriseId, values })
  expect(added).toMatchObject({ ...values, version: 1, retiredOn: null })
  await expect(clerk.call(departmentContract.add, { enterpriseId, values })).rejects.toThrow(
    '部门名称“检验科”已经登记过',
  )
  const of = { enterpriseId, recordId: added.id }
  const changed = await clerk.call(departmentContract.change, {
    ...of,
    version: 1,
    values: { ...values, head: '示例乙' },
  })
  expect(changed).toMatchObject({ head: '示例乙', version: 2 })
  await expect(clerk.call(departmentContract.change, { ...of, version: 1, values })).rejects.toMatchObject({
    problem: { status: 409 },
  })
  const retired = { ...of, version: 2, on: '2026年9月1日', reason: '并入质量部' }
  expect(await clerk.call(departmentContract.retire, retired)).toMatchObject({ retiredOn: '2026-09-01' })
  expect((await clerk.call(departmentContract.list, { enterpriseId })).total).toBe(0)
  expect((await clerk.call(departmentContract.list, { enterpriseId, state: 'retired' })).total).toBe(1)
  const { events } = await clerk.call(departmentContract.read, of)
  expect(events.map(({ kind }) => kind)).toEqual(['retired', 'changed', 'added'])
  expect(events[1]?.changes).toEqual([{ key: 'head', from: '示例甲', to: '示例乙' }])
  await clerk.call(departmentContract.retire, { ...of, version: 3, on: null, reason: '' })
})

test('a list of one’s own is judged, written whole, and taken back', async () => {
  const first = await imported(staffContract, [
    ['员工编号', '姓名', '所在部门', '职务', '关键岗位', '入职日期'],
    ['G001', '示例丙', '检验科', '检验员', '是', '2020年3月1日'],
    ['G002', '示例丁', '没有的科', '检验员', '', ''],
    ['G003', '示例戊', '检验科', '班长', '也许', '2020.13.1'],
    ['G001', '示例丙', '检验科', '', '', ''],
  ])
  expect(first).toMatchObject({ added: 1, rejected: 3, rowsRead: 4 })
  expect(first.refused.map(({ line, message }) => [line, message])).toEqual([
    [3, expect.stringContaining('部门：没有登记过“没有的科”')],
    [4, expect.stringMatching(/关键岗位：看不懂“也许”.*入职日期：没有 13 月/)],
    [5, expect.stringContaining('与第 2 行重复')],
  ])
  expect((await clerk.call(staffContract.list, { enterpriseId })).total).toBe(0)
  const of = { enterpriseId, importId: first.id }
  await clerk.call(staffContract.applyImport, of)
  const [row] = (await clerk.call(staffContract.list, { enterpriseId })).rows
  expect(row).toMatchObject({
    staffNo: 'G001',
    departmentCalled: '检验科',
    keyPost: true,
    joinedOn: '2020-03-01',
  })

  const second = await imported(staffContract, [
    ['工号', '姓名', '岗位'],
    ['g001', '示例丙', '检验班长'],
  ])
  expect(second).toMatchObject({ changed: 1, same: 0 })
  await clerk.call(staffContract.applyImport, { enterpriseId, importId: second.id })
  const after = (await clerk.call(staffContract.list, { enterpriseId })).rows[0]
  // What the second file has no column for stays.
  expect(after).toMatchObject({ post: '检验班长', keyPost: true, joinedOn: '2020-03-01' })
  await expect(clerk.call(staffContract.undoImport, of)).rejects.toThrow('又被改过')
  await clerk.call(staffContract.undoImport, { enterpriseId, importId: second.id })
  expect((await clerk.call(staffContract.list, { enterpriseId })).rows[0]).toMatchObject({ post: '检验员' })
})

test('lists are searched by fragment, filtered, sorted on any column and paged by cursor', async () => {
  const rows = Array.from({ length: 25 }, (_, n) => [
    `S${String(n).padStart(3, '0')}`,
    `示例供应商${n}`,
    n % 3 === 0 ? '合格' : '试用',
    n % 5 === 0 ? '' : `2026-0${(n % 9) + 1}-01`,
  ])
  const run = await imported(supplierContract, [['编号', '供应商', '等级', '评价日期'], ...rows])
  await clerk.call(supplierContract.applyImport, { enterpriseId, importId: run.id })
  expect((await clerk.call(supplierContract.list, { enterpriseId, text: '供应商２４' })).total).toBe(1)
  expect(
    (await clerk.call(supplierContract.list, { enterpriseId, ...{ standing: 'qualified' } })).total,
  ).toBe(9)
  const since = { enterpriseId, assessedOnFrom: '2026-09-01' }
  expect((await clerk.call(supplierContract.list, since)).total).toBe(
    rows.filter(([, , , on]) => on === '2026-09-01').length,
  )
  for (const descending of ['false', 'true'] as const) {
    const seen: (string | null)[] = []
    let cursor: string | undefined
    do {
      const page = await clerk.call(supplierContract.list, {
        enterpriseId,
        sort: 'assessedOn',
        descending,
        limit: 7,
        ...(cursor && { cursor }),
      })
      seen.push(...page.rows.map((row) => row.assessedOn))
      cursor = page.next ?? undefined
    } while (cursor)
    const dates = seen.filter((on) => on !== null)
    const order = [...dates].sort()
    expect(dates).toEqual(descending === 'true' ? order.reverse() : order)
    expect(seen).toHaveLength(25)
    expect(seen.slice(-5)).toEqual([null, null, null, null, null])
  }
})

test('templates and results come as files; a header that lacks a column is refused with its name', async () => {
  const template = await clerk.download(productContract.template, { enterpriseId })
  expect(template.fileName).toBe('产品模板.xlsx')
  const run = await imported(productContract, [
    ['产品清单'],
    ['产品编号', '产品名称', '许可证'],
    ['P1', '示例阀门', '是'],
    ['P2', '', '是'],
  ])
  const result = await clerk.download(productContract.importResult, { enterpriseId, importId: run.id })
  expect(new TextDecoder().decode(result.bytes).split('\r\n').slice(0, 4)).toEqual([
    expect.stringContaining('产品清单'),
    '产品编号,产品名称,许可证,导入结果',
    'P1,示例阀门,是,新增',
    'P2,,是,未导入：产品名称：没有填写。请填写。',
  ])
  await expect(
    imported(productContract, [
      ['产品名称', '型号', '单位'],
      ['示例阀门', 'DN50', '台'],
    ]),
  ).rejects.toThrow('缺少“产品编号”列')
})
