import { sql } from 'kysely'
import { PREPARED, type Tx } from '#platform/database/transaction.ts'
import { addMonthsClamped, type CivilDate } from '#platform/values/civil-date.ts'
import type { ClauseWord, FoundRecords } from './contract.ts'
import type { Declared } from './declared.ts'

export type Found = Declared & { readonly records: FoundRecords }

type CountedRow = { at: number; n: number; latest: string | null; older: string | null }

/**
 * Asks all declared queries as one statement. One of which only the last months count is asked a second time without that
 * limit where it found nothing, so that what is too old can be named; else the database leaves that question out.
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
  const asked = declared.map((each, at) => {
    const { evidence } = each
    const since = sinceOf(each)
    const older =
      since === null
        ? sql`null::text`
        : sql`case when e.n = 0 then (select w.latest::text from (${evidence.query(enterpriseId, null)}) w) end`
    return sql<CountedRow>`
      select ${sql.lit(at)}::int as at, e.n::int as n, e.latest::text as latest, ${older} as older
        from (${evidence.query(enterpriseId, since)}) e`
  })
  const { rows } = await sql<CountedRow>`${sql.raw(PREPARED)} ${sql.join(asked, sql` union all `)}`.execute(
    tx,
  )
  const byPlace = new Map(rows.map((row) => [row.at, row]))
  return declared.map((each, at) => {
    const { what, path } = each.evidence
    const { n = 0, latest = null, older = null } = byPlace.get(at) ?? {}
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
