import type { ValuesOf } from '#platform/ledger/ledger.ts'
import { changeRecord, mustBeCurrent } from '#platform/ledger/records.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import type { Incident, IncidentVerb } from './chain.ts'
import { after, type Deed, mayFollow } from './domain.ts'
import { incidentStages, incidents } from './ledgers.ts'
import { closedOn, getIncident, type LoadedIncident, saveCourse } from './store.ts'

/** Who writes a part, and when. */
export function writtenBy({ actor, now }: Pick<Context, 'actor' | 'now'>) {
  return { byName: 'name' in actor ? actor.name : '系统', at: now.toISOString() }
}

/** Refuses a verb that this stage does not allow. */
export function mustAllow({ number, stage }: Pick<Incident, 'number' | 'stage'>, verb: IncidentVerb): void {
  if (mayFollow(stage, verb)) return
  const ended = stage === 'closed' || stage === 'dismissed'
  const remedy = ended
    ? '需要改动的，请先写明理由重新打开。'
    : '请按处置、调查、责任、措施、验证、关闭的顺序办理。'
  throw wrongState({ detail: `${number}：现在是“${incidentStages[stage]}”，不能这样办理。${remedy}` })
}

type More = {
  readonly version: number
  /** For the history. */
  readonly note: string
  /** Columns of the ledger that go with it. */
  readonly values?: Partial<ValuesOf<typeof incidents>>
}

/** Does a deed of the chain: the parts, the stage, the record in the ledger and its history. */
export async function advance(
  ctx: Context,
  incident: LoadedIncident,
  deed: Deed,
  { version, note, values }: More,
): Promise<Incident> {
  mustBeCurrent(incidents, incident.record, version)
  mustAllow(incident, deed.verb)
  const course = after(incident, deed)
  // Where somebody was quicker nothing is written here, and changeRecord says so.
  await saveCourse(ctx.tx, incident, course)
  await changeRecord(
    ctx,
    incidents,
    incident.record,
    {
      stage: course.stage,
      closedOn: closedOn(course),
      causeFactor: course.investigation?.factor ?? null,
      ...values,
    },
    { kind: deed.verb, note },
  )
  return getIncident(ctx.tx, incident.enterpriseId, incident.id)
}

/** Refuses a day before it was first known, or still to come. */
export function mustLieWithin(incident: Incident, on: CivilDate, now: Date, label: string): void {
  const known = civilDateOf(new Date(incident.firstKnownAt))
  if (on < known) throw refused('on', `${label}：早于首次知道的日期（${known}）。请核对。`)
  if (on > civilDateOf(now)) throw refused('on', `${label}：还没有到。请填写实际的日期。`)
}

export function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}

/** The entry of a verb in the trail. */
export const auditAs =
  (action: string) =>
  (_input: unknown, { enterpriseId, id, number }: LoadedIncident) => ({
    chain: { enterpriseId },
    action: `incident.${action}`,
    subject: { type: 'incident', id },
    details: { number },
  })

export const loadIncident = (
  { tx }: Pick<Context, 'tx'>,
  { enterpriseId, incidentId }: { enterpriseId: string; incidentId: string },
) => getIncident(tx, enterpriseId, incidentId)
