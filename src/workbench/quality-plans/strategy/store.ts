import type { Selectable } from 'kysely'
import type { QualityStrategies } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import type { Proposal, Strategy, StrategyContent } from './contract.ts'

/** An edition as it is kept. */
export type KeptStrategy = Omit<Strategy, 'events' | 'may'>

const emptyContent: StrategyContent = {
  basis: '',
  analysis: {
    internal: '',
    external: '',
    strengths: [],
    weaknesses: [],
    opportunities: [],
    threats: [],
    studies: '',
  },
  goals: [],
  measures: [],
}

export async function getStrategy(tx: Tx, enterpriseId: string, id: string): Promise<KeptStrategy> {
  const row = await tx
    .selectFrom('quality_strategies')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return toStrategy(row)
}

/** The newest first. */
export async function findStrategies(tx: Tx, enterpriseId: string): Promise<KeptStrategy[]> {
  const rows = await tx
    .selectFrom('quality_strategies')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('edition', 'desc')
    .execute()
  return rows.map(toStrategy)
}

/** A draft that follows the edition in force, or begins with nothing. */
export function nextEdition(
  before: readonly KeptStrategy[],
  of: { enterpriseId: string; number: string },
): KeptStrategy {
  const current = before.find(({ status }) => status === 'in-force')
  return {
    ...of,
    id: newId(),
    version: 1,
    edition: (before[0]?.edition ?? 0) + 1,
    status: 'draft',
    title: current?.title ?? '质量战略规划',
    periodFrom: current?.periodFrom ?? null,
    periodTo: current?.periodTo ?? null,
    content: current?.content ?? emptyContent,
    proposals: [],
    submittedByName: null,
    submittedAt: null,
    approvedByName: null,
    approvedOn: null,
  }
}

/** False when an edition was begun at the same moment. */
export async function insertStrategy(tx: Tx, strategy: KeptStrategy): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('quality_strategies')
    .values({
      enterprise_id: strategy.enterpriseId,
      id: strategy.id,
      version: strategy.version,
      number: strategy.number,
      edition: strategy.edition,
      ...columnsOf(strategy),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Writes a strategy whose version the caller has raised by one; false when somebody was quicker. */
export async function updateStrategy(tx: Tx, strategy: KeptStrategy): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('quality_strategies')
    .set({ version: strategy.version, ...columnsOf(strategy) })
    .where('enterprise_id', '=', strategy.enterpriseId)
    .where('id', '=', strategy.id)
    .where('version', '=', strategy.version - 1)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type StrategyEvent =
  | 'drafted'
  | 'changed'
  | 'proposed'
  | 'submitted'
  | 'approved'
  | 'returned'
  | 'superseded'

export async function addStrategyEvent(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  of: KeptStrategy,
  kind: StrategyEvent,
  note = '',
) {
  await tx
    .insertInto('quality_strategy_events')
    .values({
      enterprise_id: of.enterpriseId,
      id: newId(),
      strategy_id: of.id,
      kind,
      at: now,
      by_name: 'name' in actor ? actor.name : '系统',
      note,
    })
    .execute()
}

/** The newest first, 200 at most. */
export async function findStrategyEvents(tx: Tx, of: KeptStrategy): Promise<Strategy['events']> {
  const rows = await tx
    .selectFrom('quality_strategy_events')
    .select(['kind', 'at', 'by_name', 'note'])
    .where('enterprise_id', '=', of.enterpriseId)
    .where('strategy_id', '=', of.id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ by_name, at, ...row }) => ({ ...row, at: at.toISOString(), byName: by_name }))
}

function columnsOf(strategy: KeptStrategy) {
  return {
    status: strategy.status,
    title: strategy.title,
    period_from: strategy.periodFrom,
    period_to: strategy.periodTo,
    content: JSON.stringify(strategy.content),
    proposals: JSON.stringify(strategy.proposals),
    submitted_by_name: strategy.submittedByName,
    submitted_at: strategy.submittedAt,
    approved_by_name: strategy.approvedByName,
    approved_on: strategy.approvedOn,
  }
}

function toStrategy(row: Selectable<QualityStrategies>): KeptStrategy {
  return {
    enterpriseId: row.enterprise_id,
    id: row.id,
    version: row.version,
    number: row.number,
    edition: row.edition,
    status: row.status as KeptStrategy['status'],
    title: row.title,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    content: row.content as unknown as StrategyContent,
    proposals: row.proposals as unknown as Proposal[],
    submittedByName: row.submitted_by_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    approvedByName: row.approved_by_name,
    approvedOn: row.approved_on,
  }
}
