import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { z } from 'zod'
import { type Actor, visitor } from './access/actor.ts'
import type { Policy } from './access/policy.ts'
import { type AuditEntry, appendAudit } from './audit/append.ts'
import { type Asker, contextStatements, kyselyOn, rollBack, type Tx } from './database/transaction.ts'
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

export type Handler<Op extends Operation = Operation, S = unknown> = {
  /** Loads what the operation is about; throws `notFound()` when the asker cannot see it. */
  subject?(ctx: Context, input: ParsedInputOf<Op>): Promise<S>
  policy: Policy<S>
  /** Only for signing in: may read accounts by their name. */
  as?: 'sign-in'
  /** The entry for the trail; every command has one. `null` when nothing was changed after all. */
  audit?(input: ParsedInputOf<Op>, subject: NoInfer<S>, output: OutputOf<Op>, actor: Actor): AuditEntry | null
  run(ctx: Context, input: ParsedInputOf<Op>, subject: S): Promise<z.input<Op['output']>>
}

export type Handled = { readonly operation: Operation; readonly handler: Handler<Operation, never> }

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

async function performAtOnce(
  installation: Installation,
  handled: Handled,
  request: Request,
): Promise<Answer> {
  const { operation, handler } = handled
  const input = parseInput(operation, request.input)
  const client = await installation.pool.connect()
  const after: Array<() => Promise<void> | void> = []
  let session: string | null | undefined
  let claimedBy: string | undefined
  try {
    const begin = operation.method === 'GET' ? 'BEGIN READ ONLY' : 'BEGIN'
    const actor = await identify(client, begin, request.token, () => {
      after.push(() => touch(installation, request.token ?? ''))
    })
    if (actor.kind === 'visitor' && !handler.policy.openBecause) throw signInRequired()
    const asker: Asker = handler.as ? { kind: handler.as, role: handler.as } : actor
    await client.query(contextStatements(asker))
    const ctx: Context = {
      tx: kyselyOn(client),
      actor,
      now: installation.now(),
      installation,
      body: request.body,
      address: request.address ?? '',
      afterCommit: (work) => void after.push(work),
      setSession: (token) => {
        session = token
      },
      keepAndRefuse: (error) => {
        throw new KeptRefusal(error)
      },
    }
    const subject = (await handler.subject?.(ctx, input)) as never
    const verdict = handler.policy(actor, subject)
    if (verdict !== true) throw actor.kind === 'visitor' ? signInRequired() : forbidden({ detail: verdict })
    if (request.rehearse) {
      await rollBack(client)
      return { output: undefined }
    }
    const known = isCommand(operation) ? await claimKey(client, operation, actor, request, input) : undefined
    if (!known && 'accountId' in actor) claimedBy = actor.accountId
    const output = known ? known.answer : operation.output.parse(await handler.run(ctx, input, subject))
    if (!known) {
      const entry = handler.audit?.(input, subject, output as never, actor)
      if (entry) await appendAudit(client, actor, entry)
      if (isCommand(operation)) await keepAnswer(client, actor, request, output)
    }
    await client.query('COMMIT')
    client.release()
    for (const work of after) await work()
    return session === undefined ? { output } : { output, session }
  } catch (error) {
    if (error instanceof KeptRefusal) {
      await commitRefusal(client, claimedBy, request)
      throw error.refusal
    }
    await rollBack(client)
    throw error
  }
}

/** What was written stays, but the key is free again: a refused call has no answer to be repeated. */
async function commitRefusal(client: pg.PoolClient, claimedBy: string | undefined, request: Request) {
  try {
    if (claimedBy && request.idempotencyKey) {
      const key = [claimedBy, request.idempotencyKey]
      await client.query('delete from idempotency_keys where account_id = $1 and key = $2', key)
    }
    await client.query('COMMIT')
  } catch (error) {
    await rollBack(client)
    throw error
  }
  client.release()
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

async function identify(
  client: pg.PoolClient,
  begin: string,
  token: string | undefined,
  stale: () => void,
): Promise<Actor> {
  const began = client.query(begin)
  if (!token) {
    await began
    return visitor
  }
  const [, found] = await Promise.all([
    began,
    client.query<SessionRow>('select * from session_actor($1)', [hashToken(token)]),
  ])
  const row = found.rows[0]
  if (!row) return visitor
  if (row.stale) stale()
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

/** Takes the key, or gives the answer that an earlier call with it got; waits while that call is under way. */
async function claimKey(
  client: pg.PoolClient,
  operation: Operation,
  actor: Actor,
  request: Request,
  input: unknown,
): Promise<{ answer: unknown } | undefined> {
  if (!('accountId' in actor)) return undefined
  const key = request.idempotencyKey
  if (!key || key.length < 8 || key.length > 200) {
    throw malformedRequest({
      detail: '请求头 Idempotency-Key：没有或长度不对。请为每一次办理生成 8 至 200 个字符的编号。',
    })
  }
  const hash = createHash('sha256').update(JSON.stringify(input)).digest()
  const taken = await client.query(
    `insert into idempotency_keys (account_id, key, operation, request_hash) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [actor.accountId, key, operation.name, hash],
  )
  if (taken.rowCount === 1) return undefined
  const { rows } = await client.query(
    'select operation, request_hash, answer from idempotency_keys where account_id = $1 and key = $2',
    [actor.accountId, key],
  )
  if (rows[0]?.operation !== operation.name || !hash.equals(rows[0].request_hash)) throw keyReused()
  return { answer: rows[0].answer }
}

async function keepAnswer(client: pg.PoolClient, actor: Actor, request: Request, output: unknown) {
  if (!('accountId' in actor)) return
  await client.query('update idempotency_keys set answer = $3 where account_id = $1 and key = $2', [
    actor.accountId,
    request.idempotencyKey,
    JSON.stringify(output),
  ])
}
