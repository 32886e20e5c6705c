import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { LedgerEvent } from './contract-of.ts'
import { columnsOf, type Ledger } from './ledger.ts'
import type { Values } from './ledger-parts.ts'

/** What differs, for the history. */
export function changesBetween(
  ledger: Ledger,
  before: Values | undefined,
  after: Values,
): LedgerEvent['changes'] {
  return columnsOf(ledger)
    .map(([key]) => ({ key, from: before?.[key] ?? null, to: after[key] ?? null }))
    .filter(({ from, to }) => from !== to)
}

export async function addLedgerEvent(
  tx: Tx,
  ledger: Ledger,
  of: { enterpriseId: string; id: string; at: Date; actor: Actor },
  event: { kind: string; note?: string; changes?: LedgerEvent['changes'] },
) {
  await tx
    .insertInto('ledger_events')
    .values({
      enterprise_id: of.enterpriseId,
      id: newId(),
      ledger: ledger.name,
      record_id: of.id,
      kind: event.kind,
      at: of.at,
      account_id: 'accountId' in of.actor ? of.actor.accountId : null,
      by_name: 'name' in of.actor ? of.actor.name : '系统',
      note: event.note ?? '',
      changes: JSON.stringify(event.changes ?? []),
    })
    .execute()
}

/** The newest 200 changes of a record. */
export async function findLedgerEvents(
  tx: Tx,
  enterpriseId: string,
  recordId: string,
): Promise<LedgerEvent[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .select(['kind', 'at', 'by_name', 'note', 'changes'])
    .where('enterprise_id', '=', enterpriseId)
    .where('record_id', '=', recordId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_name, changes, ...row }) => ({
    ...row,
    at: at.toISOString(),
    byName: by_name,
    changes: changes as LedgerEvent['changes'],
  }))
}
