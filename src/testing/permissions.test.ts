import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '#apps/capabilities.ts'
import { invite } from '#foundation/people/contract.ts'
import { readMe, signIn } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { createClient } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { Refused } from '#platform/operation.ts'
import { type Handled, perform } from '#platform/perform.ts'
import { acceptFiling, registerFiling } from '#registry/filings/contract.ts'
import { submittedFiling } from '#registry/filings/fixtures.ts'
import { startRegistration } from '#registry/registrations/contract.ts'
import { sampleOfIncidents } from './incident-samples.ts'
import { makeAccount, makeEnterprise, PASSWORD, type Place, seedPlace } from './people.ts'
import { oracle, rowDefault, rowOracle } from './permission-oracle.ts'
import { packId, peerKeyId, registration, type SampleIds, sampleInput } from './sample-input.ts'
import { anyId } from './sample-of-schema.ts'
import { ownReaders, type Standing, standings } from './standings.ts'
import { startTestApp, type TestApp } from './test-app.ts'
import { workbenchTables } from './workbench-tables.ts'

let app: TestApp
const tokens = new Map<Standing, string | undefined>()
let ids: SampleIds

let registering: Record<string, unknown> = {}

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const unit = (key: string) => units.get(key) ?? ''
  const unitId = unit('market-360902')
  const own = await makeEnterprise(app, unitId)
  const other = await makeEnterprise(app, unitId)
  const places: Record<Exclude<Standing, 'visitor'>, [Role, Place]> = {
    'own filer': ['filer', { enterpriseId: own }],
    'own principal': ['principal', { enterpriseId: own }],
    'own cqo': ['cqo', { enterpriseId: own }],
    'own staff': ['staff', { enterpriseId: own }],
    'own auditor': ['auditor', { enterpriseId: own }],
    'other filer': ['filer', { enterpriseId: other }],
    'other principal': ['principal', { enterpriseId: other }],
    'other cqo': ['cqo', { enterpriseId: other }],
    'own county': ['county-officer', { unitId }],
    'other county': ['county-officer', { unitId: unit('market-360981') }],
    city: ['city-officer', { unitId: unit('market-360900') }],
    province: ['province-officer', { unitId: unit('market-360000') }],
    'own industry': ['industry-officer', { unitId: unit('industry-360902') }],
    'other industry': ['industry-officer', { unitId: unit('industry-360981') }],
    'system-admin': ['system-admin', { platform: true }],
    'security-admin': ['security-admin', { platform: true }],
    'audit-admin': ['audit-admin', { platform: true }],
  }
  const clients = new Map<Standing, ReturnType<typeof createClient>>()
  for (const [standing, [role, place]] of Object.entries(places)) {
    const cookies = new Map<string, string>()
    const client = createClient({ baseUrl: app.baseUrl, cookies })
    // The officer in office is who the letter of appointment names.
    const name = standing === 'own cqo' ? '示例周' : `示例${role}`
    await client.call(signIn, { login: await makeAccount(app, role, place, { name }), password: PASSWORD })
    tokens.set(standing as Standing, cookies.get('opencqo_session'))
    clients.set(standing as Standing, client)
  }
  const [filer, principal, officer] = (['own filer', 'own principal', 'own county'] as const).map((each) => {
    const client = clients.get(each)
    if (!client) throw new Error(each)
    return client
  })
  if (!filer || !principal || !officer) throw new Error('the sample people are not there')
  const submitted = await submittedFiling(own, filer, principal)
  const of = { enterpriseId: own, filingId: submitted.id }
  const accepted = await officer.call(acceptFiling, { ...of, version: submitted.version })
  await officer.call(registerFiling, { ...of, version: accepted.version })
  await app.sql(
    `insert into enterprise_unit_events (enterprise_id, id, unit_id, effective_on, reason)
     values ($1, gen_random_uuid(), $2, '2026-01-01', '示例')`,
    [own, unitId],
  )
  await app.sql(
    `insert into filing_defects (enterprise_id, filing_id, round, seq, place, why, how) values ($1, $2, 1, 1, 'x', 'y', 'z')`,
    [own, submitted.id],
  )
  await app.sql(
    `insert into term_evaluations (enterprise_id, id, appointment_id, evaluated_on, result, items, opinion, evaluator_name, recorded_at)
     values ($1, gen_random_uuid(), $2, '2026-11-01', 'renew', '[]', '示例', '示例郑', now())`,
    [own, submitted.appointmentId],
  )
  const [draft, sent] = await Promise.all(
    [1, 2].map(() => app.browser().call(startRegistration, { ...registration, unitId })),
  )
  const [row] = await app.sql(
    "update registrations set state = 'pending', enterprise_id = $2 where receipt_no = $1 returning id",
    [sent?.receiptNo, own],
  )
  registering = { ticket: draft?.ticket, receiptNo: draft?.receiptNo, registrationId: row?.id }
  const me = await filer.call(readMe, {})
  const invitation = await principal.call(invite, {
    name: '示例吴',
    role: 'filer',
    enterpriseId: own,
    unitId: null,
  })
  const rosterId = '00000000-0000-7000-8000-0000000000aa'
  await app.sql(
    `insert into rosters (id, unit_id, scope_code, name, level, period_from, created_by)
     values ($1, $2, 'government-quality-award', '示例名单', 'county', '2026-01-01', $1)`,
    [rosterId, unitId],
  )
  await app.sql(
    `insert into roster_versions (unit_id, id, roster_id, kind, status, no, effective_on, created_by, signed_at, signed_by)
     values ($2, $1, $1, 'record', 'signed', 1, '2026-01-01', $1, now(), $1)`,
    [rosterId, unitId],
  )
  await app.sql(
    `insert into roster_events (enterprise_id, id, roster_id, kind, effective_on, recorded_by, version_no)
     values ($1, gen_random_uuid(), $2, 'enter', '2026-01-01', $2, 1)`,
    [own, rosterId],
  )
  await app.sql(
    `insert into cultivation_plans (unit_id, id, year, years, no, created_by) values ($1, $2, 2030, 2, 1, $2)`,
    [unitId, rosterId],
  )
  await app.sql(
    `insert into cultivation_plan_members (unit_id, plan_id, enterprise_id, name, credit_code, year)
     values ($1, $2, $3, '示例', '示例', 2030)`,
    [unitId, rosterId, own],
  )
  await app.sql(
    `update cultivation_plans set status = 'submitted', submitted_at = now(), as_of_on = '2030-01-01', known_at = now(),
       parent_id = (select parent_id from org_units where id = $1) where id = $2`,
    [unitId, rosterId],
  )
  await app.sql(
    `insert into roster_version_rows (unit_id, version_id, seq, outcome, enterprise_id) values ($2, $1, 1, 'same', $3)`,
    [rosterId, unitId, own],
  )
  await sampleOfReports(unitId, unit('market-360900'))
  await sampleOfIncidents(app.sql, own)
  await sampleOfWorkbench(own)
  await sampleOfUpkeep({ own, other, unitId, otherUnitId: unit('market-360981'), any: rosterId })
  const supervisionId = '00000000-0000-7000-8000-0000000000bb'
  await app.sql(
    `insert into supervisions (unit_id, id, issuer_id, year, seq, title, body, due_on)
     values ($1, $2, $3, 2026, 1, '示例', '示例', '2026-12-01')`,
    [unitId, supervisionId, unit('market-360900')],
  )
  const vetoId = '00000000-0000-7000-8000-0000000000ee'
  await app.sql(
    `insert into vetoes (enterprise_id, id, number, state, subject_kind, subject_text, extent, acts, clause, requirement, facts, risk,
       measures, raised_at, raised_by, raised_by_name, raised_as, search)
     values ($1, $2, 'FJ-2026-001', 'in-force', 'release', '示例', '', '{release}', '', '', '', '', '', '2026-11-01', $2, '示例周', 'cqo', '')`,
    [own, vetoId],
  )
  await app.sql(
    `insert into opinions (enterprise_id, id, search, changed_at, number, title, kind, matter, body, status, author, put_on, addressee)
     values ($1, $2, '', now(), 'YJ-2026-001', '示例', 'proposal', 'business', '示例', 'waiting', '示例周', '2026-11-01', '企业负责人')`,
    [own, rosterId],
  )
  ids = {
    vetoId,
    supervisionId,
    rosterId,
    enterpriseId: own,
    accountId: me.accountId,
    grantId: me.grant.id,
    invitationId: invitation.id,
    unitId,
    filingId: submitted.id,
    appointmentId: submitted.appointmentId,
    fileId: submitted.scans[0]?.fileId ?? '',
  }
})
afterAll(() => app.close())

/** A pack that the county has sent to the city, and a key that it has entered. */
async function sampleOfReports(unitId: string, receiverId: string) {
  await app.sql(
    `insert into report_packs (unit_id, id, status, receiver_id, delivery, period_key, period_label, period_from, period_to, as_of,
       created_at, number, year, no, chain_no, sha256, cover, file, sent_at)
     values ($1, $3, 'sent', $2, 'here', '2026-Q4', '示例', '2026-10-01', '2026-12-31', '2026-11-01', now(), '360902-2026-001', 2026, 1,
       1, '\\x00', '{}', '\\x00', now())`,
    [unitId, receiverId, packId],
  )
  await app.sql(
    `insert into report_peer_keys (unit_id, id, peer_id, key_id, spoken, signing_public, agreement_public, status, entered_by,
       entered_by_name, entered_at)
     values ($1, $3, $2, decode(repeat('00', 32), 'hex'), '', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'),
       'entered', $3, '示例', now())`,
    [unitId, receiverId, peerKeyId],
  )
}

/** What verbs of the workbench load before the policy is asked. */
async function sampleOfWorkbench(own: string) {
  await app.sql(
    `insert into actions (enterprise_id, id, source_kind, source_id, source_number, source_path, kind, what, search, created_at, changed_at)
     values ($1, $2, 'incident', $2, '示例', 'incidents/x', 'task', '示例', '', now(), now())`,
    [own, anyId],
  )
}

/** A row of the enterprise in each table of 名录维护 and 标签. */
async function sampleOfUpkeep(of: {
  own: string
  other: string
  unitId: string
  otherUnitId: string
  any: string
}) {
  const { own, other, unitId, otherUnitId, any } = of
  await app.sql(
    `insert into enterprise_state_events (enterprise_id, id, kind, effective_on) values ($1, gen_random_uuid(), 'added', '2026-01-01')`,
    [own],
  )
  await app.sql(
    `insert into handovers (enterprise_id, id, enterprise_name, credit_code, from_unit_id, to_unit_id, proposed_by_unit,
       proposed_by, effective_on, reason) values ($1, $4, '示例', '示例', $2, $3, $2, $4, '2026-01-01', '示例')`,
    [own, unitId, otherUnitId, any],
  )
  // Said by the enterprise itself, so that it may take it back.
  await app.sql(
    `insert into credential_records (enterprise_id, id, kind, held, said_by, as_of, source, recorded_at)
     values ($1, $2, 'letter', true, '示例', '2026-01-01', 'survey', now())`,
    [own, any],
  )
  const [first, second] = [own, other].sort()
  await app.sql(
    `insert into duplicate_decisions (enterprise_id, id, other_id, decision, reason, unit_id, decided_by)
     values ($1, $4, $2, 'different', '示例', $3, $4)`,
    [first, second, unitId, any],
  )
  await app.sql(`insert into tags (unit_id, id, name, tone) values ($1, $2, '示例', 'blue')`, [unitId, any])
  await app.sql(`insert into enterprise_tags (enterprise_id, unit_id, tag_id) values ($1, $2, $3)`, [
    own,
    unitId,
    any,
  ])
}

async function ask(handled: Handled, standing: Standing): Promise<'allowed' | string> {
  try {
    await perform(app.installation, handled, {
      input: sampleInput(handled, ids, registering),
      token: tokens.get(standing),
      rehearse: true,
    })
    return 'allowed'
  } catch (error) {
    if (error instanceof Refused) return error.problem.code
    throw error
  }
}

const handlers = capabilities.flatMap((capability) => capability.handlers)

describe('every operation, as everyone', () => {
  test('the oracle names every operation and no other', () => {
    expect(Object.keys(oracle).sort()).toEqual(handlers.map(({ operation }) => operation.name).sort())
  })

  test.each(
    handlers.map((handled) => [handled.operation.name, handled] as const),
  )('%s', async (name, handled) => {
    for (const standing of standings) {
      const answer = await ask(handled, standing)
      const expected = oracle[name]?.includes(standing)
        ? ['allowed']
        : standing === 'visitor'
          ? ['sign-in-required']
          : ['forbidden', 'not-found']
      expect(expected, `${name} as ${standing}: ${answer}`).toContain(answer)
    }
  })

  test.each(
    handlers.map((handled) => [handled.operation.name, handled] as const),
  )('%s over HTTP, signed out', async (name, handled) => {
    if (oracle[name]?.includes('visitor')) return
    const { operation } = handled
    const input = sampleInput(handled, ids, registering)
    const path = operation.path.replace(/:([A-Za-z]+)/g, (_, key: string) => String(input[key]))
    const rest = Object.fromEntries(
      Object.entries(input).filter(([key]) => !operation.path.includes(`:${key}`)),
    )
    const inBody = operation.method !== 'GET' && !operation.takesBytes
    const query = inBody ? '' : `?${new URLSearchParams(said(rest))}`
    const answer = await fetch(`${app.baseUrl}/api${path}${query}`, {
      method: operation.method,
      headers: {
        'content-type': inBody ? 'application/json' : 'application/octet-stream',
        'idempotency-key': 'signed-out-1',
      },
      ...(operation.method !== 'GET' && { body: inBody ? JSON.stringify(rest) : 'x' }),
    })
    expect(answer.status, await answer.clone().text()).toBe(401)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

describe('rows in the database, under the application role', () => {
  test('are seen by those and only those who may', async () => {
    const ofWorkbench = await workbenchTables()
    const tables = await app.sql<{ table_name: string }>(
      `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'enterprise_id'
       order by 1`,
    )
    const client = await app.database.pool.connect()
    try {
      for (const { table_name: table } of tables) {
        const [row] = await app.sql<{ n: number }>(
          `select count(*)::int as n from ${table} where enterprise_id = $1`,
          [ids.enterpriseId],
        )
        if (!row?.n) continue
        for (const standing of standings) {
          const { rows } = await client
            .query(
              `begin; ${await contextOf(standing)}; select count(*)::int as n from ${table}
              where enterprise_id = '${ids.enterpriseId}'; rollback`,
            )
            .then(
              (results) =>
                (results as unknown as { command: string; rows: { n: number }[] }[]).find(
                  (each) => each.command === 'SELECT',
                ) ?? { rows: [] },
            )
          const usual = ofWorkbench.includes(table) ? ownReaders : rowDefault
          const may = (rowOracle[table] ?? usual).includes(standing)
          expect((rows[0]?.n ?? 0) > 0, `${table} as ${standing}`).toBe(may)
        }
      }
    } finally {
      client.release()
    }
  })

  test('the application role owns nothing, and the trail can only grow', async () => {
    const owned = await app.sql(
      "select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'opencqo_app'",
    )
    expect(owned).toEqual([])
    const grants = await app.sql<{ privilege_type: string }>(
      `select privilege_type from information_schema.role_table_grants
        where grantee = 'opencqo_app' and table_name = 'audit_entries' order by 1`,
    )
    expect(grants.map((grant) => grant.privilege_type)).toEqual(['INSERT', 'SELECT'])
    for (const deed of [
      'update audit_entries set role = role',
      'delete from audit_entries',
      'truncate audit_entries',
      'select * from audit_heads',
    ]) {
      await expect(app.database.pool.query(deed)).rejects.toThrow(/permission denied/)
    }
  })

  test('every table with rows of its own has row-level security', async () => {
    const open = await app.sql<{ relname: string }>(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity order by 1`,
    )
    expect(open.map((table) => table.relname)).toEqual(['audit_heads', 'schema_migrations', 'unit_scope'])
  })
})

/** What a query says: a missing value is left out. */
function said(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).flatMap(([key, value]) => (value == null ? [] : [[key, String(value)]]))
}

async function contextOf(standing: Standing): Promise<string> {
  const token = tokens.get(standing)
  if (!token) return contextStatements({ kind: 'visitor', role: 'visitor' })
  const { hashToken } = await import('#platform/perform.ts')
  const { rows } = await app.database.pool.query('select * from session_actor($1)', [hashToken(token)])
  const [row] = rows
  const person = {
    accountId: row.account_id,
    sessionId: row.session_id,
    grantId: row.grant_id,
    name: row.name,
    role: row.role,
  }
  if (row.enterprise_id)
    return contextStatements({ ...person, kind: 'enterprise', enterpriseId: row.enterprise_id })
  if (row.unit_id)
    return contextStatements({ ...person, kind: 'unit', unitId: row.unit_id, unitIds: row.unit_ids })
  return contextStatements({ ...person, kind: 'admin' })
}
