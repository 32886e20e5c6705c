import { type RawBuilder, sql } from 'kysely'
import type { Evidence } from '#platform/declared-queries.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { Declared } from './declared.ts'

/** What the registry, the basic ledgers and the plan of the running year prove: counted here, since it takes the day. */

type Asked = { readonly enterpriseId: string; readonly since: string | null; readonly today: CivilDate }
type Counted = RawBuilder<{ n: number; latest: string | null }>

const letters = (where: RawBuilder<unknown>) => (asked: Asked) =>
  sql<{ n: number; latest: string | null }>`
  select count(*)::int as n, max(a.issued_on)::text as latest from appointments a
   where a.enterprise_id = ${asked.enterpriseId} and ${inOffice(asked.today)} and ${where}`

/** The letter under which somebody is in office today. */
const inOffice = (today: CivilDate) => sql`
  a.status in ('issued', 'ended') and a.term_from <= ${today}::date
  and coalesce(a.ended_on, a.term_to, 'infinity'::date) >= ${today}::date`

const power = (...ids: readonly string[]) => letters(sql`a.powers && ${[...ids]}::text[]`)

const filed = (where: RawBuilder<unknown>) => (asked: Asked) =>
  sql<{ n: number; latest: string | null }>`
  select count(*)::int as n, max((f.registered_at at time zone 'Asia/Shanghai')::date)::text as latest from filings f
   where f.enterprise_id = ${asked.enterpriseId} and f.status = 'registered' and ${where}`

const condition = (id: string) => filed(sql`f.form->'generalConditions'->${id} = 'true'::jsonb`)

const trainings = ({ enterpriseId, since }: Asked): Counted => sql`
  select count(*)::int as n, max(c.held_on)::text as latest from credential_records c
   where c.enterprise_id = ${enterpriseId} and c.kind = 'training' and c.held and c.voids is null
     and coalesce(c.held_on >= ${since}::date, ${since}::date is null)
     and not exists (select 1 from credential_records v where v.enterprise_id = c.enterprise_id and v.voids = c.id)`

/** Evaluations, and the running term; nothing as long as a term that is over was not evaluated. */
const terms = ({ enterpriseId, today }: Asked): Counted => sql`
  select case when exists (
           select 1 from appointments a where a.enterprise_id = ${enterpriseId} and a.status = 'issued' and a.term_to < ${today}::date
              and not exists (select 1 from term_evaluations e where e.enterprise_id = a.enterprise_id and e.appointment_id = a.id))
         then 0
         else (select count(*) from term_evaluations e where e.enterprise_id = ${enterpriseId})
            + (select count(*) from appointments a where a.enterprise_id = ${enterpriseId} and ${inOffice(today)}) end::int as n,
         (select max(e.evaluated_on)::text from term_evaluations e where e.enterprise_id = ${enterpriseId}) as latest`

/** Endings with their reason, and who is in office; nothing as long as nobody is. */
const endings = ({ enterpriseId, today }: Asked): Counted => sql`
  select case when count(*) filter (where ${inOffice(today)}) = 0 then 0 else count(*) end::int as n, max(a.ended_on)::text as latest
    from appointments a
   where a.enterprise_id = ${enterpriseId} and (a.end_reason is not null or (${inOffice(today)}))`

/** Dismissals for a reason that the rules name; reasons of a free choice are not among them. */
const dismissals = ({ enterpriseId }: Asked): Counted => sql`
  select count(*)::int as n, max(a.ended_on)::text as latest from appointments a
   where a.enterprise_id = ${enterpriseId} and a.end_reason in ('violations-or-dereliction', 'concealed-risk', 'other-illegal-acts')`

const kept =
  (table: string, where: RawBuilder<unknown>) =>
  ({ enterpriseId }: Asked): Counted =>
    sql`
  select count(*)::int as n, max((t.changed_at at time zone 'Asia/Shanghai')::date)::text as latest from ${sql.table(table)} t
   where t.enterprise_id = ${enterpriseId} and t.retired_on is null and ${where}`

/** The plan of the year that runs, whatever day it was approved on. */
const planOfYear = ({ enterpriseId, today }: Asked): Counted => sql`
  select count(*)::int as n, max(p.approved_on)::text as latest from quality_plans p
   where p.enterprise_id = ${enterpriseId} and p.kind = 'quality' and p.status in ('in-force', 'concluded')
     and p.year = extract(year from ${today}::date)`

/** Releases of batches and acceptances of purchases: what was decided at these stages. */
const stages = ({ enterpriseId, since }: Asked): Counted => sql`
  select count(*)::int as n, max(d.decided_on)::text as latest
    from (select b.decided_on from batches b where b.enterprise_id = ${enterpriseId} and b.status <> 'made'
          union all
          select p.decided_on from purchases p where p.enterprise_id = ${enterpriseId} and p.status <> 'pending') d
   where coalesce(d.decided_on >= ${since}::date, ${since}::date is null)`

type Source = {
  readonly source: string
  readonly clauses: readonly string[]
  readonly what: string
  readonly path: string
  readonly months?: number
  readonly count: (asked: Asked) => Counted
}

const always = sql`true`
const letter = (source: string, what: string, count: Source['count'], ...clauses: string[]): Source => ({
  source,
  clauses,
  what,
  path: 'appointments',
  count,
})
const declared = (id: string, clause: string): Source => ({
  source: `filing-${id}`,
  clauses: [clause],
  what: '备案表中声明的一般条件',
  path: 'tenure',
  count: condition(id),
})

const sources: readonly Source[] = [
  letter('letter', '在任首席质量官的聘书', letters(always), '4.2', '9.1'),
  letter('letter-decision-level', '写明决策层岗位的聘书', letters(sql`a.position_level = 'decision'`), '4.1'),
  letter('letter-scan', '盖章聘书的扫描件', letters(sql`a.scan_id is not null`), '4.2'),
  letter('letter-departments', '写明所领导部门的聘书', letters(sql`cardinality(a.departments) > 0`), '4.4'),
  declared('character', '5.1a'),
  declared('quality-law', '5.1b'),
  declared('quality-knowledge', '5.1c'),
  declared('trade-knowledge', '5.1d'),
  {
    source: 'filing-qualified',
    clauses: ['5.1e'],
    what: '已登记的备案，任职条件符合',
    path: 'tenure',
    count: filed(sql`f.outcome in ('pass', 'relaxed')`),
  },
  {
    source: 'training-record',
    clauses: ['5.1f', '9.3'],
    what: '首席质量官培训记录',
    path: 'survey',
    count: trainings,
  },
  {
    source: 'training-this-year',
    clauses: ['5.1f'],
    what: '近 12 个月的培训记录',
    path: 'survey',
    months: 12,
    count: trainings,
  },
  letter('power-culture', '授予质量文化建立与推行权的聘书', power('quality-culture'), '8.1a'),
  letter(
    'power-strategy',
    '授予质量战略规划、计划建立和实施权的聘书',
    power('strategy-and-plans', 'strategy-and-annual-plan'),
    '8.1b',
  ),
  letter('power-decisions', '授予经营决策权的聘书', power('business-decisions'), '8.1c'),
  letter('power-veto', '授予“一票否决”权的聘书', power('quality-safety-veto'), '8.1d'),
  letter('power-funds', '授予质量经费管理权的聘书', power('quality-funds'), '8.1e'),
  letter('power-personnel', '授予人事建议权的聘书', power('personnel-proposals'), '8.1f'),
  letter('power-rewards', '授予考核、奖励审定权的聘书', power('assessment-and-reward'), '8.1g'),
  letter('terms-evaluated', '任期评定和在任任期', terms, '9.2'),
  {
    source: 'endings-recorded',
    clauses: ['9.4'],
    what: '离任记录和在任聘任',
    path: 'tenure',
    count: endings,
  },
  {
    source: 'dismissals',
    clauses: ['9.5'],
    what: '因所列情形解除聘任的记录',
    path: 'tenure',
    count: dismissals,
  },
  {
    source: 'plan-of-this-year',
    clauses: ['7.1.2a'],
    what: '本年度批准的质量工作计划',
    path: 'quality-plans',
    count: planOfYear,
  },
  {
    source: 'departments',
    clauses: ['4.3'],
    what: '标为质量部门的部门',
    path: 'departments',
    count: kept('departments', sql`t.quality`),
  },
  {
    source: 'key-posts',
    clauses: ['7.2d'],
    what: '标出的关键岗位人员',
    path: 'staff',
    count: kept('staff_members', sql`t.key_post`),
  },
  {
    source: 'stage-records',
    clauses: ['7.2c'],
    what: '批次放行和采购验收的记录',
    path: 'batches',
    months: 12,
    count: stages,
  },
  {
    source: 'products-kept',
    clauses: ['7.2a'],
    what: '产品台帐',
    path: 'products',
    count: kept('products', always),
  },
  {
    source: 'staff-kept',
    clauses: ['7.4d'],
    what: '人员台帐',
    path: 'staff',
    count: kept('staff_members', always),
  },
  {
    source: 'products-with-standard',
    clauses: ['7.4b'],
    what: '写明执行标准的产品',
    path: 'products',
    count: kept('products', sql`t.standard is not null`),
  },
]

/** What the registry proves on a day. */
export function registryEvidence(today: CivilDate): Declared[] {
  return sources.map(({ source, clauses, what, path, months, count }) => {
    const evidence: Evidence = {
      clauses,
      what,
      path,
      ...(months !== undefined && { months }),
      query: (enterpriseId, since) => count({ enterpriseId, since, today }),
    }
    return { source, evidence }
  })
}
