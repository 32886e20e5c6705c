import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit, verifyAudit } from '#foundation/audit-trail/contract.ts'
import { addFile } from '#foundation/files/contract.ts'
import { adminRoles, type EnterpriseActor, enterpriseRoles, unitRoles } from '#platform/access/actor.ts'
import { type Asker, contextStatements } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { picture } from '#registry/filings/fixtures.ts'
import { departmentContract } from '#workbench/master-data/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from './people.ts'
import { oracle } from './permission-oracle.ts'
import { startTestApp, type TestApp } from './test-app.ts'
import { sharedByTheEnterprise } from './workbench-oracle.ts'
import { workbench, workbenchTables } from './workbench-tables.ts'

// What a bureau never sees: nothing of an enterprise's workbench that the enterprise has not shared by an act of its own.

/** Of PostgreSQL: no grant, or refused by row-level security. */
const INSUFFICIENT_PRIVILEGE = '42501'

let app: TestApp
let own: string
let other: string
let tables: string[]
let units: Map<string, string>

beforeAll(async () => {
  app = await startTestApp()
  units = await seedPlace(app)
  const unitId = units.get('market-360902') ?? ''
  own = await makeEnterprise(app, unitId)
  other = await makeEnterprise(app, unitId)
  tables = await workbenchTables()
  for (const table of tables) await plant(table)
})
afterAll(() => app.close())

/** One row of the enterprise in any table, past keys, checks and triggers: only the wall itself is asked. */
async function plant(table: string) {
  const columns = await app.sql<{ name: string; type: string; filled: boolean }>(
    `select column_name as name, udt_name as type, is_nullable = 'NO' and column_default is null and is_generated = 'NEVER' as filled
       from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  )
  const checks = await app.sql<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  )
  for (const { name } of checks) await app.sql(`alter table ${table} drop constraint "${name}"`)
  const needed = columns.filter(({ name, filled }) => filled || name === 'enterprise_id')
  const values = needed.map(({ name, type }) => (name === 'enterprise_id' ? own : sample(type)))
  const names = needed.map(({ name }) => `"${name}"`).join(', ')
  const places = values.map((_, at) => `$${at + 1}`).join(', ')
  await app.sql('set session_replication_role = replica')
  await app.sql(`insert into ${table} (${names}) values (${places})`, values)
  await app.sql('set session_replication_role = origin')
}

function sample(type: string): unknown {
  if (type.startsWith('_')) return []
  const known: Readonly<Record<string, unknown>> = {
    uuid: newId(),
    date: '2026-01-01',
    timestamptz: '2026-01-01T00:00:00Z',
    bool: false,
    jsonb: '{}',
    bytea: Buffer.from('示例'),
    text: '示例',
  }
  return type in known ? known[type] : 1
}

const person = { accountId: newId(), sessionId: '', grantId: newId(), name: '示例' }
const of = (enterpriseId: string): EnterpriseActor[] =>
  enterpriseRoles.map((role) => ({ ...person, kind: 'enterprise', role, enterpriseId }))

/** Everybody who is not of the enterprise. */
function strangers(): Asker[] {
  const places = ['market-360902', 'market-360981', 'market-360900', 'market-360000', 'industry-360902']
  const ids = places.map((place) => units.get(place) ?? '')
  const officers = ids.flatMap((unitId): Asker[] =>
    unitRoles.map((role) => ({ ...person, kind: 'unit', role, unitId, unitIds: ids })),
  )
  return [
    ...officers,
    ...ids.map((unitId): Asker => ({ kind: 'system', role: 'system', for: { unitId } })),
    ...of(other),
    ...adminRoles.map((role): Asker => ({ ...person, kind: 'admin', role })),
    { kind: 'visitor', role: 'visitor' },
    { kind: 'sign-in', role: 'sign-in' },
  ]
}

async function seenBy(asker: Asker, table: string): Promise<number> {
  const client = await app.database.pool.connect()
  try {
    await client.query(`begin; ${contextStatements(asker)}`)
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    return rows[0]?.n ?? 0
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the enterprise sees its rows of every table, nobody else a single one', async () => {
  expect(tables.length).toBeGreaterThan(8)
  for (const table of tables) {
    for (const asker of of(own)) expect(await seenBy(asker, table), `${table} as ${asker.role}`).toBe(1)
    for (const asker of strangers()) {
      expect(await seenBy(asker, table), `${table} as ${asker.kind} ${asker.role}`).toBe(0)
    }
  }
})

test('nobody else changes, deletes or plants a row', async () => {
  const client = await app.database.pool.connect()
  const asked = async (asker: Asker, statement: string): Promise<number | string> => {
    try {
      await client.query(`begin; ${contextStatements(asker)}`)
      return (await client.query(statement)).rowCount ?? 0
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.query('rollback')
    }
  }
  try {
    for (const table of tables) {
      for (const asker of strangers()) {
        const as = `${table} as ${asker.kind} ${asker.role}`
        const set = `update ${table} set enterprise_id = enterprise_id`
        expect([0, INSUFFICIENT_PRIVILEGE], as).toContain(await asked(asker, set))
        expect([0, INSUFFICIENT_PRIVILEGE], as).toContain(await asked(asker, `delete from ${table}`))
        const planted = `insert into ${table} select * from jsonb_populate_record(null::${table}, '{"enterprise_id": "${own}"}')`
        expect(await asked(asker, planted), as).toBe(INSUFFICIENT_PRIVILEGE)
      }
    }
  } finally {
    client.release()
  }
})

test('no operation of the workbench lets anybody in but the enterprise, unless it has shared', () => {
  const names = workbench.flatMap(({ handlers }) => handlers.map(({ operation }) => operation.name))
  expect(names.length).toBeGreaterThan(60)
  for (const name of names.filter((each) => !sharedByTheEnterprise.includes(each))) {
    expect(
      (oracle[name] ?? []).filter(
        (standing) => !standing.startsWith('own ') || /county|industry/.test(standing),
      ),
      name,
    ).toEqual([])
  }
})

test('what is done in the workbench stands in a chain that the enterprise reads and no bureau does', async () => {
  const enterpriseId = await makeEnterprise(app, units.get('market-360902') ?? '')
  const clerk = await signInAs(app, 'filer', { enterpriseId })
  const county = await signInAs(app, 'county-officer', { unitId: units.get('market-360902') ?? '' })
  const values = { name: '检验科', head: null, quality: true, note: null, above: null }
  await clerk.call(departmentContract.add, { enterpriseId, values } as never)
  await clerk.download(departmentContract.export, { enterpriseId } as never)
  const chain = { chainId: enterpriseId, trail: 'workbench' } as const
  const { rows } = await clerk.call(listAudit, chain)
  expect(rows.map(({ action }) => action)).toEqual(['list.exported', 'department.added'])
  expect(await clerk.call(verifyAudit, chain)).toMatchObject({ entries: 2, brokenAt: null })
  const paper = { enterpriseId, purpose: 'record', name: '示例.jpg' } as const
  await clerk.call(addFile, paper, { body: await picture() })
  const seen = await county.call(listAudit, { chainId: enterpriseId })
  expect(seen.rows.map(({ action }) => action)).toEqual(['session.signed-in'])
  for (const asked of [county.call(listAudit, chain), county.call(verifyAudit, chain)]) {
    await expect(asked).rejects.toMatchObject({ problem: { status: 403 } })
  }
  const entries = `(select 1 from audit_entries where chain_kind = 'workbench') w`
  const [made] = await app.sql<{ chain: string }>('select workbench_chain($1) as chain', [enterpriseId])
  expect(made?.chain).toBe(rows[0]?.chainId)
  for (const asker of strangers().filter(({ role }) => role !== 'audit-admin')) {
    expect(await seenBy(asker, entries), `${asker.kind} ${asker.role}`).toBe(0)
  }
  expect(await seenBy({ ...person, kind: 'enterprise', role: 'filer', enterpriseId }, entries)).toBe(3)
})

test('质量人员 are told of the workbench and of what is meant for them, nothing of 聘任 and 备案', async () => {
  const staff = of(own).find(({ role }) => role === 'staff') as EnterpriseActor
  const kinds = [
    ['filing-registered', false, null],
    ['veto-raised', true, null],
    ['password-reset', false, person.accountId],
  ] as const
  await app.sql('set session_replication_role = replica')
  for (const [kind, inWorkbench, accountId] of kinds) {
    await app.sql(
      `insert into notices (id, enterprise_id, kind, title, body, in_workbench, account_id) values ($1, $2, $3, '示例', '示例', $4, $5)`,
      [newId(), own, kind, inWorkbench, accountId],
    )
  }
  await app.sql('set session_replication_role = origin')
  expect(await seenBy(staff, 'notices')).toBe(2)
  expect(await seenBy({ ...staff, role: 'filer' }, 'notices')).toBe(3)
  expect(await seenBy({ ...staff, role: 'filer', accountId: newId() }, 'notices')).toBe(2)
})
