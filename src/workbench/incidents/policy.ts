import type { Actor } from '#platform/access/actor.ts'
import { ownRoles } from '#platform/access/own-enterprise.ts'
import type { IncidentVerb } from './chain.ts'

/** Who ends an incident, and takes an end back. */
export const mayDecideIncident = ownRoles('首席质量官或企业负责人', 'cqo', 'principal')

const decisions: readonly IncidentVerb[] = ['close', 'dismiss', 'reopen']

/** Whether the role of somebody of the enterprise allows a verb. */
export function decides(actor: Actor, verb: IncidentVerb): boolean {
  if (actor.kind !== 'enterprise' || actor.role === 'auditor') return false
  return !decisions.includes(verb) || actor.role === 'cqo' || actor.role === 'principal'
}
