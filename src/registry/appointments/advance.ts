import type { Actor } from '#platform/access/actor.ts'
import { staleVersion, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type Appointment, overlappingTerm } from './contract.ts'
import { unprintableIn } from './documents/unprintable.ts'
import { addAppointmentEvent, findAppointments, updateAppointment } from './store.ts'
import { lastDayOf, wasIssued } from './tenure.ts'

/** Marks the entries of deeds that an officer did on behalf. */
export function onBehalfDetail(actor: Actor): { details?: { onBehalf: true } } {
  return actor.kind === 'unit' ? { details: { onBehalf: true } } : {}
}

const words: Record<Appointment['status'], string> = {
  draft: '草稿',
  issued: '已签发',
  ended: '已结束',
  revoked: '已撤销',
}

/** Refuses a verb that this state does not allow, or a version that is not the newest. */
export function mustBe(appointment: Appointment, status: Appointment['status'], version: number): void {
  if (appointment.version !== version) throw stale(appointment)
  if (appointment.status !== status) {
    throw wrongState({ detail: `聘任：现在是“${words[appointment.status]}”，不能这样办理。请刷新后查看。` })
  }
}

/** Saves the next state together with its event. */
export async function saveNext(
  { tx, actor, now }: Context,
  next: Appointment,
  kind: Parameters<typeof addAppointmentEvent>[2],
): Promise<Appointment> {
  const saved = { ...next, version: next.version + 1, unprintable: unprintableIn(next) }
  if (!(await updateAppointment(tx, saved))) throw stale(next)
  await addAppointmentEvent(tx, saved, kind, actor, now)
  return saved
}

/** 一企一官: one chief quality officer in office at a time (宜市市监联发〔2024〕9号 四1). */
export async function refuseOverlap({ tx }: Context, appointment: Appointment): Promise<void> {
  const others = await findAppointments(tx, appointment.enterpriseId)
  const forever = '9999-12-31'
  const clash = others.find(
    (other) =>
      other.id !== appointment.id &&
      wasIssued(other) &&
      other.termFrom <= (appointment.termTo ?? forever) &&
      appointment.termFrom <= (lastDayOf(other) ?? forever),
  )
  if (!clash) return
  throw overlappingTerm({
    detail: `任期：与${clash.personName}的任期（${clash.termFrom} 至 ${lastDayOf(clash) ?? '未定'}）重叠。请调整起止日期。`,
  })
}

function stale(current: Appointment) {
  return staleVersion({ detail: '聘任：您打开后已被改动。请刷新后再办理。', details: { current } })
}
