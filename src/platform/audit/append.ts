import { sql } from 'kysely'
import type pg from 'pg'
import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'

/** The chain of the platform's own deeds. */
export const PLATFORM_CHAIN = '00000000-0000-0000-0000-000000000000'

/**
 * One entry of the trail. `details` holds field names, codes and keyed hashes, never personal data, so that a lawful
 * deletion stays possible while the chain stays whole.
 */
export type AuditEntry = {
  chain: { enterpriseId: string } | { unitId: string } | 'platform'
  action: string
  subject: { type: string; id: string }
  details?: Record<string, unknown>
  /** Whose deed it is, where nobody was signed in yet. */
  by?: { accountId: string; role: string }
}

/** Adds an entry in the deed's own transaction; number and hashes are set by the database. */
export async function appendAudit(client: pg.ClientBase, actor: Actor, entry: AuditEntry): Promise<void> {
  await client.query({
    name: 'append-audit',
    text: `insert into audit_entries (chain_id, chain_kind, account_id, role, action, subject_type, subject_id, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: valuesOf(actor, entry),
  })
}

/** As `appendAudit`, inside a deed that is made of several: one entry each. */
export async function appendAuditIn(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await sql`
    insert into audit_entries (chain_id, chain_kind, account_id, role, action, subject_type, subject_id, details)
    values (${sql.join(valuesOf(actor, entry))})`.execute(tx)
}

function valuesOf(actor: Actor, entry: AuditEntry): unknown[] {
  const [kind, chain] =
    entry.chain === 'platform'
      ? ['platform', PLATFORM_CHAIN]
      : 'enterpriseId' in entry.chain
        ? ['enterprise', entry.chain.enterpriseId]
        : ['unit', entry.chain.unitId]
  return [
    chain,
    kind,
    entry.by?.accountId ?? ('accountId' in actor ? actor.accountId : null),
    entry.by?.role ?? actor.role,
    entry.action,
    entry.subject.type,
    entry.subject.id,
    JSON.stringify(entry.details ?? {}),
  ]
}
