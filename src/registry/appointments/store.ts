import type { Selectable } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Appointments } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Appointment } from './contract.ts'
import { unprintableIn } from './documents/unprintable.ts'

export async function getAppointment(tx: Tx, enterpriseId: string, id: string): Promise<Appointment> {
  const row = await withUnit(tx)
    .where('a.enterprise_id', '=', enterpriseId)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return toAppointment(row)
}

export async function findAppointments(tx: Tx, enterpriseId: string): Promise<Appointment[]> {
  const rows = await withUnit(tx)
    .where('a.enterprise_id', '=', enterpriseId)
    .orderBy('a.term_from', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
  return rows.map(toAppointment)
}

/** Who is in office on a civil day; null where nobody is. */
export async function cqoInOffice(
  tx: Tx,
  enterpriseId: string,
  on: string,
): Promise<{ appointmentId: string; personName: string } | null> {
  const row = await tx
    .selectFrom('appointments')
    .select(['id', 'person_name'])
    .where('enterprise_id', '=', enterpriseId)
    .where('status', 'in', ['issued', 'ended'])
    .where('term_from', '<=', on)
    .where((eb) =>
      eb.or([
        eb(eb.fn.coalesce('ended_on', 'term_to'), '>=', on),
        eb(eb.fn.coalesce('ended_on', 'term_to'), 'is', null),
      ]),
    )
    .executeTakeFirst()
  return row ? { appointmentId: row.id, personName: row.person_name } : null
}

function withUnit(tx: Tx) {
  return tx
    .selectFrom('appointments as a')
    .leftJoin('org_units as b', 'b.id', 'a.on_behalf_unit_id')
    .selectAll('a')
    .select('b.name as on_behalf_unit_name')
}

export async function insertAppointment(tx: Tx, appointment: Appointment): Promise<void> {
  const { enterpriseId, id, version } = appointment
  await tx
    .insertInto('appointments')
    .values({
      enterprise_id: enterpriseId,
      id,
      version,
      ...columnsOf(appointment),
      renews_id: appointment.renewsId,
      on_behalf_unit_id: appointment.onBehalf?.unitId ?? null,
      on_behalf_name: appointment.onBehalf?.byName ?? null,
    })
    .execute()
}

/** Writes an appointment whose version the caller has raised by one; false when somebody was quicker. */
export async function updateAppointment(tx: Tx, appointment: Appointment): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('appointments')
    .set({ version: appointment.version, ...columnsOf(appointment) })
    .where('enterprise_id', '=', appointment.enterpriseId)
    .where('id', '=', appointment.id)
    .where('version', '=', appointment.version - 1)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type EventKind = 'drafted' | 'changed' | 'issued' | 'scan-added' | 'ended' | 'evaluated' | 'revoked'

export async function addAppointmentEvent(tx: Tx, of: Appointment, kind: EventKind, actor: Actor, now: Date) {
  await tx
    .insertInto('appointment_events')
    .values({
      enterprise_id: of.enterpriseId,
      id: newId(),
      appointment_id: of.id,
      kind,
      effective_on: kind === 'issued' ? of.termFrom : (of.ending?.on ?? civilDateOf(now)),
      account_id: 'accountId' in actor ? actor.accountId : null,
      note: actor.kind === 'unit' && of.onBehalf ? `由${of.onBehalf.unitName}代办（${actor.name}）` : '',
    })
    .execute()
}

function columnsOf(appointment: Appointment) {
  return {
    status: appointment.status,
    person_name: appointment.personName,
    position_title: appointment.positionTitle,
    position_level: appointment.positionLevel,
    full_time: appointment.fullTime,
    departments: appointment.departments,
    powers: appointment.powers,
    term_from: appointment.termFrom,
    term_to: appointment.termTo,
    allowance_fen: appointment.allowanceFen,
    career_path: appointment.careerPath,
    appointer_name: appointment.appointerName,
    appointer_capacity: appointment.appointerCapacity,
    letter_no: appointment.letterNo,
    issued_on: appointment.issuedOn,
    scan_id: appointment.scanId,
    ended_on: appointment.ending?.on ?? null,
    end_reason: appointment.ending?.reason ?? null,
    end_reason_text: appointment.ending?.reasonText ?? null,
    end_note: appointment.ending?.note ?? null,
    end_scan_id: appointment.ending?.scanId ?? null,
    ended_at: appointment.ending?.at ?? null,
  }
}

function toAppointment(row: Selectable<Appointments> & { on_behalf_unit_name: string | null }): Appointment {
  const appointment = {
    enterpriseId: row.enterprise_id,
    id: row.id,
    version: row.version,
    status: row.status as Appointment['status'],
    personName: row.person_name,
    positionTitle: row.position_title,
    positionLevel: row.position_level as Appointment['positionLevel'],
    fullTime: row.full_time,
    departments: row.departments,
    powers: row.powers,
    termFrom: row.term_from,
    termTo: row.term_to,
    allowanceFen: row.allowance_fen === null ? null : Number(row.allowance_fen),
    careerPath: row.career_path,
    appointerName: row.appointer_name,
    appointerCapacity: row.appointer_capacity as Appointment['appointerCapacity'],
    letterNo: row.letter_no,
    issuedOn: row.issued_on,
    scanId: row.scan_id,
    renewsId: row.renews_id,
    ending: endingOf(row),
    onBehalf:
      row.on_behalf_unit_id === null
        ? null
        : {
            unitId: row.on_behalf_unit_id,
            unitName: row.on_behalf_unit_name ?? '',
            byName: row.on_behalf_name ?? '',
          },
  }
  return { ...appointment, unprintable: unprintableIn(appointment) }
}

function endingOf(row: Selectable<Appointments>): Appointment['ending'] {
  if (row.ended_on === null || row.ended_at === null) return null
  return {
    on: row.ended_on,
    reason: row.end_reason ?? '',
    reasonText: row.end_reason_text ?? '',
    note: row.end_note ?? '',
    scanId: row.end_scan_id,
    at: row.ended_at.toISOString(),
  }
}
