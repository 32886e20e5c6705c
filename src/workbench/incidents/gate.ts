import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Action } from '#workbench/actions/contract.ts'
import { actionsOf } from '#workbench/actions/index.ts'
import { myStaffIds } from '#workbench/master-data/index.ts'
import { countBureauReports } from './aftermath/store.ts'
import { type GateAction, involvementOf, type OpenPoint, openPoints } from './domain.ts'
import type { LoadedIncident } from './store.ts'

/** What keeps an incident open, and the actions it was judged by. */
export async function gateOf(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  incident: LoadedIncident,
): Promise<{ points: OpenPoint[]; actions: readonly Action[] }> {
  const { enterpriseId, id } = incident
  const [actions, bureauReports] = await Promise.all([
    actionsOf(tx, enterpriseId, 'incident', id, civilDateOf(now)),
    countBureauReports(tx, enterpriseId, id),
  ])
  return { points: openPoints({ ...incident, bureauReports }, actions), actions }
}

/** Why the asker may not state the effectiveness; null when he may. */
export async function whyNotIndependent(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  incident: LoadedIncident,
  actions: readonly GateAction[],
): Promise<string | null> {
  const name = 'name' in actor ? actor.name : ''
  return involvementOf({ name, staffIds: await myStaffIds(tx) }, incident.responsibility, actions)
}

/** The missing ones as one sentence for a refusal. */
export const asSentence = (points: readonly OpenPoint[]) => points.map(({ text }) => text).join('')
