import { sql } from 'kysely'
import type { Tx } from '../database/transaction.ts'
import { invalidInput } from '../operation.ts'
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
  const { rows: round } = await sql`
    with recursive above as (
      select ${to}::uuid as id
      union
      select ${sql.ref(`r.${columnName(key)}`)} from above a join ${sql.table(ledger.table)} r
          on r.enterprise_id = ${of.enterpriseId} and r.id = a.id)
    select 1 from above where id = ${of.id}`.execute(tx)
  return round.length > 0 ? `选了它自己或它下面的${ledger.noun}，会绕成一圈。请另选。` : undefined
}
