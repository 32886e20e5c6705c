import { sql } from 'kysely'
import type { Source } from '#platform/declared-queries.ts'
import { newId } from '#platform/ids.ts'
import { addLedgerEvent } from '#platform/ledger/events-store.ts'
import { searchTextOf } from '#platform/ledger/store-of.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { LARGEST_LINE } from './domain.ts'
import { mustBeCredible } from './ledger-rules.ts'
import { costProposals } from './ledgers.ts'
import { accountByCode, ensureChart } from './store.ts'

/** What another record says that it costs. */
export type ProposedCost = {
  readonly enterpriseId: string
  readonly source: Source
  /** Tells the lines of one source apart: `scrap`, `rework`. */
  readonly line: string
  /** Code of the chart: `301`. Where the enterprise has none of that code, whoever takes it chooses the account. */
  readonly account: string
  /** YYYY-MM, in which it arose. */
  readonly month: string
  /** 分, the whole amount as it is known now; 0 takes a pending proposal back. */
  readonly amountFen: number
  readonly what: string
  readonly departmentId?: string | null
  readonly productId?: string | null
}

/**
 * Proposes a line of cost, in the transaction of the source's own deed. Asked again for the same line of the same source it changes
 * what is pending; what was taken stays, and the difference is proposed as a further step; what was refused is proposed
 * again only when the amount is another one. @throws invalidInput (more than 100 亿元)
 */
export async function proposeCost(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  cost: ProposedCost,
): Promise<void> {
  mustBeCredible(cost.amountFen, '金额', LARGEST_LINE)
  await ensureChart(ctx.tx, cost.enterpriseId, ctx.now)
  // Two deeds of one source wait for each other here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cost of ${cost.source.kind} ${cost.source.id}`}, 0))`.execute(
    ctx.tx,
  )
  const steps = await stepsOf(ctx, cost)
  const last = steps.at(-1)
  const taken = steps.reduce((sum, step) => (step.state === 'taken' ? sum + step.amount : sum), 0)
  const amount = cost.amountFen - taken
  if (last && last.state !== 'taken') {
    if (last.state === 'refused' && last.amount === amount) return
    await proposeAgain(ctx, cost, last.id, amount)
  } else if (amount !== 0) {
    await insertProposal(ctx, cost, { step: (last?.step ?? 0) + 1, amount })
  }
}

type Step = { id: string; step: number; state: string; amount: number }

async function stepsOf({ tx }: Pick<Context, 'tx'>, { enterpriseId, source, line }: ProposedCost) {
  const { rows } = await sql<Step>`
    select id, step, standing as state, amount::float8 as amount from cost_proposals
     where enterprise_id = ${enterpriseId} and source_kind = ${source.kind} and source_id = ${source.id} and source_line = ${line}
     order by step for update`.execute(tx)
  return rows
}

const textsOf = ({ what, source }: ProposedCost) => {
  const values = { what: [...what].slice(0, 200).join(''), sourceNumber: source.number }
  return { ...values, search: searchTextOf(costProposals, values) }
}

async function proposeAgain(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  cost: ProposedCost,
  id: string,
  amount: number,
) {
  const { what, search } = textsOf(cost)
  const account = await accountByCode(ctx.tx, cost.enterpriseId, cost.account)
  const state = amount === 0 ? 'withdrawn' : 'pending'
  // Nothing to tell when nothing is different: whoever has it open is not disturbed.
  const { rows } = await sql<{ id: string }>`
    update cost_proposals set version = version + 1, changed_at = ${ctx.now}, search = ${search}, month = ${cost.month},
           account_code = ${cost.account}, account = ${account}, department = ${cost.departmentId ?? null}, product = ${cost.productId ?? null},
           amount = ${amount}, what = ${what}, standing = ${state}, reason = null, decided_by = null, decided_on = null
     where enterprise_id = ${cost.enterpriseId} and id = ${id}
       and (month, account_code, department, product, amount, what, standing) is distinct from
           (${cost.month}, ${cost.account}, ${cost.departmentId ?? null}::uuid, ${cost.productId ?? null}::uuid, ${amount}::bigint, ${what}, ${state})
    returning id`.execute(ctx.tx)
  if (rows.length === 0) return
  await addLedgerEvent(
    ctx.tx,
    costProposals,
    { enterpriseId: cost.enterpriseId, id, at: ctx.now, actor: ctx.actor },
    { kind: amount === 0 ? 'withdrawn' : 'proposed-again', note: cost.source.number },
  )
}

async function insertProposal(
  ctx: Pick<Context, 'tx' | 'now' | 'actor'>,
  cost: ProposedCost,
  { step, amount }: { step: number; amount: number },
) {
  const { enterpriseId, source } = cost
  const { what, search } = textsOf(cost)
  const id = newId()
  const account = await accountByCode(ctx.tx, enterpriseId, cost.account)
  await sql`
    insert into cost_proposals (enterprise_id, id, search, changed_at, source_kind, source_id, source_line, step, source_number, source_path,
           month, account_code, account, department, product, amount, what, proposed_on, standing)
    values (${enterpriseId}, ${id}, ${search}, ${ctx.now}, ${source.kind}, ${source.id}, ${cost.line}, ${step}, ${source.number}, ${source.path},
           ${cost.month}, ${cost.account}, ${account}, ${cost.departmentId ?? null}, ${cost.productId ?? null}, ${amount}, ${what},
           ${civilDateOf(ctx.now)}, 'pending')`.execute(ctx.tx)
  await addLedgerEvent(
    ctx.tx,
    costProposals,
    { enterpriseId, id, at: ctx.now, actor: ctx.actor },
    { kind: 'proposed', note: source.number },
  )
}
