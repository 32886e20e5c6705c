import type { Actor } from '#platform/access/actor.ts'
import type { FilingEvent } from './contract.ts'

const byEnterprise: readonly FilingEvent['kind'][] = ['started', 'confirmed', 'submitted', 'withdrawn']

/** True when an officer does what is the enterprise's to do (代办); saving has no event of its own. */
export function actsOnBehalf(actor: Actor, kind: FilingEvent['kind'] | undefined): boolean {
  return actor.kind === 'unit' && (kind === undefined || byEnterprise.includes(kind))
}
