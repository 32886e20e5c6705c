import type { Names } from './names.ts'

/**
 * When a new migration is dated, as `20261121T0930`: now in UTC, or a minute after the `last` one where a clock is behind,
 * since migrations run in the order of their names and the new table refers to enterprises.
 */
export function stampAfter(last: string, now: Date): string {
  const stamp = (at: Date) => at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)-/.exec(last)
  if (!match || stamp(now) > last.slice(0, 13)) return stamp(now)
  const [, year, month, day, hour, minute] = match
  return stamp(new Date(Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) + 60_000))
}

/** In which wing it is: what stands in the workbench no bureau sees. */
export type Wing = 'foundation' | 'registry' | 'workbench'

/** What the two policies say, as lines for the permission oracle. */
export function oracleLines({ folder }: Names, wing: Wing): string {
  if (wing === 'workbench') return `  '${folder}.add': ownWriters,\n  '${folder}.list': ownReaders,`
  return `  '${folder}.add': ['own filer', 'own principal'],
  // The other county reads an empty list: the rows are hidden.
  '${folder}.list': [...ownOfRegistry, ...overseers, 'other county'],`
}

/** Files of a new capability by their path in its folder: one command, one question, one table, one test. */
export function capabilityFiles(names: Names, stamp: string, wing: Wing): Record<string, string> {
  return {
    'contract.ts': contract(names),
    ...(wing !== 'workbench' && { 'policy.ts': policy() }),
    'store.ts': store(names),
    'operations/add-entry.ts': addEntry(names, wing),
    'operations/list-entries.ts': listEntries(names, wing),
    [`migrations/${stamp}-${names.folder}.sql`]: migration(names, wing),
    'index.ts': index(names),
    [`${names.folder}.test.ts`]: test(names, wing),
  }
}

const contract = ({ folder, type }: Names) => `import { z } from 'zod'
import { operation, PageQuery, page } from '#platform/operation.ts'
import { textSchema } from '#platform/values/text.ts'

/** One entry of an enterprise. */
export const ${type}Entry = z.object({
  enterpriseId: z.uuid(),
  id: z.uuid(),
  name: z.string(),
  addedAt: z.iso.datetime(),
})
export type ${type}Entry = z.infer<typeof ${type}Entry>

export const add${type}Entry = operation({
  name: '${folder}.add',
  method: 'POST',
  path: '/enterprises/:enterpriseId/${folder}',
  title: '添加记录',
  doc: 'Adds an entry.',
  input: z.object({ enterpriseId: z.uuid(), name: textSchema({ max: 100 }) }),
  output: ${type}Entry,
  refusals: [],
  labels: { name: '名称' },
})

export const list${type}Entries = operation({
  name: '${folder}.list',
  method: 'GET',
  path: '/enterprises/:enterpriseId/${folder}',
  title: '查看记录',
  doc: 'Entries of an enterprise, newest first.',
  input: z.object({ enterpriseId: z.uuid(), ...PageQuery }),
  output: page(${type}Entry),
  refusals: [],
})
`

const policy = () => `import { type Actor, actsInRegistry } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

type OfEnterprise = { readonly enterpriseId: string }

/** Who acts for the enterprise towards the bureaus. */
export function mayAdd(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId
  return own && actsInRegistry(actor.role) ? true : '由本企业的经办人或企业负责人办理。'
}

/** The enterprise; units as far as row-level security lets them. */
export function maySee(actor: Actor, subject: OfEnterprise): PolicyAnswer {
  const own = actor.kind === 'enterprise' && actor.enterpriseId === subject.enterpriseId
  if (own && actor.role !== 'staff') return true
  return actor.kind === 'unit' && actor.role !== 'industry-officer' ? true : '只向本企业和负责的单位开放。'
}
`

const store = ({ type, table }: Names) => `import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { ${type}Entry } from './contract.ts'

export async function insertEntry(tx: Tx, entry: ${type}Entry): Promise<void> {
  await tx
    .insertInto('${table}')
    .values({ enterprise_id: entry.enterpriseId, id: entry.id, name: entry.name, added_at: entry.addedAt })
    .execute()
}

/** Newest first; ids grow with time, so the id is the cursor. */
export async function findEntries(
  tx: Tx,
  enterpriseId: string,
  page: { cursor?: string | undefined; limit: number },
) {
  const all = tx.selectFrom('${table}').where('enterprise_id', '=', enterpriseId)
  let query = all.selectAll().orderBy('id', 'desc').limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', page.cursor)
  const [rows, total] = await Promise.all([
    query.execute(),
    all.select(sql<number>\`count(*)::int\`.as('n')).executeTakeFirstOrThrow(),
  ])
  const shown = rows.slice(0, page.limit).map(
    (row): ${type}Entry => ({
      enterpriseId: row.enterprise_id,
      id: row.id,
      name: row.name,
      addedAt: row.added_at.toISOString(),
    }),
  )
  return { rows: shown, next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null, total: total.n }
}
`

/** The workbench has its policies in one place. */
function ownPolicy(wing: Wing, name: string): string {
  return wing === 'workbench' ? `import { ${name} } from '#platform/access/own-enterprise.ts'\n` : ''
}

const addEntry = (
  { folder, type }: Names,
  wing: Wing,
) => `${ownPolicy(wing, 'mayWriteOwn')}import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { add${type}Entry } from '../contract.ts'
${wing === 'workbench' ? '' : "import { mayAdd } from '../policy.ts'\n"}import { insertEntry } from '../store.ts'

export const add${type}EntryHandler = handle(add${type}Entry, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: ${wing === 'workbench' ? 'mayWriteOwn' : 'mayAdd'},
  audit: (_input, _subject, { enterpriseId, id }) => ({
    chain: { enterpriseId },
    action: '${folder}.added',
    subject: { type: '${folder}', id },
  }),
  async run({ tx, now }, { enterpriseId, name }) {
    const entry = { enterpriseId, id: newId(), name, addedAt: now.toISOString() }
    await insertEntry(tx, entry)
    return entry
  },
})
`

const listEntries = (
  { type }: Names,
  wing: Wing,
) => `${ownPolicy(wing, 'mayReadOwn')}import { handle } from '#platform/perform.ts'
import { list${type}Entries } from '../contract.ts'
${wing === 'workbench' ? '' : "import { maySee } from '../policy.ts'\n"}import { findEntries } from '../store.ts'

export const list${type}EntriesHandler = handle(list${type}Entries, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: ${wing === 'workbench' ? 'mayReadOwn' : 'maySee'},
  run: ({ tx }, { enterpriseId, ...page }) => findEntries(tx, enterpriseId, page),
})
`

const migration = ({ table }: Names, wing: Wing) => `create table ${table} (
  enterprise_id uuid not null references enterprises,
  id uuid not null,
  name text not null,
  added_at timestamptz not null,
  primary key (enterprise_id, id)
);
${wing === 'workbench' ? `call guard_ledger('${table}');` : shared(table)}
`

const shared = (table: string) => `alter table ${table} enable row level security;
create policy see on ${table} for select using (may_see_enterprise(enterprise_id));
create policy write on ${table} for insert with check (enterprise_id = app_enterprise());
grant select, insert on ${table} to opencqo_app;`

const index = ({ folder, variable, type }: Names) => `import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { add${type}EntryHandler } from './operations/add-entry.ts'
import { list${type}EntriesHandler } from './operations/list-entries.ts'

export const ${variable}: Capability = {
  name: '${folder}',
  handlers: [add${type}EntryHandler, list${type}EntriesHandler],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
`

const test = ({ type }: Names, wing: Wing) => `import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { add${type}Entry, list${type}Entries } from './contract.ts'

let app: TestApp
let unitId: string
let enterpriseId: string

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  enterpriseId = await makeEnterprise(app, unitId)
})
afterAll(() => app.close())

${wing === 'workbench' ? keptApart(type) : seenByCounty(type)}

test('another enterprise neither adds nor sees', async () => {
  const stranger = await signInAs(app, 'filer', { enterpriseId: await makeEnterprise(app, unitId) })
  const refused = { problem: { status: 403 } }
  await expect(stranger.call(add${type}Entry, { enterpriseId, name: '示例' })).rejects.toMatchObject(refused)
  await expect(stranger.call(list${type}Entries, { enterpriseId })).rejects.toMatchObject(refused)
})
`

const seenByCounty = (
  type: string,
) => `test('what the enterprise adds, its own people and its county see', async () => {
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const added = await filer.call(add${type}Entry, { enterpriseId, name: '示例' })
  const officer = await signInAs(app, 'county-officer', { unitId })
  for (const reader of [filer, officer]) {
    expect(await reader.call(list${type}Entries, { enterpriseId })).toEqual({
      rows: [added],
      next: null,
      total: 1,
    })
  }
})`

const keptApart = (
  type: string,
) => `test('what the enterprise adds its own people see, and no bureau', async () => {
  const staff = await signInAs(app, 'staff', { enterpriseId })
  const added = await staff.call(add${type}Entry, { enterpriseId, name: '示例' })
  const auditor = await signInAs(app, 'auditor', { enterpriseId })
  expect(await auditor.call(list${type}Entries, { enterpriseId })).toEqual({
    rows: [added],
    next: null,
    total: 1,
  })
  const officer = await signInAs(app, 'county-officer', { unitId })
  await expect(officer.call(list${type}Entries, { enterpriseId })).rejects.toMatchObject({
    problem: { status: 403 },
  })
})`
