import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { newId } from '#platform/ids.ts'
import { type Handled, hashToken } from '#platform/perform.ts'
import { listFilingsHandler } from '#registry/filings/operations/list-filings.ts'
import { readFilingHandler } from '#registry/filings/operations/read-filing.ts'
import { submitFilingHandler } from '#registry/filings/operations/submit-filing.ts'
import { BUSY_UNITS } from './generator/country.ts'
import type { LoadTask } from './load.ts'
import type { Variables } from './recording.ts'

export type BenchCase = {
  name: string
  /** The ratio to reach. */
  least: number
  handled: Handled
  targets: Variables[]
  /** Each target serves once, then it is put back by `reset`. */
  once: boolean
  input(target: Variables): Record<string, unknown>
  /** Finds the one statement that the table shows bare. */
  main: RegExp
  reset?(owner: pg.ClientBase): Promise<void>
}

const MOST_DRAFTS = 12_000
const MOST_READ = 2000

export async function prepareCases(owner: pg.ClientBase): Promise<BenchCase[]> {
  await owner.query(`delete from sessions where label = 'bench'`)
  await resetSubmissions(owner)
  const officers = await sessionsOf(owner, 'county-officer')
  const filers = await sessionsOf(owner, 'filer')
  const reading = (await filingsToRead(owner)).map((row) => ({
    ...row,
    token: officers.get(row.unitId) ?? '',
  }))
  const drafts = (await draftsToSubmit(owner)).map((row) => ({
    ...row,
    token: filers.get(row.enterpriseId) ?? '',
    key: newId(),
  }))
  const ofFiling = ({ enterpriseId, filingId }: Variables) => ({ enterpriseId, filingId })
  return [
    {
      name: 'filing.read',
      least: 0.5,
      handled: readFilingHandler,
      targets: reading,
      once: false,
      input: ofFiling,
      main: /from "filings" as "f"/,
    },
    {
      name: 'filing.list',
      least: 0.5,
      handled: listFilingsHandler,
      targets: [...officers].map(([unitId, token]) => ({ unitId, token })),
      once: false,
      input: ({ unitId }) => ({ unitId, status: 'registered', limit: '20' }),
      main: /order by/,
    },
    {
      name: 'filing.submit',
      least: 0.4,
      handled: submitFilingHandler,
      targets: drafts,
      once: true,
      input: (target) => ({ ...ofFiling(target), version: 3 }),
      main: /update "filings"/,
      reset: resetSubmissions,
    },
  ]
}

async function sessionsOf(
  owner: pg.ClientBase,
  role: 'county-officer' | 'filer',
): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ account_id: string; id: string; place: string }>(
    `select account_id, id, coalesce(unit_id, enterprise_id) as place from grants g
      where role = $1 and (unit_id is not null or exists (
        select 1 from filings f where f.enterprise_id = g.enterprise_id and f.status = 'draft'))
      order by id limit $2`,
    [role, role === 'filer' ? MOST_DRAFTS : BUSY_UNITS],
  )
  const sessions = rows.map((row) => ({
    ...row,
    session: newId(),
    token: randomBytes(32).toString('base64url'),
  }))
  await owner.query(
    `insert into sessions (id, token_hash, kind, label, account_id, grant_id, expires_at, idle_seconds)
     select s.id, decode(s.hash, 'hex'), 'token', 'bench', s.account_id, s.grant_id, now() + interval '1 day', 86400
       from jsonb_to_recordset($1) as s (id uuid, hash text, account_id uuid, grant_id uuid)`,
    [
      JSON.stringify(
        sessions.map((each) => ({
          id: each.session,
          hash: hashToken(each.token).toString('hex'),
          account_id: each.account_id,
          grant_id: each.id,
        })),
      ),
    ],
  )
  return new Map(sessions.map(({ place, token }) => [place, token]))
}

type FilingTarget = { enterpriseId: string; filingId: string; unitId: string; appointmentId: string }

const columns = `f.enterprise_id as "enterpriseId", f.id as "filingId", f.unit_id as "unitId", f.appointment_id as "appointmentId"`

async function filingsToRead(owner: pg.ClientBase): Promise<FilingTarget[]> {
  const { rows } = await owner.query(
    `select ${columns} from filings f
      where f.status = 'registered' and f.unit_id in (select unit_id from grants where role = 'county-officer')
      order by md5(f.id::text) limit $1`,
    [MOST_READ],
  )
  return rows
}

async function draftsToSubmit(owner: pg.ClientBase): Promise<(FilingTarget & { accountId: string })[]> {
  const { rows } = await owner.query(
    `select ${columns}, g.account_id as "accountId" from filings f
       join grants g on g.enterprise_id = f.enterprise_id and g.role = 'filer'
       join sessions s on s.grant_id = g.id and s.label = 'bench'
      where f.status = 'draft' and f.confirmed_at is not null order by md5(f.id::text)`,
  )
  return rows
}

/** Puts what a bench has submitted back to confirmed drafts: by their version, which no generated filing has. */
export async function resetSubmissions(owner: pg.ClientBase): Promise<void> {
  await owner.query(
    `with back as (
       update filings set status = 'draft', version = 3, submitted_at = null, verdict = null, outcome = null, pack_id = null,
              pack_version = null, pack_hash = null, procedure = null, procedure_pack_id = null, procedure_pack_version = null,
              procedure_pack_hash = null, asked = null, chain = '[]', desk_unit_id = null, desk_step = null, desk_due_on = null
        where version = 4 returning enterprise_id, id)
     delete from filing_events e using back
      where e.enterprise_id = back.enterprise_id and e.filing_id = back.id and e.kind = 'submitted'`,
  )
  await owner.query('truncate notices cascade')
  await owner.query('truncate idempotency_keys')
  await owner.query('vacuum analyze filings, filing_events, notices, idempotency_keys')
}

/** A request of ours as it travels. */
export function requestOf(each: BenchCase, target: Variables): LoadTask['requests'][number] {
  const { operation } = each.handled
  const input = each.input(target)
  const path = operation.path.replace(/:([A-Za-z]+)/g, (_, key: string) => String(input[key]))
  const rest = Object.entries(input).filter(([key]) => !operation.path.includes(`:${key}`))
  const query = new URLSearchParams(rest.map(([key, value]) => [key, String(value)])).toString()
  const headers = {
    authorization: `Bearer ${target.token}`,
    ...(target.key && { 'idempotency-key': target.key }),
  }
  if (operation.method === 'GET')
    return { method: 'GET', path: `/api${path}${query && `?${query}`}`, headers }
  return {
    method: operation.method,
    path: `/api${path}`,
    headers,
    body: JSON.stringify(Object.fromEntries(rest)),
  }
}
