import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import type { LedgerContract, LedgerImport } from '#platform/ledger/contract-of.ts'
import { findListViews, MOST_VIEWS, removeListView, saveListView } from '#platform/ledger/views-contract.ts'
import { Refused } from '#platform/operation.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { instrumentContract } from '#workbench/instruments/contract.ts'
import { departmentContract, staffContract, supplierContract } from '#workbench/master-data/contract.ts'
import { remindDueJob } from './jobs/remind-due.job.ts'

let app: TestApp
let enterpriseId: string
let clerk: Client
let other: Client

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  clerk = await signInAs(app, 'filer', { enterpriseId })
  other = await signInAs(app, 'cqo', { enterpriseId })
})
afterAll(() => app.close())

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!(error instanceof Refused)) throw error ?? new Error('it was not refused')
  return error.problem
}

const department = (name: string, above: string | null = null) =>
  clerk.call(departmentContract.add, {
    enterpriseId,
    values: { name, head: null, quality: null, note: null, above },
  })

type Department = Awaited<ReturnType<typeof department>>

const put = (record: Department, above: string, by = clerk) =>
  by.call(departmentContract.change, {
    enterpriseId,
    recordId: record.id,
    version: record.version,
    values: { name: record.name, head: null, quality: null, note: null, above },
  })

async function imported(contract: LedgerContract, rows: string[][]): Promise<LedgerImport> {
  const body = Buffer.from(stringify(rows))
  const { id } = await clerk.call(contract.startImport, { enterpriseId, fileName: '清单.csv' }, { body })
  for (;;) {
    const run = await clerk.call(contract.readImport, { enterpriseId, importId: id })
    if (run.status !== 'checking') return run
    await wait(30)
  }
}

test('links never lead round: not by hand, not by two hands at once, not by a file', async () => {
  const top = await department('示例总部')
  const middle = await department('示例分厂', top.id)
  expect(middle).toMatchObject({ above: top.id, aboveCalled: '示例总部' })
  for (const wrong of [top.id, middle.id]) {
    expect(await refusalOf(put(top, wrong))).toMatchObject({
      status: 422,
      errors: [{ path: 'values.above', message: expect.stringContaining('绕成一圈') }],
    })
  }
  expect(await refusalOf(put(top, newId()))).toMatchObject({ status: 422, code: 'invalid-input' })

  const [left, right] = [await department('示例左'), await department('示例右')]
  const both = await Promise.allSettled([put(left, right.id), put(right, left.id, other)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

  const file = await imported(departmentContract, [
    ['部门名称', '上级部门'],
    ['示例总部', '示例分厂'],
  ])
  expect(file).toMatchObject({ status: 'checked', changed: 1 })
  const applied = clerk.call(departmentContract.applyImport, { enterpriseId, importId: file.id })
  expect(await refusalOf(applied)).toMatchObject({ status: 409, detail: expect.stringContaining('示例总部') })
  const { record } = await clerk.call(departmentContract.read, { enterpriseId, recordId: top.id })
  expect(record).toMatchObject({ above: null, version: 1 })
})

test('of two editors at once one is told; a file that was checked before is refused as a whole', async () => {
  const record = await department('示例同时')
  const change = (by: Client, head: string) =>
    by.call(departmentContract.change, {
      enterpriseId,
      recordId: record.id,
      version: 1,
      values: { name: '示例同时', head, quality: null, note: null, above: null },
    })
  const both = await Promise.allSettled([change(clerk, '示例甲'), change(other, '示例乙')])
  const lost = both.find((each) => each.status === 'rejected')
  expect(lost?.reason).toMatchObject({ problem: { status: 409, code: 'stale-version' } })
  const { events } = await clerk.call(departmentContract.read, { enterpriseId, recordId: record.id })
  expect(events.map(({ kind }) => kind)).toEqual(['changed', 'added'])

  const rows = [
    ['部门名称', '负责人'],
    ['示例同时', '示例丙'],
    ['示例新来', '示例丁'],
  ]
  const file = await imported(departmentContract, rows)
  expect(file).toMatchObject({ added: 1, changed: 1 })
  await department('示例新来')
  const apply = (run: LedgerImport) =>
    clerk.call(departmentContract.applyImport, { enterpriseId, importId: run.id })
  expect(await refusalOf(apply(file))).toMatchObject({ status: 409, details: { changed: 1 } })
  const again = await imported(departmentContract, rows)
  const version = 2
  const recordId = record.id
  await clerk.call(departmentContract.retire, {
    enterpriseId,
    recordId,
    version,
    on: '2026-01-01',
    reason: '',
  })
  expect(await refusalOf(apply(again))).toMatchObject({ status: 409 })
  const now = await clerk.call(departmentContract.read, { enterpriseId, recordId })
  expect(now.record.head).not.toBe('示例丙')
})

test('of many chosen rows those that cannot be changed are named, the others are changed', async () => {
  const place = await department('示例车间')
  const staff = await Promise.all(
    ['甲', '乙', '丙'].map((name, at) =>
      clerk.call(staffContract.add, {
        enterpriseId,
        values: { staffNo: `M${at}`, name: `示例${name}` } as never,
      }),
    ),
  )
  const records = staff.map(({ id, version }, at) => ({ id, version: at === 1 ? 7 : version }))
  const many = (change: Record<string, unknown>, of = records) =>
    clerk.call(staffContract.changeMany, { enterpriseId, records: of, change } as never)
  const set = await many({ do: 'set', key: 'department', value: place.id })
  expect(set).toMatchObject({
    done: 2,
    refused: [{ called: '示例乙', message: expect.stringContaining('刷新') }],
  })
  const inPlace = await clerk.call(staffContract.list, { enterpriseId, ...{ department: place.id } })
  expect(inPlace.rows.map(({ name }) => name).sort()).toEqual(['示例丙', '示例甲'])
  expect(
    await many({ do: 'set', key: 'department', value: newId() }, [{ id: records[0]?.id ?? '', version: 2 }]),
  ).toMatchObject({ done: 0, refused: [{ message: expect.stringContaining('没有这条部门') }] })
  const wrong = [
    { do: 'set', key: 'staffNo', value: 'X' },
    { do: 'set', key: 'keyPost', value: 'vielleicht' },
  ]
  for (const change of wrong) expect(await refusalOf(many(change))).toMatchObject({ status: 422 })
  const seen = inPlace.rows.map(({ id, version }) => ({ id, version }))
  expect(await many({ do: 'retire', on: '2026年9月1日', reason: '示例' }, seen)).toEqual({
    done: 2,
    refused: [],
  })
  expect((await clerk.call(staffContract.list, { enterpriseId, state: 'retired' })).total).toBe(2)
  const gone = await many({ do: 'resume' }, [
    ...seen.map((each) => ({ ...each, version: 3 })),
    { id: newId(), version: 1 },
  ])
  expect(gone).toMatchObject({ done: 2, refused: [{ called: '' }] })
})

test('papers are added to a record once, with digest, who and when, and nothing else becomes a paper', async () => {
  const { id: recordId } = await clerk.call(instrumentContract.add, {
    enterpriseId,
    values: { instrumentNo: 'JL-1', name: '示例卡尺' } as never,
  })
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<<>>\n%%EOF\n')
  const upload = (purpose: 'record' | 'other') =>
    clerk.call(addFile, { enterpriseId, purpose, name: '检定证书.pdf' }, { body: pdf })
  const file = await upload('record')
  const attach = (fileId: string, to = recordId) =>
    clerk.call(instrumentContract.attach, { enterpriseId, recordId: to, fileId })
  const added = await attach(file.id)
  expect(added).toMatchObject({ fileId: file.id, name: '检定证书.pdf', sha256: file.sha256 })
  const { attachments, events } = await other.call(instrumentContract.read, { enterpriseId, recordId })
  expect(attachments).toEqual([added])
  expect(events[0]).toMatchObject({ kind: 'attached', note: '检定证书.pdf', byName: added.byName })
  for (const wrong of [file.id, (await upload('other')).id, newId()]) {
    expect(await refusalOf(attach(wrong))).toMatchObject({ status: 422 })
  }
  expect(await refusalOf(attach((await upload('record')).id, newId()))).toMatchObject({ status: 404 })
  const client = await app.database.pool.connect()
  try {
    await client.query(
      `begin; set local opencqo.kind = 'enterprise'; set local opencqo.enterprise = '${enterpriseId}'`,
    )
    await expect(client.query('delete from ledger_attachments')).rejects.toThrow('permission denied')
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('views of a list are each person’s own, replaced by their name, and not without number', async () => {
  const list = 'staff-member.list'
  const save = (name: string, query: string) => clerk.call(saveListView, { enterpriseId, list, name, query })
  await save('停用的', 'state=retired')
  const kept = await save('停用的', 'state=retired&sort=joinedOn')
  expect((await clerk.call(findListViews, { enterpriseId, list })).rows).toEqual([kept])
  expect((await other.call(findListViews, { enterpriseId, list })).rows).toEqual([])
  const removed = other.call(removeListView, { enterpriseId, viewId: kept.id })
  expect(await refusalOf(removed)).toMatchObject({ status: 404 })
  for (let n = 1; n < MOST_VIEWS; n += 1) await save(`视图 ${n}`, 'state=all')
  expect(await refusalOf(save('再来一个', 'state=all'))).toMatchObject({ code: 'too-many-views' })
  await save('停用的', 'state=all')
  await clerk.call(removeListView, { enterpriseId, viewId: kept.id })
  await save('再来一个', 'state=all')
})

test('what comes due is told once before the day, on it and after it, with what was missed passed over', async () => {
  const unitId = (
    await app.sql<{ unit_id: string }>('select unit_id from enterprises where id = $1', [enterpriseId])
  )[0]
  const own = await makeEnterprise(app, unitId?.unit_id ?? '')
  const reader = await signInAs(app, 'principal', { enterpriseId: own })
  for (const [no, due] of [
    ['A', '2031-03-10'],
    ['B', '2031-03-31'],
    ['C', '2031-03-02'],
    ['D', '2031-06-01'],
  ]) {
    await app.sql(
      `insert into instruments (enterprise_id, id, search, changed_at, instrument_no, name, due_on, basis)
       values ($1, $2, '', now(), $3, $4, $5, 'certified')`,
      [own, newId(), no, `示例${no}`, due],
    )
  }
  const on = async (day: string) => {
    const before = (await reader.call(listNotices, { limit: 100 })).rows.length
    await remindDueJob.run({ ...app.installation, now: () => new Date(`${day}T01:00:00Z`) }, {})
    const { rows } = await reader.call(listNotices, { limit: 100 })
    return rows.slice(0, rows.length - before).map(({ title, body }) => `${title} ${body.split('。')[0]}`)
  }
  expect(await on('2031-03-05')).toEqual([
    '计量器具：检定校准到期已逾期 1 项，7 天内 1 项，30 天内 1 项 C 示例C、A 示例A、B 示例B',
  ])
  expect(await on('2031-03-05')).toEqual([])
  expect(await on('2031-03-06')).toEqual([])
  expect(await on('2031-03-10')).toEqual(['计量器具：检定校准到期今天 1 项 A 示例A'])
  expect(await on('2031-03-12')).toEqual(['计量器具：检定校准到期已逾期 1 项 A 示例A'])
})

test('a fragment finds what has it, however many; what others have is not found; the rest of a page is refused politely', async () => {
  const many = (of: string, count: number) =>
    app.sql(
      `insert into suppliers (enterprise_id, id, search, changed_at, supplier_no, name, standing)
       select $1, gen_random_uuid(), 'gy' || i || ' 示例五金' || (i % 50) || '厂', now(), 'GY' || i, '示例五金' || (i % 50) || '厂',
              case when i % 100 = 0 then 'restricted' else 'qualified' end
         from generate_series(1, $2::int) i`,
      [of, count],
    )
  const [row] = await app.sql<{ unit_id: string }>('select unit_id from enterprises where id = $1', [
    enterpriseId,
  ])
  await many(enterpriseId, 2100)
  await many(await makeEnterprise(app, row?.unit_id ?? ''), 10)
  const find = (text: string, more: Record<string, unknown> = {}) =>
    clerk.call(supplierContract.list, { enterpriseId, text, ...more } as never)
  expect(await find('五金', { limit: 200 })).toMatchObject({ total: 2000, more: true })
  expect(await find('五金', { standing: 'restricted' })).toMatchObject({ total: 21 })
  expect((await find('ＧＹ 2099')).rows).toMatchObject([{ supplierNo: 'GY2099' }])
  expect(await find('金七', {})).toMatchObject({ total: 0, rows: [] })
  expect((await find('厂', { standing: 'restricted' })).total).toBe(21)
  expect((await find('七')).total).toBe(0)
  expect((await find('金49厂', { sort: 'supplierNo', limit: 200 })).total).toBe(42)
  for (const strange of ['%', '_', '\\', "'", '示例%厂']) expect((await find(strange)).total, strange).toBe(0)

  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await find('五金', {
      sort: 'name',
      descending: 'true',
      limit: 200,
      ...(cursor && { cursor }),
    })
    for (const { id } of page.rows) seen.add(id)
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen.size).toBe(2100)
  for (const wrong of ['x', '[]', '["a","b"]', `["${newId()}","2026-02-30"]`, `["${newId()}",5]`]) {
    const asked = find('五金', { sort: 'assessedOn', cursor: wrong })
    expect(await refusalOf(asked), wrong).toMatchObject({ status: 422 })
  }
  expect(await refusalOf(find('', { ids: '-'.repeat(36) }))).toMatchObject({ status: 422 })
})

test('files that are no lists, or mean harm, are refused in words; what looks like a formula stays text', async () => {
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(2000),
  ])
  const start = (body: Buffer<ArrayBuffer>) =>
    clerk.call(departmentContract.startImport, { enterpriseId, fileName: '清单.xlsx' }, { body })
  const strange = [
    png,
    Buffer.from('PK\u0003\u0004 kein Buch'),
    Buffer.from('a,b,c\n1,2,3\n'),
    Buffer.alloc(3000, 0),
  ]
  for (const body of strange) {
    const problem = await start(body).then(
      async ({ id }) => {
        for (;;) {
          const run = await clerk.call(departmentContract.readImport, { enterpriseId, importId: id })
          if (run.status === 'failed') return run.problem ?? ''
          if (run.status !== 'checking') return run.status
          await wait(30)
        }
      },
      (error: Refused) => error.problem.detail ?? '',
    )
    expect(problem).toMatch(/：.+。.+。/)
  }
  const run = await imported(departmentContract, [
    ['部门名称', '负责人', '备注'],
    ['=cmd|calc', '@示例', '+1'],
  ])
  expect(run).toMatchObject({ status: 'checked' })
  await clerk.call(departmentContract.applyImport, { enterpriseId, importId: run.id })
  expect((await clerk.call(departmentContract.list, { enterpriseId, text: '=cmd' })).rows).toMatchObject([
    { name: '=cmd|calc' },
  ])
})
