import { createHash } from 'node:crypto'
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
  chain: { enterpriseId: string } | { workbenchOf: string } | { unitId: string } | 'platform'
  action: string
  subject: { type: string; id: string }
  details?: Record<string, unknown>
  /** Whose deed it is, where nobody was signed in yet. */
  by?: { accountId: string; role: string }
}

/** The chain of an enterprise's workbench, which no bureau reads; the database makes the same of the enterprise's id. */
export function workbenchChain(enterpriseId: string): string {
  const hex = [...createHash('md5').update(`workbench ${enterpriseId}`).digest('hex')]
  // RFC 9562: version 8, variant 8.
  hex[12] = '8'
  hex[16] = '8'
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is done in the workbench stands in a chain of its own. */
export function inWorkbench({ chain, ...entry }: AuditEntry): AuditEntry {
  const apart = typeof chain === 'object' && 'enterpriseId' in chain
  return { ...entry, chain: apart ? { workbenchOf: chain.enterpriseId } : chain }
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
  const [kind, chain] = placeOf(entry.chain)
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

function placeOf(chain: AuditEntry['chain']): readonly [kind: string, id: string] {
  if (chain === 'platform') return ['platform', PLATFORM_CHAIN]
  if ('enterpriseId' in chain) return ['enterprise', chain.enterpriseId]
  if ('workbenchOf' in chain) return ['workbench', workbenchChain(chain.workbenchOf)]
  return ['unit', chain.unitId]
}
