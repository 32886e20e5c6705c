import { sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { invalidInput, wrongState } from '../operation.ts'
import type { Column } from './columns.ts'
import { columnName, columnsOf, type Ledger } from './ledger.ts'
import type { Values } from './ledger-parts.ts'

type Link = Extract<Column, { kind: 'link' }>

/** Every link that is new leads to a record of the enterprise, and an acyclic one not back to where it began. @throws invalidInput */
export async function mustLead(
  tx: Tx,
  ledger: Ledger,
  of: { readonly enterpriseId: string; readonly id: string },
  values: Values,
  before: Values | undefined,
): Promise<void> {
  const changed = columnsOf(ledger).flatMap(([key, column]) => {
    const to = values[key]
    const fresh = column.kind === 'link' && typeof to === 'string' && to !== before?.[key]
    return fresh ? [{ key, column, to }] : []
  })
  const wrong = await Promise.all(
    changed.map(async ({ key, column, to }) => {
      const why = await whyNot(tx, ledger, of, { key, column, to })
      return why ? [{ path: `values.${key}`, message: `${column.label}：${why}` }] : []
    }),
  )
  const errors = wrong.flat()
  if (errors.length > 0) throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
}

async function whyNot(
  tx: Tx,
  ledger: Ledger,
  of: { readonly enterpriseId: string; readonly id: string },
  { key, column, to }: { key: string; column: Link; to: string },
): Promise<string | undefined> {
  const target = column.to()
  const { rows } = await sql`
    select 1 from ${sql.table(target.table)} where enterprise_id = ${of.enterpriseId} and id = ${to}`.execute(
    tx,
  )
  if (rows.length === 0) return `没有这条${target.noun}。请从列表中重新选择。`
  if (!column.acyclic) return undefined
  await oneAtATime(tx, ledger, of.enterpriseId)
  const { rows: round } = await sql`
    with recursive above as (
      select ${to}::uuid as id
      union
      select ${sql.ref(`r.${columnName(key)}`)} from above a join ${sql.table(ledger.table)} r
          on r.enterprise_id = ${of.enterpriseId} and r.id = a.id)
    select 1 from above where id = ${of.id}`.execute(tx)
  return round.length > 0 ? `选了它自己或它下面的${ledger.noun}，会绕成一圈。请另选。` : undefined
}

/** Two who each put one under the other at the same time would both see no circle. */
async function oneAtATime(tx: Tx, ledger: Ledger, enterpriseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ledger.name} ${enterpriseId}`}, 0))`.execute(
    tx,
  )
}

/** After a file has been written: no acyclic link of a record of it leads round to where it began. @throws wrongState */
export async function mustNotGoRound(
  tx: Tx,
  ledger: Ledger,
  run: { readonly enterprise_id: string; readonly id: string },
): Promise<void> {
  for (const [key, column] of columnsOf(ledger)) {
    if (column.kind !== 'link' || !column.acyclic) continue
    await oneAtATime(tx, ledger, run.enterprise_id)
    const link = sql.ref(`t.${columnName(key)}`)
    const { rows } = await sql<{ called: string }>`
      with recursive up as (
        select w.record_id as start, w.record_id as at from ledger_import_rows w
         where w.enterprise_id = ${run.enterprise_id} and w.import_id = ${run.id} and w.outcome = 'change'
        union
        select u.start, ${link} from up u join ${sql.table(ledger.table)} t
            on t.enterprise_id = ${run.enterprise_id} and t.id = u.at where ${link} is not null),
      above as (
        select u.start, ${link} as at from up u join ${sql.table(ledger.table)} t
            on t.enterprise_id = ${run.enterprise_id} and t.id = u.at)
      select distinct ${sql.ref(`t.${columnName(ledger.called)}`)} as called from above a join ${sql.table(ledger.table)} t
          on t.enterprise_id = ${run.enterprise_id} and t.id = a.start
       where a.at = a.start limit 5`.execute(tx)
    if (rows.length === 0) continue
    const names = rows.map(({ called }) => called).join('、')
    throw wrongState({
      detail: `${column.label}：${names}会绕成一圈，整份没有写入。请改正文件中的“${column.label}”后重新导入。`,
    })
  }
}
