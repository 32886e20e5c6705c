import type { Actor } from '#platform/access/actor.ts'
import type { PolicyAnswer } from '#platform/access/policy.ts'

const isOfficerOf = (actor: Actor, unitId: string) =>
  actor.kind === 'unit' && actor.role !== 'industry-officer' && actor.unitId === unitId

/** Prepares and sends, receives and answers, keeps the keys: officers of the very unit. */
export function mayReport(actor: Actor, { unitId }: { readonly unitId: string }): PolicyAnswer {
  return isOfficerOf(actor, unitId) ? true : '上报由本单位（市场监管部门）的经办人办理。'
}

/** A pack is read by the unit that sends it and, once sent, by the one that receives it. */
export function mayReadReport(
  actor: Actor,
  pack: { readonly unit_id: string; readonly receiver_id: string; readonly status: string },
): PolicyAnswer {
  if (isOfficerOf(actor, pack.unit_id)) return true
  if (pack.status !== 'draft' && isOfficerOf(actor, pack.receiver_id)) return true
  return '报送包只向报送单位和接收单位的经办人开放。'
}

/** Officers of the market-regulation line, each for his own unit. */
export function mayReceive(actor: Actor): PolicyAnswer {
  return actor.kind === 'unit' && actor.role !== 'industry-officer'
    ? true
    : '下级报送由市场监管部门的经办人办理。'
}
