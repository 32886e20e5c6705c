import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { VetoRecord } from './store.ts'

type Of = Pick<VetoRecord, 'enterprise_id' | 'id'>
export type VetoEventKind =
  | 'raised'
  | 'evidence-added'
  | 'condition-added'
  | 'checked'
  | 'lifted'
  | 'overridden'
  | 'agreed'
  | 'disagreed'

/** Whoever acts on a veto is a person of the enterprise: the policies say so before. */
export function personOf(actor: Actor): { accountId: string; name: string; role: string } {
  if (!('accountId' in actor)) throw new Error('only people act on a veto')
  return actor
}

/** What happened, for ever. Answers the event's id. */
export async function addVetoEvent(
  tx: Tx,
  veto: Of,
  event: { kind: VetoEventKind; at: Date; actor: Actor; note?: string },
): Promise<string> {
  const by = personOf(event.actor)
  const id = newId()
  await tx
    .insertInto('veto_events')
    .values({
      enterprise_id: veto.enterprise_id,
      id,
      veto_id: veto.id,
      kind: event.kind,
      at: event.at,
      account_id: by.accountId,
      by_name: by.name,
      by_role: by.role,
      note: event.note ?? '',
    })
    .execute()
  return id
}

export function findVetoEvents(tx: Tx, of: Of) {
  return tx
    .selectFrom('veto_events')
    .select(['kind', 'at', 'by_name', 'by_role', 'note'])
    .where('enterprise_id', '=', of.enterprise_id)
    .where('veto_id', '=', of.id)
    .orderBy('id')
    .execute()
}

/** False when the file is among the evidence already. */
export async function addEvidence(
  tx: Tx,
  veto: Of,
  evidence: { fileId: string; what: string; at: Date; actor: Actor },
): Promise<string | undefined> {
  const by = personOf(evidence.actor)
  const row = await tx
    .insertInto('veto_evidence')
    .values({
      enterprise_id: veto.enterprise_id,
      id: newId(),
      veto_id: veto.id,
      file_id: evidence.fileId,
      what: evidence.what,
      added_at: evidence.at,
      added_by: by.accountId,
      added_by_name: by.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export function findEvidence(tx: Tx, of: Of) {
  return tx
    .selectFrom('veto_evidence as e')
    .innerJoin('files as f', (join) =>
      join.onRef('f.enterprise_id', '=', 'e.enterprise_id').onRef('f.id', '=', 'e.file_id'),
    )
    .select(['e.id', 'e.file_id', 'e.what', 'e.added_at', 'e.added_by_name', 'f.name', 'f.sha256'])
    .where('e.enterprise_id', '=', of.enterprise_id)
    .where('e.veto_id', '=', of.id)
    .orderBy('e.id')
    .execute()
}

/** Those of the ids that are in the staff ledger, with their names. */
export async function findStaff(tx: Tx, enterpriseId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; post: string | null }>`
    select id, name, post from staff_members where enterprise_id = ${enterpriseId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  )
  return rows
}

export async function addTold(
  tx: Tx,
  veto: Of,
  staff: readonly { id: string; name: string; post: string | null }[],
): Promise<void> {
  if (staff.length === 0) return
  await tx
    .insertInto('veto_told')
    .values(
      staff.map(({ id, name, post }) => ({
        enterprise_id: veto.enterprise_id,
        veto_id: veto.id,
        staff_id: id,
        name,
        post: post ?? '',
      })),
    )
    .execute()
}

export function findTold(tx: Tx, of: Of) {
  return tx
    .selectFrom('veto_told')
    .select(['staff_id', 'name', 'post'])
    .where('enterprise_id', '=', of.enterprise_id)
    .where('veto_id', '=', of.id)
    .orderBy('name')
    .execute()
}

/** Signing twice is signing once. */
export async function addReceipt(tx: Tx, veto: Of, actor: Actor, at: Date): Promise<void> {
  const by = personOf(actor)
  await tx
    .insertInto('veto_receipts')
    .values({
      enterprise_id: veto.enterprise_id,
      veto_id: veto.id,
      account_id: by.accountId,
      name: by.name,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function findReceipts(tx: Tx, of: Of) {
  return tx
    .selectFrom('veto_receipts')
    .select(['account_id', 'name', 'at'])
    .where('enterprise_id', '=', of.enterprise_id)
    .where('veto_id', '=', of.id)
    .orderBy('at')
    .execute()
}
