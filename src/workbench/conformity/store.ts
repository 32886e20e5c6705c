import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { addMonthsClamped, type CivilDate } from '#platform/values/civil-date.ts'
import type { ClauseWord, FoundRecords } from './contract.ts'
import type { Declared } from './declared.ts'

export type Found = Declared & { readonly records: FoundRecords }

type CountedRow = { at: number; whole: boolean; n: number; latest: string | null }

/**
 * Asks all declared queries as one statement. Those of which only the last months count are asked a second time without that
 * limit, so that what is too old can be named.
 */
export async function findRecords(
  tx: Tx,
  enterpriseId: string,
  declared: readonly Declared[],
  today: CivilDate,
): Promise<Found[]> {
  if (declared.length === 0) return []
  const sinceOf = ({ evidence: { months } }: Declared) =>
    months === undefined ? null : addMonthsClamped(today, -months)
  const one = (at: number, whole: boolean, query: RawBuilder<unknown>) =>
    sql<CountedRow>`select ${sql.lit(at)}::int as at, ${sql.lit(whole)} as whole, e.n::int as n, e.latest::text as latest from (${query}) e`
  const asked = declared.flatMap((each, at) => {
    const since = sinceOf(each)
    const now = one(at, false, each.evidence.query(enterpriseId, since))
    return since === null ? [now] : [now, one(at, true, each.evidence.query(enterpriseId, null))]
  })
  const { rows } = await sql<CountedRow>`${sql.join(asked, sql` union all `)}`.execute(tx)
  return declared.map((each, at) => {
    const row = rows.find((found) => found.at === at && !found.whole)
    const whole = rows.find((found) => found.at === at && found.whole)
    const { what, path } = each.evidence
    const n = row?.n ?? 0
    const latest = row?.latest ?? null
    const older = n === 0 ? (whole?.latest ?? null) : null
    return { ...each, records: { what, path, n, latest, since: sinceOf(each), older } }
  })
}

type WordRow = Omit<ClauseWord, 'at' | 'file'> & {
  clause: string
  at: Date
  fileId: string | null
  fileName: string | null
}

const wordColumns = sql`
  w.clause, w.seq, w.kind, w.text, w.file_id as "fileId", f.name as "fileName", w.valid_until::text as "validUntil",
  w.by_name as "byName", w.at`
const wordTables = sql`clause_words w left join files f on f.enterprise_id = w.enterprise_id and f.id = w.file_id`

const toWord = ({ clause: _, fileId, fileName, at, ...row }: WordRow): ClauseWord => ({
  ...row,
  file: fileId === null ? null : { id: fileId, name: fileName ?? '' },
  at: at.toISOString(),
})

/** The newest word on each clause. */
export async function findNewestWords(
  tx: Tx,
  enterpriseId: string,
): Promise<ReadonlyMap<string, ClauseWord>> {
  const { rows } = await sql<WordRow>`
    select distinct on (w.clause) ${wordColumns} from ${wordTables}
     where w.enterprise_id = ${enterpriseId} order by w.clause, w.seq desc`.execute(tx)
  return new Map(rows.map((row) => [row.clause, toWord(row)]))
}

/** Every word on one clause, the newest first. */
export async function findWords(tx: Tx, enterpriseId: string, clause: string): Promise<ClauseWord[]> {
  const { rows } = await sql<WordRow>`
    select ${wordColumns} from ${wordTables}
     where w.enterprise_id = ${enterpriseId} and w.clause = ${clause} order by w.seq desc limit 200`.execute(
    tx,
  )
  return rows.map(toWord)
}

export type NewWord = {
  readonly enterpriseId: string
  readonly clause: string
  readonly seq: number
  readonly kind: ClauseWord['kind']
  readonly text: string
  readonly fileId: string | null
  readonly validUntil: CivilDate | null
  readonly accountId: string | null
  readonly byName: string
  readonly at: Date
}

/** False when somebody has said something on this clause since `seq`. */
export async function insertWord(tx: Tx, word: NewWord): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into clause_words (enterprise_id, clause, seq, kind, text, file_id, valid_until, account_id, by_name, at)
    select ${word.enterpriseId}, ${word.clause}, ${word.seq}, ${word.kind}, ${word.text}, ${word.fileId}, ${word.validUntil}::date,
           ${word.accountId}, ${word.byName}, ${word.at}
     where ${word.seq} = 1 + coalesce((select max(seq) from clause_words
                                        where enterprise_id = ${word.enterpriseId} and clause = ${word.clause}), 0)
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}
