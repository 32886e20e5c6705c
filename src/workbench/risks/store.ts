import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { RiskLevel, RiskReview, RiskScheme } from './contract.ts'

type SchemeRow = Omit<RiskScheme, 'madeAt'> & { readonly madeAt: Date | null }
const presented = (row: SchemeRow): RiskScheme => ({ ...row, madeAt: row.madeAt?.toISOString() ?? null })

/** All versions, the newest first; before anything was rated the example, as version 0. */
export async function findSchemes(tx: Tx, enterpriseId: string): Promise<[RiskScheme, ...RiskScheme[]]> {
  const { rows } = await sql<SchemeRow>`
    (select version, name, severities, likelihoods, cells, reason, made_at as "madeAt", by_name as "byName"
       from risk_schemes where enterprise_id = ${enterpriseId}
     union all
     select 0, d->>'name', d->'severities', d->'likelihoods', d->'cells', '', null, '系统' from default_risk_scheme() d
      where not exists (select 1 from risk_schemes where enterprise_id = ${enterpriseId}))
    order by version desc`.execute(tx)
  return rows.map(presented) as [RiskScheme, ...RiskScheme[]]
}

export async function schemeInForce(tx: Tx, enterpriseId: string): Promise<RiskScheme> {
  return (await findSchemes(tx, enterpriseId))[0]
}

/** Writes the next version; false when somebody was quicker. */
export async function insertScheme(
  tx: Tx,
  enterpriseId: string,
  scheme: Omit<RiskScheme, 'madeAt'>,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into risk_schemes (enterprise_id, version, name, severities, likelihoods, cells, reason, made_at, by_name)
    values (${enterpriseId}, ${scheme.version}, ${scheme.name}, ${JSON.stringify(scheme.severities)}::jsonb,
            ${JSON.stringify(scheme.likelihoods)}::jsonb, ${JSON.stringify(scheme.cells)}::jsonb, ${scheme.reason}, ${at}, ${scheme.byName})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Rates all in use by the newest scheme, each with an entry in its history; answers how many. */
export async function rerateAll(
  tx: Tx,
  enterpriseId: string,
  by: {
    readonly version: number
    readonly at: Date
    readonly accountId: string | null
    readonly name: string
  },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with before as (
      select id, level, residual_level from risks
       where enterprise_id = ${enterpriseId} and retired_on is null and scheme_version < ${by.version} for update),
    rated as (
      update risks r set scheme_version = ${by.version}, version = version + 1, changed_at = ${by.at} from before b
       where r.enterprise_id = ${enterpriseId} and r.id = b.id
      returning r.id, r.level, r.residual_level, b.level as was, b.residual_level as residual_was),
    told as (
      insert into ledger_events (enterprise_id, id, ledger, record_id, kind, at, account_id, by_name, note, changes)
      select ${enterpriseId}, gen_random_uuid(), 'risk', id, 'rerated', ${by.at}, ${by.accountId}, ${by.name}, '',
             (select coalesce(jsonb_agg(c), '[]') from (
                select jsonb_build_object('key', 'level', 'from', was, 'to', level) c where was is distinct from level
                union all
                select jsonb_build_object('key', 'residualLevel', 'from', residual_was, 'to', residual_level)
                 where residual_was is distinct from residual_level) s)
        from rated)
    select count(*)::int as n from rated`.execute(tx)
  return rows[0]?.n ?? 0
}

export type NewReview = Omit<RiskReview, 'at'> & {
  readonly enterpriseId: string
  readonly riskId: string
  readonly accountId: string | null
}

export async function insertReview(tx: Tx, review: NewReview, at: Date): Promise<void> {
  await tx
    .insertInto('risk_reviews')
    .values({
      enterprise_id: review.enterpriseId,
      id: review.id,
      risk_id: review.riskId,
      reviewed_on: review.on,
      scheme_version: review.schemeVersion,
      severity: review.severity,
      likelihood: review.likelihood,
      level: review.level,
      residual_severity: review.residualSeverity,
      residual_likelihood: review.residualLikelihood,
      residual_level: review.residualLevel,
      conclusion: review.conclusion,
      at,
      account_id: review.accountId,
      by_name: review.byName,
    })
    .execute()
}

/** The newest 100. */
export async function findReviews(tx: Tx, enterpriseId: string, riskId: string): Promise<RiskReview[]> {
  const { rows } = await sql<Omit<RiskReview, 'at'> & { at: Date }>`
    select id, reviewed_on::text as "on", scheme_version as "schemeVersion", severity, likelihood, level,
           residual_severity as "residualSeverity", residual_likelihood as "residualLikelihood", residual_level as "residualLevel",
           conclusion, at, by_name as "byName"
      from risk_reviews where enterprise_id = ${enterpriseId} and risk_id = ${riskId} order by id desc limit 100`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Incidents that name the risk, the newest 20. */
export async function findIncidentsOf(tx: Tx, enterpriseId: string, riskId: string) {
  const { rows } = await sql<{ id: string; number: string; title: string; stage: string }>`
    select id, number, title, stage from incidents where enterprise_id = ${enterpriseId} and risk = ${riskId}
     order by id desc limit 20`.execute(tx)
  return rows
}

/** Which of these numbers another risk of the enterprise has already. */
export async function findTakenNumbers(
  tx: Tx,
  enterpriseId: string,
  wanted: readonly { readonly riskNo: string; readonly recordId: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ no: string }>`
    select w.no from unnest(${wanted.map(({ riskNo }) => riskNo)}::text[], ${wanted.map(({ recordId }) => recordId)}::uuid[]) w (no, id)
      join risks r on r.enterprise_id = ${enterpriseId} and r.risk_no = w.no and r.id <> w.id`.execute(tx)
  return new Set(rows.map(({ no }) => no))
}

type Cell = {
  readonly severity: number | null
  readonly likelihood: number | null
  readonly level: RiskLevel | null
}
type Counted = Cell & { readonly current: boolean; readonly overdue: number; readonly count: number }

/** Those in use by pair, level and whether the scheme in force rated them. */
export async function countRisks(
  tx: Tx,
  enterpriseId: string,
  of: 'inherent' | 'residual',
  by: { readonly schemeVersion: number; readonly today: CivilDate },
): Promise<Counted[]> {
  const [severity, likelihood, level] =
    of === 'inherent'
      ? [sql`severity`, sql`likelihood`, sql`level`]
      : [sql`residual_severity`, sql`residual_likelihood`, sql`residual_level`]
  const { rows } = await sql<Counted>`
    select ${severity} as severity, ${likelihood} as likelihood, ${level} as level, scheme_version = ${by.schemeVersion} as current,
           count(*) filter (where next_review_on < ${by.today}::date)::int as overdue, count(*)::int as count
      from risks where enterprise_id = ${enterpriseId} and retired_on is null group by 1, 2, 3, 4`.execute(tx)
  return rows
}
