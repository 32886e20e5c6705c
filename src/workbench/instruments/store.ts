import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { type LedgerQuery, ledgerRows } from '#platform/ledger/list-store.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import { type InstrumentState, type LabelColour, sampleColours } from './contract.ts'
import type { Conclusion } from './domain.ts'
import { instruments } from './ledgers.ts'

/** The newest certificate of an instrument that is not void. */
export type LastCertificate = {
  readonly id: string
  readonly instrument: string
  readonly certifiedOn: CivilDate
  readonly certificateNo: string
  readonly conclusion: Conclusion
  readonly validUntil: CivilDate | null
  readonly origin: 'ledger' | 'verb'
}

export async function lastCertificates(
  tx: Tx,
  enterpriseId: string,
  instruments: readonly string[],
): Promise<Map<string, LastCertificate>> {
  const { rows } = await sql<LastCertificate>`
    select distinct on (instrument) id, instrument, certified_on as "certifiedOn", certificate_no as "certificateNo", conclusion,
           valid_until as "validUntil", origin
      from instrument_certificates
     where enterprise_id = ${enterpriseId} and instrument = any(${[...instruments]}::uuid[]) and retired_on is null
     order by instrument, certified_on desc, id desc`.execute(tx)
  return new Map(rows.map((row) => [row.instrument, row]))
}

/** An instrument on the day on which somebody measures with it. */
export type InstrumentOnDay = {
  readonly name: string
  readonly instrumentNo: string
  readonly mandatory: boolean | null
  readonly state: InstrumentState
}

/** In the order asked; undefined for an instrument that is not there. */
export async function instrumentsOnDays(
  tx: Tx,
  enterpriseId: string,
  asked: readonly { readonly instrument: string; readonly day: CivilDate }[],
): Promise<(InstrumentOnDay | undefined)[]> {
  const { rows } = await sql<InstrumentOnDay & { at: number }>`
    select a.at::int as at, i.name, i.instrument_no as "instrumentNo", i.mandatory,
           instrument_state(i.enterprise_id, i.id, a.day) as state
      from unnest(${asked.map(({ instrument }) => instrument)}::uuid[], ${asked.map(({ day }) => day)}::date[])
             with ordinality as a(instrument, day, at)
      join instruments i on i.enterprise_id = ${enterpriseId} and i.id = a.instrument`.execute(tx)
  const found = new Map(rows.map(({ at, ...row }) => [at, row]))
  return asked.map((_, index) => found.get(index + 1))
}

/** True when the instrument has this certificate already, and it is not void. */
export async function isCertified(
  tx: Tx,
  of: { enterpriseId: string; instrument: string; certifiedOn: CivilDate; certificateNo: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from instrument_certificates
     where enterprise_id = ${of.enterpriseId} and instrument = ${of.instrument} and certified_on = ${of.certifiedOn}
       and certificate_no = ${of.certificateNo} and retired_on is null`.execute(tx)
  return rows.length > 0
}

/** What becomes of the certificate in force when the instrument leaves use, or comes back before it ended. */
export async function releaseCertificate(tx: Tx, enterpriseId: string, instrument: string, on: CivilDate) {
  await sql`
    update instrument_certificates set released_on = ${on}
     where enterprise_id = ${enterpriseId} and instrument = ${instrument} and retired_on is null and valid_until >= ${on}
       and released_on is null`.execute(tx)
}

export async function takeUpCertificate(tx: Tx, enterpriseId: string, instrument: string, on: CivilDate) {
  await sql`
    update instrument_certificates set released_on = null
     where enterprise_id = ${enterpriseId} and instrument = ${instrument} and valid_until >= ${on}`.execute(
    tx,
  )
}

/** The day from which on a certificate counts no more. */
export async function voidOn(tx: Tx, enterpriseId: string, id: string, on: CivilDate) {
  await sql`
    update instrument_certificates set retired_on = ${on} where enterprise_id = ${enterpriseId} and id = ${id}`.execute(
    tx,
  )
}

export async function keepIncident(tx: Tx, enterpriseId: string, id: string, incidentId: string) {
  await sql`
    update instrument_certificates set incident_id = ${incidentId} where enterprise_id = ${enterpriseId} and id = ${id}`.execute(
    tx,
  )
}

export type Colours = Record<InstrumentState, LabelColour>

export async function findColours(tx: Tx, enterpriseId: string): Promise<Colours> {
  const { rows } = await sql<{ state: InstrumentState; colour: LabelColour }>`
    select state, colour from instrument_label_colours where enterprise_id = ${enterpriseId}`.execute(tx)
  return { ...sampleColours, ...Object.fromEntries(rows.map(({ state, colour }) => [state, colour])) }
}

export async function keepColours(tx: Tx, enterpriseId: string, colours: Colours): Promise<void> {
  const [states, chosen] = [Object.keys(colours), Object.values(colours)]
  await sql`
    insert into instrument_label_colours (enterprise_id, state, colour)
    select ${enterpriseId}, * from unnest(${states}::text[], ${chosen}::text[])
    on conflict (enterprise_id, state) do update set colour = excluded.colour`.execute(tx)
}

/** The instruments of a list's filters, for their labels. */
export async function findToLabel(tx: Tx, query: LedgerQuery, limit: number) {
  const { rows } = await sql<LedgerRecord<typeof instruments>>`
    select * from ${ledgerRows(instruments, query)} as listed limit ${limit}`.execute(tx)
  return rows
}

/** As they are printed. */
export async function namesFor(tx: Tx, enterpriseId: string, department: string | undefined) {
  const { rows } = await sql<{ enterprise: string; department: string | null }>`
    select name as enterprise, (select d.name from departments d where d.enterprise_id = e.id and d.id = ${department ?? null}) as department
      from enterprises e where id = ${enterpriseId}`.execute(tx)
  return rows[0] ?? { enterprise: '', department: null }
}
