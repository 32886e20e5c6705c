import { afterAll, beforeAll, expect, test } from 'vitest'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { verifySeals } from './contract.ts'
import { sealAuditJob } from './jobs/seal-audit.job.ts'
import { sealRoot } from './merkle.ts'

let app: TestApp
let filer: Client
let auditor: Client
let enterpriseId: string
const paper = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<<>>\n%%EOF\n'))

beforeAll(async () => {
  app = await startTestApp()
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
  filer = await signInAs(app, 'filer', { enterpriseId })
  auditor = await signInAs(app, 'audit-admin', { platform: true })
})
afterAll(() => app.close())

const seal = () => sealAuditJob.run(app.installation, {})
const add = (name: string) => filer.call(addFile, { enterpriseId, purpose: 'other', name }, { body: paper })

test('the root depends on every leaf, on their order and on the former root', () => {
  const leaf = (n: number) => ({ chainId: `chain-${n}`, seq: n, hash: Uint8Array.of(n) })
  const root = (former: Uint8Array, ...leaves: number[]) => sealRoot(former, leaves.map(leaf)).toString('hex')
  const none = new Uint8Array()
  const roots = [
    root(none),
    root(none, 1),
    root(none, 1, 2),
    root(none, 2, 1),
    root(none, 1, 2, 3),
    root(none, 1, 2, 3, 3),
    root(Uint8Array.of(9), 1, 2, 3),
  ]
  expect(new Set(roots).size).toBe(roots.length)
  expect(root(none, 1, 2, 3)).toBe(roots[4])
})

test('only what has grown is sealed, each seal under the next, and nothing twice', async () => {
  await add('甲.pdf')
  await seal()
  const first = await auditor.call(verifySeals, {})
  expect(first).toMatchObject({ seals: 1, brokenAt: null })
  await seal()
  const [again] = await app.sql('select count(*)::int as n from audit_seals')
  expect(again).toEqual({ n: 1 })
  await add('乙.pdf')
  await add('丙.pdf')
  await seal()
  const leaves = await app.sql(
    'select seq::int from audit_seal_leaves where chain_id = $1 order by seal_no',
    [enterpriseId],
  )
  const [head] = await app.sql('select seq::int from audit_heads where chain_id = $1', [enterpriseId])
  expect(leaves.at(-1)).toEqual(head)
  expect(leaves).toHaveLength(2)
  expect((await auditor.call(verifySeals, {})).brokenAt).toBeNull()
})

test('a whole chain that was written anew, a removed seal and a changed root are found', async () => {
  const tamper = async (change: string, back: string) => {
    await app.sql(change)
    const { brokenAt } = await auditor.call(verifySeals, {})
    await app.sql(back)
    return brokenAt
  }
  await app.sql('alter table audit_entries disable trigger user')
  const rewritten = `update audit_entries set hash = sha256(hash) where chain_id = '${enterpriseId}'`
  await app.sql('create table kept as select * from audit_entries')
  expect(
    await tamper(rewritten, 'delete from audit_entries; insert into audit_entries select * from kept'),
  ).toBe(1)
  expect(
    await tamper(
      'update audit_seals set leaves = leaves + 1 where no = 2',
      'update audit_seals set leaves = leaves - 1 where no = 2',
    ),
  ).toBe(2)
  expect(await tamper('update audit_seals set root = sha256(root) where no = 2', 'select 1')).toBe(2)
})

test('the application may neither change a seal nor make one', async () => {
  const asApp = (statement: string) => app.installation.pool.query(statement)
  await expect(asApp('delete from audit_seals')).rejects.toThrow(/permission denied/)
  await expect(asApp("update audit_seals set root = ''")).rejects.toThrow(/permission denied/)
  await expect(
    asApp("select keep_audit_seal(3, now(), '', '{}'::uuid[], '{}'::bigint[], '{}'::bytea[])"),
  ).rejects.toThrow(/only for jobs/)
  expect((await asApp('select * from unsealed_heads(10)')).rows).toEqual([])
})
