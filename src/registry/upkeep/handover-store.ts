import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Handover } from './contract.ts'

export type HandoverRow = Omit<Handover, 'abilities' | 'proposedAt' | 'decidedAt'> & {
  proposedAt: Date
  decidedAt: Date | null
  fromUnitId: string
  toUnitId: string
  proposedByUnitId: string
}

/** Open ones first, then the latest; what may be seen is for row-level security. */
export async function findHandovers(tx: Tx, id?: string): Promise<HandoverRow[]> {
  const { rows } = await sql<HandoverRow>`
    select h.id, h.enterprise_id as "enterpriseId", h.enterprise_name as "enterpriseName", h.credit_code as "creditCode",
           exists (select 1 from enterprises e where e.id = h.enterprise_id) as visible,
           f.name as "fromUnit", t.name as "toUnit", p.name as "proposedBy", h.proposed_at as "proposedAt",
           h.effective_on as "effectiveOn", h.reason, h.status, d.name as "decidedBy", h.decided_at as "decidedAt", h.note,
           h.from_unit_id as "fromUnitId", h.to_unit_id as "toUnitId", h.proposed_by_unit as "proposedByUnitId"
      from handovers h join org_units f on f.id = h.from_unit_id join org_units t on t.id = h.to_unit_id
      join org_units p on p.id = h.proposed_by_unit left join org_units d on d.id = h.decided_by_unit
     where ${id ?? null}::uuid is null or h.id = ${id ?? null}
     order by (h.status = 'proposed') desc, h.id desc limit 200`.execute(tx)
  return rows
}

/** The day of an enterprise's last move between units, by its code; null when it never moved. */
export async function findLastMove(tx: Tx, code: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select last_move_of(${code})::text as day`.execute(tx)
  return rows[0]?.day ?? null
}

/** What the database answers: done, or why not. */
export type HandoverAnswer = { id: string } | { problem: string; n?: number; status?: string }

export async function propose(
  tx: Tx,
  proposal: { id: string; code: string; to: string | null; effectiveOn: string; reason: string },
): Promise<HandoverAnswer> {
  const { rows } = await sql<{ answer: HandoverAnswer }>`
    select propose_handover(${JSON.stringify(proposal)}::jsonb) as answer`.execute(tx)
  return rows[0]?.answer ?? { problem: 'unknown' }
}

export async function decide(
  tx: Tx,
  decision: { handover: string; decision: string; note: string; event: string },
): Promise<HandoverAnswer> {
  const { rows } = await sql<{ answer: HandoverAnswer }>`
    select decide_handover(${JSON.stringify(decision)}::jsonb) as answer`.execute(tx)
  return rows[0]?.answer ?? { problem: 'unknown' }
}
