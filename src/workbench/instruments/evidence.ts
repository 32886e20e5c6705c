import { sql } from 'kysely'
import type { DueQuery, DueRow, Evidence } from '#platform/declared-queries.ts'

type Counted = { n: number; latest: string | null }

/** What proves 7.4 a of DB1302/T 589—2024: the ledger, the certificates, and what is measured with the instruments. */
export const evidence: readonly Evidence[] = [
  {
    clauses: ['7.4a'],
    what: '计量器具台帐',
    path: 'instruments',
    query: (enterpriseId) => sql<Counted>`
      select count(*)::int as n, max((changed_at at time zone 'Asia/Shanghai')::date)::text as latest
        from instruments where enterprise_id = ${enterpriseId} and retired_on is null`,
  },
  {
    clauses: ['7.4a'],
    what: '检定校准证书',
    path: 'instruments/certificates',
    months: 12,
    query: (enterpriseId, since) => sql<Counted>`
      select count(*)::int as n, max(certified_on)::text as latest
        from instrument_certificates
       where enterprise_id = ${enterpriseId} and retired_on is null and certified_on >= coalesce(${since}::date, '-infinity')`,
  },
  {
    clauses: ['7.4a', '7.2c'],
    what: '器具使用记录',
    path: 'instruments/uses',
    months: 12,
    query: (enterpriseId, since) => sql<Counted>`
      select count(*)::int as n, max(used_on)::text as latest
        from instrument_uses
       where enterprise_id = ${enterpriseId} and retired_on is null and used_on >= coalesce(${since}::date, '-infinity')`,
  },
]

/** Sweeps that nobody has evaluated; they wait since the certificate. Due days of the instruments come from their ledger. */
export const due: readonly DueQuery[] = [
  {
    kind: 'instrument-sweep',
    label: '超差追溯',
    query: (enterpriseId, until) => sql<DueRow>`
      select c.id, c.certificate_no as number, '超差追溯待评价：' || i.instrument_no || ' ' || i.name as what, i.keeper as owner_id,
             s.name as owner, c.certified_on::text as due_on, 'instruments/certificates/' || c.id as path
        from instrument_certificates c
        join instruments i on i.enterprise_id = c.enterprise_id and i.id = c.instrument
        left join staff_members s on s.enterprise_id = i.enterprise_id and s.id = i.keeper
       where c.enterprise_id = ${enterpriseId} and c.sweep = 'open' and c.retired_on is null and c.certified_on <= ${until}`,
  },
]
