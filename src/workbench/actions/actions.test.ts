import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import { listNotices } from '#foundation/notices/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, staleVersion, wrongState } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import { changeAction, dropAction, finishAction, listActions, readAction, reopenAction } from './contract.ts'
import { actionsOf, addAction, sealActions } from './index.ts'
import { remindActionsJob } from './jobs/remind-actions.job.ts'

let app: TestApp
let unitId: string
let enterpriseId: string
let cqo: Client
let worker: Client
let ownerId: string
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  cqo = await signInAs(app, 'cqo', { enterpriseId })
  const login = await makeAccount(app, 'staff', { enterpriseId })
  worker = app.browser()
  await worker.call(signIn, { login, password: PASSWORD })
  const values = { staffNo: '001', name: '示例工', login: login.toUpperCase() }
  ownerId = (await cqo.call(staffContract.add, { enterpriseId, values })).id
})
afterAll(() => app.close())

const sourceId = newId()
const source = { kind: 'incident', id: sourceId, number: 'SJ-2026-001', path: `incidents/${sourceId}` }
const system = () => ({ kind: 'system', role: 'system', for: { enterpriseId } }) as const

function add(made: { what?: string; ownerId?: string | null; dueOn?: string | null; of?: string }) {
  return inTransaction(app.installation.pool, system(), (tx) =>
    addAction(
      { tx, now: new Date(), actor: system() },
      {
        enterpriseId,
        source: made.of ? { ...source, id: made.of } : source,
        kind: 'corrective',
        what: made.what ?? '示例措施',
        ownerId: made.ownerId === undefined ? ownerId : made.ownerId,
        dueOn: made.dueOn === undefined ? addDays(today, 30) : made.dueOn,
      },
    ),
  )
}
const read = (actionId: string) => cqo.call(readAction, { enterpriseId, actionId })
const notices = async (who: Client) =>
  (await who.call(listNotices, {})).rows.map(({ title, body }) => `${title} ${body}`)

test('the owner alone is told at his account; it is in his list and in nobody else’s', async () => {
  const { id } = await add({ what: '更换示例刀具' })
  expect((await notices(worker))[0]).toContain('更换示例刀具')
  expect(await notices(cqo)).toEqual([])
  const mine = await worker.call(listActions, { enterpriseId, whose: 'mine' })
  expect(mine.rows.map((row) => [row.id, row.ownerName])).toEqual([[id, '示例工']])
  expect((await cqo.call(listActions, { enterpriseId, whose: 'mine' })).total).toBe(0)
  expect((await cqo.call(listActions, { enterpriseId, text: '示例刀' })).total).toBe(1)
})

test('an owner who is not in the staff ledger is refused with the field', async () => {
  await expect(add({ ownerId: newId() })).rejects.toMatchObject({
    problem: { code: invalidInput.code, errors: [{ path: 'ownerId' }] },
  })
})

test('finished with papers of the workbench alone, by nobody before the day, and opened again with a reason', async () => {
  const { id } = await add({ what: '完成一次' })
  const paper = async (purpose: 'record' | 'other') => {
    const body = new TextEncoder().encode('%PDF-1.7\n%%EOF\n')
    return (await worker.call(addFile, { enterpriseId, purpose, name: '示例.pdf' }, { body })).id
  }
  const deed = { enterpriseId, actionId: id, version: 1, result: '已更换', doneOn: today }
  const refused = (over: object) =>
    expect(worker.call(finishAction, { ...deed, fileIds: [], ...over })).rejects.toMatchObject({
      problem: { code: invalidInput.code },
    })
  await refused({ doneOn: addDays(today, 1) })
  await refused({ fileIds: [await paper('other')] })
  await refused({ fileIds: [newId()] })
  const fileIds = [await paper('record')]
  const done = await worker.call(finishAction, { ...deed, fileIds })
  expect(done).toMatchObject({ state: 'done', doneOn: today, result: '已更换', doneByName: '示例staff' })
  expect(done.files).toEqual([{ id: fileIds[0], name: '示例.pdf' }])
  await expect(
    cqo.call(reopenAction, { enterpriseId, actionId: id, version: 1, reason: '没换好' }),
  ).rejects.toMatchObject({ problem: { code: staleVersion.code } })
  const again = await cqo.call(reopenAction, { enterpriseId, actionId: id, version: 2, reason: '没换好' })
  expect(again).toMatchObject({ state: 'open', doneOn: null, doneByName: null })
  expect((await read(id)).events.map(({ kind }) => kind)).toEqual(['reopened', 'finished', 'added'])
})

test('a day that moves later asks for the reason, and what stood there before is kept', async () => {
  const { id } = await add({ what: '延期一次' })
  const to = { what: '延期一次', ownerId, dueOn: addDays(today, 40) }
  const change = (note: string) =>
    cqo.call(changeAction, { enterpriseId, actionId: id, version: 1, ...to, note })
  await expect(change('')).rejects.toMatchObject({ problem: { errors: [{ path: 'note' }] } })
  expect((await change('等示例件到货')).dueOn).toBe(to.dueOn)
  const notes = (await read(id)).events.map(({ note }) => note)
  expect(notes[0]).toBe(`完成期限由${addDays(today, 30)}改为${to.dueOn}`)
  expect(notes[1]).toBe('等示例件到货')
})

test('once its source is closed nothing of an action changes any more', async () => {
  const of = newId()
  const { id } = await add({ of })
  await inTransaction(app.installation.pool, system(), (tx) =>
    sealActions(tx, enterpriseId, 'incident', of, new Date()),
  )
  await expect(
    cqo.call(dropAction, { enterpriseId, actionId: id, version: 2, reason: '不做了' }),
  ).rejects.toMatchObject({ problem: { code: wrongState.code } })
  const [sealed] = await inTransaction(app.installation.pool, system(), (tx) =>
    actionsOf(tx, enterpriseId, 'incident', of),
  )
  expect(sealed).toMatchObject({ id, state: 'open' })
  expect(sealed?.sealedAt).not.toBeNull()
})

test('reminded three days before and once overdue, each once; overdue without an account everyone is told', async () => {
  await add({ what: '快到期的', dueOn: addDays(today, 3) })
  await add({ what: '已逾期的', dueOn: addDays(today, -1), ownerId: null })
  await add({ what: '还早的', dueOn: addDays(today, 4) })
  const before = (await notices(worker)).length
  await remindActionsJob.run(app.installation, {})
  await remindActionsJob.run(app.installation, {})
  const told = (await notices(worker)).slice(0, -before)
  expect(told.map((each) => each.replace(/完成期限.*/, '')).sort()).toEqual([
    'SJ-2026-001：措施已逾期 已逾期的。',
    'SJ-2026-001：措施快到期 快到期的。',
  ])
  expect((await notices(cqo)).length).toBe(1)
  const overdue = await cqo.call(listActions, { enterpriseId, state: 'overdue' })
  expect(overdue.rows.map(({ what, overdue: late }) => [what, late])).toEqual([['已逾期的', true]])
})

test('pages go by the day without losing or repeating any; those without a day come last', async () => {
  const of = newId()
  for (const dueOn of [null, addDays(today, 9), addDays(today, 8), null, addDays(today, 9)])
    await add({ of, dueOn })
  const seen: (string | null)[] = []
  const ids = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await cqo.call(listActions, { enterpriseId, sourceId: of, limit: 2, cursor })
    for (const row of page.rows) ids.add(row.id)
    seen.push(...page.rows.map(({ dueOn }) => dueOn))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual([addDays(today, 8), addDays(today, 9), addDays(today, 9), null, null])
  expect(ids.size).toBe(5)
  for (const wrong of ['x', `2026-02-31 ${of}`])
    await expect(cqo.call(listActions, { enterpriseId, cursor: wrong })).rejects.toMatchObject({
      problem: { code: invalidInput.code },
    })
})
