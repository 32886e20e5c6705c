import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { recallRate } from './domain.ts'
import type { PaperKind, RecallCost, RecallEvent, RecallFigures, RecallPaper } from './dossier/contract.ts'
import type { RecallEventKind, RecallScheme } from './schemes/contract.ts'

export type OfRecall = { readonly enterpriseId: string; readonly recordId: string }

export type Particulars = {
  readonly knownAt: Date
  readonly what: string
  readonly conditions: string[]
  readonly scheme: RecallScheme
  readonly plan: Readonly<Record<string, string>>
  readonly incidentId: string | null
  readonly vetoId: string | null
}

const ofRecall = ({ enterpriseId, recordId }: OfRecall) =>
  sql`enterprise_id = ${enterpriseId} and recall_id = ${recordId}`

export async function insertParticulars(tx: Tx, of: OfRecall, made: Particulars, at: Date): Promise<void> {
  await sql`
    insert into recall_particulars (enterprise_id, recall_id, known_at, recorded_at, what, conditions, scheme, incident_id, veto_id)
    values (${of.enterpriseId}, ${of.recordId}, ${made.knownAt}, ${at}, ${made.what}, ${made.conditions}, ${JSON.stringify(made.scheme)},
            ${made.incidentId}, ${made.vetoId})`.execute(tx)
}

export async function getParticulars(tx: Tx, of: OfRecall): Promise<Particulars> {
  const { rows } = await sql<Particulars>`
    select known_at as "knownAt", what, conditions, scheme, plan, incident_id as "incidentId", veto_id as "vetoId"
      from recall_particulars where ${ofRecall(of)}`.execute(tx)
  if (!rows[0]) throw new Error('a recall without its particulars')
  return rows[0]
}

export async function updateParticulars(
  tx: Tx,
  of: OfRecall,
  to: Pick<Particulars, 'what' | 'conditions' | 'scheme' | 'plan'>,
): Promise<void> {
  await sql`
    update recall_particulars set what = ${to.what}, conditions = ${to.conditions}, scheme = ${JSON.stringify(to.scheme)},
           plan = ${JSON.stringify(to.plan)} where ${ofRecall(of)}`.execute(tx)
}

export async function lockRecall(tx: Tx, of: OfRecall): Promise<void> {
  await sql`select 1 from recalls where enterprise_id = ${of.enterpriseId} and id = ${of.recordId} for update`.execute(
    tx,
  )
}

type EventRow = Omit<RecallEvent, 'at' | 'recordedAt'> & { at: Date; recordedAt: Date }

/** In the order in which it happened. */
export async function findEvents(tx: Tx, of: OfRecall): Promise<RecallEvent[]> {
  const { rows } = await sql<EventRow>`
    select id, kind, at, recorded_at as "recordedAt", by_name as "byName", to_whom as "toWhom", how, note
      from recall_events where ${ofRecall(of)} order by at, id`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), recordedAt: row.recordedAt.toISOString() }))
}

export type NewEvent = {
  readonly kind: RecallEventKind
  readonly at: Date
  readonly recordedAt: Date
  readonly accountId: string | null
  readonly byName: string
  readonly toWhom?: string
  readonly how?: string
  readonly note?: string
}

export async function insertEvent(tx: Tx, of: OfRecall, event: NewEvent): Promise<void> {
  await sql`
    insert into recall_events (enterprise_id, id, recall_id, kind, at, recorded_at, account_id, by_name, to_whom, how, note)
    values (${of.enterpriseId}, ${newId()}, ${of.recordId}, ${event.kind}, ${event.at}, ${event.recordedAt}, ${event.accountId},
            ${event.byName}, ${event.toWhom ?? ''}, ${event.how ?? ''}, ${event.note ?? ''})`.execute(tx)
}

type Counted = Omit<RecallFigures, 'done' | 'rate' | 'ways' | 'disposals'>

/** Counted from the two lists; rows that were taken out of use do not count. */
export async function figuresOf(tx: Tx, of: OfRecall): Promise<RecallFigures> {
  const own = sql`enterprise_id = ${of.enterpriseId} and recall = ${of.recordId} and retired_on is null`
  const [counted, ways, disposals] = await Promise.all([
    sql<Counted>`
      select b.*, c.* from
        (select count(*)::int as batches, coalesce(sum(produced), 0)::float8 as produced, coalesce(sum(in_stock), 0)::float8 as "inStock",
                coalesce(sum(to_recall), 0)::float8 as "toRecall" from recall_batches where ${own}) b,
        (select count(distinct customer)::int as customers, count(distinct customer) filter (where notified_on is not null)::int as notified,
                coalesce(sum(shipped), 0)::float8 as shipped, coalesce(sum(recovered), 0)::float8 as recovered,
                coalesce(sum(corrected), 0)::float8 as corrected from recall_customers where ${own}) c`.execute(
      tx,
    ),
    sql<{ how: string; customers: number }>`
      select notified_how as how, count(distinct customer)::int as customers from recall_customers
       where ${own} and notified_how is not null group by 1 order by 2 desc, 1`.execute(tx),
    sql<{ disposal: string; quantity: number }>`
      select disposal, sum(coalesce(recovered, 0) + coalesce(corrected, 0))::float8 as quantity from recall_customers
       where ${own} and disposal is not null group by 1 order by 2 desc, 1`.execute(tx),
  ])
  const [found] = counted.rows
  if (!found) throw new Error('a count without a row')
  const done = exact(found.recovered + found.corrected)
  return {
    ...found,
    done,
    rate: recallRate(done, found.toRecall),
    ways: ways.rows,
    disposals: disposals.rows,
  }
}

/** Quantities have three places; what floating point adds behind them goes. */
const exact = (quantity: number) => Math.round(quantity * 1000) / 1000

export type PaperContent = {
  readonly figures: RecallFigures
  readonly [part: string]: unknown
}

type PaperRow = Omit<RecallPaper, 'at' | 'figures'> & { at: Date; content: PaperContent }

const paperColumns = sql`id, kind, no, at, by_name as "byName", to_whom as "toWhom", content, digest`

const presentedPaper = ({ content, at, ...row }: PaperRow): RecallPaper => ({
  ...row,
  at: at.toISOString(),
  figures: content.figures,
})

export async function findPapers(tx: Tx, of: OfRecall): Promise<RecallPaper[]> {
  const { rows } = await sql<PaperRow>`
    select id, kind, no, at, by_name as "byName", to_whom as "toWhom", jsonb_build_object('figures', content -> 'figures') as content, digest
      from recall_papers where ${ofRecall(of)} order by id`.execute(tx)
  return rows.map(presentedPaper)
}

export async function getPaper(
  tx: Tx,
  of: OfRecall,
  id: string,
): Promise<(RecallPaper & { content: PaperContent }) | undefined> {
  const { rows } = await sql<PaperRow>`
    select ${paperColumns} from recall_papers where ${ofRecall(of)} and id = ${id}`.execute(tx)
  return rows[0] && { ...presentedPaper(rows[0]), content: rows[0].content }
}

export async function insertPaper(
  tx: Tx,
  of: OfRecall,
  paper: {
    readonly kind: PaperKind
    readonly no: number
    readonly at: Date
    readonly byName: string
    readonly toWhom: string
    readonly content: PaperContent
    readonly digest: string
  },
): Promise<void> {
  await sql`
    insert into recall_papers (enterprise_id, id, recall_id, kind, no, at, by_name, to_whom, content, digest)
    values (${of.enterpriseId}, ${newId()}, ${of.recordId}, ${paper.kind}, ${paper.no}, ${paper.at}, ${paper.byName}, ${paper.toWhom},
            ${JSON.stringify(paper.content)}, ${paper.digest})`.execute(tx)
}

export async function findCosts(tx: Tx, of: OfRecall): Promise<RecallCost[]> {
  const { rows } = await sql<RecallCost>`
    select id, account, month, amount_fen::float8 as "amountFen", what from recall_costs where ${ofRecall(of)} order by id`.execute(
    tx,
  )
  return rows
}

export async function insertCost(tx: Tx, of: OfRecall, cost: RecallCost): Promise<void> {
  await sql`
    insert into recall_costs (enterprise_id, id, recall_id, account, month, amount_fen, what)
    values (${of.enterpriseId}, ${cost.id}, ${of.recordId}, ${cost.account}, ${cost.month}, ${cost.amountFen}, ${cost.what})`.execute(
    tx,
  )
}

/** False when the recall has no such cost. */
export async function updateCost(tx: Tx, of: OfRecall, cost: RecallCost): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update recall_costs set account = ${cost.account}, month = ${cost.month}, amount_fen = ${cost.amountFen}, what = ${cost.what}
     where ${ofRecall(of)} and id = ${cost.id}`.execute(tx)
  return numAffectedRows === 1n
}

export type BatchLine = {
  readonly batchNo: string
  readonly produced: number | null
  readonly toRecall: number
}

/** The first 300 of the batch list, for a plan. */
export async function batchLines(tx: Tx, of: OfRecall): Promise<BatchLine[]> {
  const { rows } = await sql<BatchLine>`
    select batch_no as "batchNo", produced::float8 as produced, to_recall::float8 as "toRecall" from recall_batches
     where enterprise_id = ${of.enterpriseId} and recall = ${of.recordId} and retired_on is null order by batch_no limit 300`.execute(
    tx,
  )
  return rows
}

/** Stages of recalls by id, for the rows of their lists. */
export async function stagesOf(
  tx: Tx,
  enterpriseId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; stage: string }>`
    select id, stage from recalls where enterprise_id = ${enterpriseId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ id, stage }) => [id, stage]))
}

export type LinkedRecord = { readonly kind: string; readonly number: string; readonly path: string }

/** Incident and veto behind a recall; those that the enterprise does not have are left out. */
export async function findLinked(
  tx: Tx,
  enterpriseId: string,
  { incidentId, vetoId }: { readonly incidentId: string | null; readonly vetoId: string | null },
): Promise<LinkedRecord[]> {
  if (!incidentId && !vetoId) return []
  const { rows } = await sql<LinkedRecord>`
    select 'incident' as kind, number, 'incidents/' || id as path from incidents where enterprise_id = ${enterpriseId} and id = ${incidentId}
    union all
    select 'veto', number, 'vetoes/' || id from vetoes where enterprise_id = ${enterpriseId} and id = ${vetoId}`.execute(
    tx,
  )
  return rows
}
