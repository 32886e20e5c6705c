import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { industryName } from '#registry/enterprises/industries.ts'
import type { Filing } from '#registry/filings/contract.ts'
import { openFilingPrivate } from '#registry/filings/index.ts'
import { EDUCATION_LEVELS, labelOf, TITLE_LEVELS } from '#registry/rules/code-lists.ts'
import type { DetailField } from '../columns/catalogue.ts'
import { CELL_LIMIT, type DetailRow } from '../cover.ts'
import type { Moment, Standing } from './standings.ts'

type Found = {
  enterprise_id: string
  unit_name: string
  name: string
  credit_code: string
  type_text: string
  industry_code: string | null
  size: string | null
  products: string
  position_title: string
  full_time: boolean
  person_name: string
  term_from: string
  filing_id: string | null
  form: Filing['form'] | null
  private_sealed: Buffer | null
  filing_no: string | null
  registered_at: Date | null
  awards: string[] | null
  trained_on: string | null
  trainer: string | null
  certificate_no: string | null
  told_name: string | null
}

/** Rows of 附件2 part A, by unit and enterprise; 序号 is given by whoever puts them together. Personal data in full. */
export async function findDetails(
  tx: Tx,
  sealer: Sealer,
  standings: readonly Standing[],
  at: Moment,
): Promise<DetailRow[]> {
  const with_ = standings.filter((each) => each.letter || each.trained || each.evaluated || each.filed)
  const known = new Map(with_.map((each) => [each.enterpriseId, each]))
  const { rows } = await sql<Found>`
    select e.id as enterprise_id, u.name as unit_name, e.name, e.credit_code, e.type_text, e.industry_code, e.size, e.products,
           a.position_title, a.full_time, a.person_name, a.term_from::text as term_from,
           f.id as filing_id, f.form, f.private_sealed, f.filing_no, f.registered_at,
           (select array_agg(distinct r.name || case when m.nominated then '（提名）' else '' end)
              from rosters r cross join lateral roster_members(r.id, ${at.on}::date, ${at.knownAt}) m
             where r.scope_code = 'government-quality-award' and m.enterprise_id = e.id and r.period_from <= ${at.on}::date
               and (r.period_to is null or r.period_to >= ${at.on}::date)) as awards,
           t.held_on::text as trained_on, t.issuer as trainer, c.number as certificate_no,
           coalesce(t.person_name, c.person_name, l.person_name) as told_name
      from enterprises e
      join unnest(${with_.map(({ enterpriseId }) => enterpriseId)}::uuid[], ${with_.map(({ unitId }) => unitId)}::uuid[])
        as w(enterprise_id, unit_id) on w.enterprise_id = e.id
      join org_units u on u.id = w.unit_id
      left join lateral (
        select a.* from appointments a
         where a.enterprise_id = e.id and a.status in ('issued', 'ended') and a.term_from <= ${at.on}::date
           and (a.term_to is null or a.term_to >= ${at.on}::date)
           and (a.ended_on is null or a.ended_at > ${at.knownAt} or a.ended_on >= ${at.on}::date)
         order by a.term_from desc limit 1) a on true
      left join lateral (
        select f.* from filings f
         where f.enterprise_id = e.id and f.appointment_id = a.id and f.kind <> 'cancel' and f.registered_at <= ${at.knownAt}
           and (f.registered_at at time zone 'Asia/Shanghai')::date <= ${at.on}::date
         order by f.registered_at desc limit 1) f on true
      left join lateral (${toldOf('training', at)}) t on true
      left join lateral (${toldOf('evaluation', at)}) c on true
      left join lateral (${toldOf('letter', at)}) l on true
     order by u.numbering_code, e.name, e.id`.execute(tx)
  return rows.map((row) => rowOf(row, known.get(row.enterprise_id), sealer))
}

/** The last that a survey record says is held, unless it was taken back. */
const toldOf = (kind: string, at: Moment) => sql`
  select s.held_on, s.issuer, s.number, s.person_name from credential_records s
   where s.enterprise_id = e.id and s.kind = ${kind} and s.held and s.as_of <= ${at.on}::date
     and s.recorded_at <= ${at.knownAt} and not exists (
       select 1 from credential_records v where v.enterprise_id = s.enterprise_id and v.voids = s.id
          and v.recorded_at <= ${at.knownAt})
   order by s.as_of desc, s.recorded_at desc limit 1`

const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? '是' : '否')

function rowOf(row: Found, standing: Standing | undefined, sealer: Sealer): DetailRow {
  // Of an officer whose filing was cancelled, or is not registered yet, no form is reported.
  const isFiled = standing?.filed === true && row.filing_id !== null
  const form: Partial<Filing['form']> = (isFiled && row.form) || {}
  const part =
    isFiled && row.filing_id
      ? openFilingPrivate(sealer, { id: row.filing_id, private_sealed: row.private_sealed })
      : {}
  const industry = form.industryCode ?? row.industry_code ?? ''
  const level = form.titleLevel && form.titleLevel !== 'none' ? labelOf(TITLE_LEVELS, form.titleLevel) : ''
  const cells: Record<Exclude<DetailField, 'seq'>, string> = {
    unit: row.unit_name,
    enterprise: row.name,
    creditCode: row.credit_code,
    industry: industry && [industry, industryName(industry)].filter(Boolean).join(' '),
    enterpriseType: form.enterpriseType ?? row.type_text,
    size: form.size ?? row.size ?? '',
    aboveScale: yesNo(standing?.aboveScale),
    award: row.awards?.join('；') ?? '无',
    products: form.products ?? row.products,
    person: form.name ?? row.person_name ?? row.told_name ?? '',
    gender: part.gender ?? '',
    idNumber: part.idNumber ?? '',
    education: form.education ? labelOf(EDUCATION_LEVELS, form.education.level) : '',
    title: form.titleName || level,
    currentPost: form.currentPost ?? row.position_title ?? '',
    qualityYears: form.qualityYears === undefined ? '' : String(form.qualityYears),
    fullTime: row.full_time === null ? '' : row.full_time ? '专职' : '兼职',
    appointedOn: row.term_from ?? '',
    letter: yesNo(standing?.letter),
    trained: yesNo(standing?.trained),
    trainedOn: row.trained_on ?? form.trainedOn ?? '',
    trainer: row.trainer ?? form.trainer ?? '',
    evaluated: yesNo(standing?.evaluated),
    certificateNo: row.certificate_no ?? '',
    mobile: part.mobile ?? '',
    filingNo: (isFiled && row.filing_no) || '',
    filedOn: isFiled && row.registered_at ? civilDateOf(row.registered_at) : '',
    remarks: form.remarks ?? '',
  }
  const filled = Object.entries(cells).filter(([, value]) => value !== '')
  return Object.fromEntries(filled.map(([key, value]) => [key, value.slice(0, CELL_LIMIT).toWellFormed()]))
}
