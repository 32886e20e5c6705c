import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { z } from 'zod'
import { type Actor, visitor } from './access/actor.ts'
import type { Policy } from './access/policy.ts'
import { type AuditEntry, appendAudit, inWorkbench } from './audit/append.ts'
import { contextStatements, endUnseen, kyselyOn, rollBack, type Tx } from './database/transaction.ts'
import type { Sealer } from './encryption/sealer.ts'
import { spool } from './files/spool.ts'
import type { FileVault } from './files/vault.ts'
import type { Jobs } from './jobs/jobs.ts'
import {
  forbidden,
  invalidInput,
  isCommand,
  keyReused,
  malformedRequest,
  type Operation,
  type OutputOf,
  type ParsedInputOf,
  signInRequired,
} from './operation.ts'
import { problemsOf } from './problems.ts'

/** What the whole installation shares. */
export type Installation = {
  readonly pool: pg.Pool
  readonly sealer: Sealer
  readonly vault: FileVault
  readonly jobs: Jobs
  readonly demo: boolean
  readonly now: () => Date
}

/** What a verb works with. */
export type Context = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly installation: Installation
  /** The body of an operation that takes bytes. */
  readonly body: AsyncIterable<Uint8Array> | undefined
  readonly address: string
  /** Done after the commit, e.g. waking a job; what must not be lost goes into the transaction instead. */
  afterCommit(work: () => Promise<void> | void): void
  /** Sets or clears the session cookie of a browser. */
  setSession(token: string | null): void
  /** Keeps what has been written although the operation is refused, e.g. a counted sign-in failure. */
  keepAndRefuse(error: Error): never
}

/**
 * What a subject is loaded with. Row-level security is set, but who asks is only on its way: the queries travel together,
 * and a subject that needs the actor waits for it.
 */
export type Loading = Pick<Context, 'tx' | 'now' | 'installation'> & { readonly asking: Promise<Actor> }

export type Handler<Op extends Operation = Operation, S = unknown> = {
  /** Loads what the operation is about; throws `notFound()` when the asker cannot see it. Reads only. */
  subject?(ctx: Loading, input: ParsedInputOf<Op>): Promise<S>
  policy: Policy<S>
  /** Only for signing in: may read accounts by their name. */
  as?: 'sign-in'
  /** The entry for the trail; every command has one. `null` when nothing was changed after all. */
  audit?(input: ParsedInputOf<Op>, subject: NoInfer<S>, output: OutputOf<Op>, actor: Actor): AuditEntry | null
  run(ctx: Context, input: ParsedInputOf<Op>, subject: S): Promise<z.input<Op['output']>>
}

export type Handled = {
  readonly operation: Operation
  readonly handler: Handler<Operation, never>
  /** Of an enterprise's workbench: its entries stand in the chain that no bureau reads. */
  readonly ofWorkbench?: true
}

/** Ties an operation to what the server does for it. */
export function handle<Op extends Operation, S = undefined>(op: Op, handler: Handler<Op, S>): Handled {
  if (isCommand(op) && !handler.audit)
    throw new Error(`${op.name} changes something and names no audit entry`)
  return { operation: op, handler: handler as unknown as Handler<Operation, never> }
}

export type Request = {
  input: unknown
  /** Opaque session or bearer token. */
  token?: string | undefined
  idempotencyKey?: string | undefined
  body?: AsyncIterable<Uint8Array> | undefined
  address?: string
  /** Stops after the policy and rolls back: asks only whether this would be allowed. */
  rehearse?: boolean
}

export type Answer = { output: unknown; session?: string | null }

class KeptRefusal extends Error {
  readonly refusal: Error
  constructor(refusal: Error) {
    super('kept')
    this.refusal = refusal
  }
}

/**
 * The one path: parse → who asks → transaction with row-level security → subject → policy → run → audit → commit.
 * A body is taken in between a rehearsal, which says whether it is wanted, and the transaction that uses it.
 */
export async function perform(
  installation: Installation,
  handled: Handled,
  request: Request,
): Promise<Answer> {
  const { takesBytes } = handled.operation
  if (!takesBytes || !request.body || request.rehearse) return performAtOnce(installation, handled, request)
  await performAtOnce(installation, handled, { ...request, rehearse: true })
  const spooled = await spool(request.body, installation.vault.uploads, takesBytes.limit)
  try {
    return await performAtOnce(installation, handled, { ...request, body: spooled.body })
  } finally {
    await spooled.remove()
  }
}

/** What is done once the transaction has ended well. */
type Afterwards = { readonly work: Array<() => Promise<void> | void>; session?: string | null }

async function performAtOnce(
  installation: Installation,
  handled: Handled,
  request: Request,
): Promise<Answer> {
  const { operation, handler } = handled
  const input = parseInput(operation, request.input)
  if (!request.token && !handler.policy.openBecause) throw signInRequired()
  const client = await installation.pool.connect()
  const after: Afterwards = { work: [] }
  try {
    const asking = enter(client, handled, request, () => {
      after.work.push(() => touch(installation, request.token ?? ''))
    })
    const loading: Loading = { tx: kyselyOn(client), now: installation.now(), installation, asking }
    // Sent together and answered in one round trip; looked at in this order.
    const [entered, claimed, loaded] = await Promise.allSettled([
      asking,
      claimKey(client, handled, request, input),
      handler.subject?.(loading, input),
    ])
    const actor = settled(entered)
    if (actor.kind === 'visitor' && !handler.policy.openBecause) throw signInRequired()
    const known = 'accountId' in actor ? knownAnswer(claimed) : undefined
    if (known) {
      await rollBack(client)
      return { output: known.answer }
    }
    const subject = settled(loaded) as never
    const verdict = handler.policy(actor, subject)
    if (verdict !== true) throw actor.kind === 'visitor' ? signInRequired() : forbidden({ detail: verdict })
    if (request.rehearse) {
      await rollBack(client)
      return { output: undefined }
    }
    if ('accountId' in actor) settled(claimed)
    const ctx = contextOf(loading, actor, request, after)
    const output = operation.output.parse(await handler.run(ctx, input, subject))
    if (operation.method === 'GET') endUnseen(client)
    else {
      const entry = handler.audit?.(input, subject, output as never, actor)
      await Promise.all([
        entry && appendAudit(client, actor, handled.ofWorkbench ? inWorkbench(entry) : entry),
        isCommand(operation) && keepAnswer(client, actor, request, output),
        commit(client),
      ])
      client.release()
    }
    for (const work of after.work) await work()
    return after.session === undefined ? { output } : { output, session: after.session }
  } catch (error) {
    if (error instanceof KeptRefusal) {
      await commitRefusal(client, operation, request)
      throw error.refusal
    }
    await rollBack(client, error)
    throw error
  }
}

function contextOf(loading: Loading, actor: Actor, request: Request, after: Afterwards): Context {
  const { tx, now, installation } = loading
  return {
    tx,
    now,
    installation,
    actor,
    body: request.body,
    address: request.address ?? '',
    afterCommit: (work) => void after.work.push(work),
    setSession: (token) => {
      after.session = token
    },
    keepAndRefuse: (error) => {
      throw new KeptRefusal(error)
    },
  }
}

/** Whoever repeats what he did gets the answer he got, though the deed itself may have taken the matter out of his hands. */
function knownAnswer(claimed: PromiseSettledResult<Claim>): Claim {
  return claimed.status === 'fulfilled' ? claimed.value : undefined
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** What was written stays, but the key is free again: a refused call has no answer to be repeated. */
async function commitRefusal(client: pg.PoolClient, operation: Operation, request: Request) {
  try {
    await Promise.all([
      isCommand(operation) &&
        client.query('delete from idempotency_keys where account_id = app_account() and key = $1', [
          request.idempotencyKey,
        ]),
      commit(client),
    ])
  } catch (error) {
    await rollBack(client, error)
    throw error
  }
  client.release()
}

/** What was sent before it may have failed: then PostgreSQL answers COMMIT with ROLLBACK. */
async function commit(client: pg.PoolClient) {
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('the transaction had failed before its end')
}

function parseInput(operation: Operation, raw: unknown) {
  const parsed = operation.input.safeParse(raw ?? {})
  if (parsed.success) return parsed.data
  const errors = problemsOf(parsed.error, operation.labels)
  throw invalidInput({ detail: errors.map((e) => e.message).join(''), errors })
}

type SessionRow = {
  session_id: string
  grant_id: string
  account_id: string
  name: string
  role: never
  enterprise_id: string | null
  unit_id: string | null
  unit_ids: string[]
  stale: boolean
}

/** Begins the transaction, finds who asks and sets row-level security for him. */
async function enter(
  client: pg.PoolClient,
  { operation, handler }: Handled,
  request: Request,
  stale: () => void,
): Promise<Actor> {
  const began = client.query(operation.method === 'GET' ? 'BEGIN READ ONLY' : 'BEGIN')
  const [row] = await Promise.all([request.token ? enterSession(client, request.token) : undefined, began])
  if (row?.stale) stale()
  const actor = actorOf(row)
  if (handler.as) await client.query(contextStatements({ kind: handler.as, role: handler.as }))
  else if (!row) await client.query(contextStatements(visitor))
  return actor
}

async function enterSession(client: pg.PoolClient, token: string) {
  const { rows } = await client.query<SessionRow>({
    name: 'enter',
    text: 'select * from enter_session($1)',
    values: [hashToken(token)],
  })
  return rows[0]
}

function actorOf(row: SessionRow | undefined): Actor {
  if (!row) return visitor
  const person = {
    accountId: row.account_id,
    sessionId: row.session_id,
    grantId: row.grant_id,
    name: row.name,
    role: row.role,
  }
  if (row.enterprise_id) return { ...person, kind: 'enterprise', enterpriseId: row.enterprise_id }
  if (row.unit_id) return { ...person, kind: 'unit', unitId: row.unit_id, unitIds: row.unit_ids }
  return { ...person, kind: 'admin' }
}

/** Moves the idle clock; `stale` sessions are touched at most once a minute. */
async function touch(installation: Installation, token: string) {
  await installation.pool.query('select touch_session($1)', [hashToken(token)])
}

/** Tokens are random; a plain digest is enough to keep them out of the database. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The answer that an earlier call with the key got; undefined when the key is new. */
type Claim = { readonly answer: unknown } | undefined

/** Takes the key, or gives the answer that an earlier call with it got; waits while that call is under way. */
async function claimKey(
  client: pg.PoolClient,
  { operation }: Handled,
  request: Request,
  input: unknown,
): Promise<Claim> {
  if (!isCommand(operation) || request.rehearse || !request.token) return undefined
  const key = request.idempotencyKey
  if (!key || key.length < 8 || key.length > 200) {
    throw malformedRequest({
      detail: '请求头 Idempotency-Key：没有或长度不对。请为每一次办理生成 8 至 200 个字符的编号。',
    })
  }
  const hash = createHash('sha256').update(JSON.stringify(input)).digest()
  // The account is the one that enter_session() has just set: this statement does not wait for its answer.
  const taken = await client.query({
    name: 'claim',
    text: `insert into idempotency_keys (account_id, key, operation, request_hash)
           select app_account(), $1, $2, $3 where app_account() is not null on conflict do nothing`,
    values: [key, operation.name, hash],
  })
  if (taken.rowCount === 1) return undefined
  const { rows } = await client.query(
    'select operation, request_hash, answer from idempotency_keys where account_id = app_account() and key = $1',
    [key],
  )
  if (!rows[0]) return undefined
  if (rows[0].operation !== operation.name || !hash.equals(rows[0].request_hash)) throw keyReused()
  return { answer: rows[0].answer }
}

async function keepAnswer(client: pg.PoolClient, actor: Actor, request: Request, output: unknown) {
  if (!('accountId' in actor)) return
  await client.query({
    name: 'keep-answer',
    text: 'update idempotency_keys set answer = $3 where account_id = $1 and key = $2',
    values: [actor.accountId, request.idempotencyKey, JSON.stringify(output)],
  })
}
