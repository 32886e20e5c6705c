import type { Column, Value, ValueOf } from './columns.ts'

export type Columns = Readonly<Record<string, Column>>

/**
 * A table-like record of one enterprise: what all such records share is written once, from this declaration. What is
 * special about one (its lifecycle, its computed dates) stays in its capability.
 */
export type Ledger<C extends Columns = Columns> = {
  /** Begins the names of its operations and of its entries in the trail: `instrument`. */
  readonly name: string
  /** Below the enterprise's path: `instruments`. */
  readonly path: string
  /** Made by `make_ledger` in a migration; columns as the keys, in snake case. */
  readonly table: string
  /** 计量器具台帐 */
  readonly title: string
  /** One of its records: 计量器具 */
  readonly noun: string
  readonly columns: C
  /**
   * By these a row of a file is known to be a record that is there; unique in the enterprise. Where a column of the key is not
   * required, missing equals missing (`nulls not distinct`), and the first one is required.
   */
  readonly key: readonly string[]
  /** What a record is called in lists, links and messages. */
  readonly called: string
  /**
   * Who writes its records: people through form and import, unless the capability's own verbs do (`addRecord`,
   * `changeRecord`). Then it has only the operations that read.
   */
  readonly writtenBy?: 'people' | 'verbs'
  /** Files may be kept with a record; they are added, never taken away. */
  readonly attachments?: true
  /** A day that must not be missed: who keeps the ledger is reminded `lead` days before it, and when it is past. */
  readonly due?: DueRule
}

export type DueRule = {
  /** Key of a date column. */
  readonly column: string
  readonly lead: readonly number[]
  /** What is due: 检定到期 */
  readonly label: string
}

export type ValuesOf<L extends Ledger> = {
  [K in keyof L['columns']]: ValueOf<L['columns'][K]>
}

/** What the records are called to which the links lead. */
type CalledOf<L extends Ledger> = {
  [K in keyof L['columns'] & string as L['columns'][K] extends { kind: 'link' } ? `${K}Called` : never]:
    | string
    | null
}

/** A record as it is kept. `retiredOn`: from that day on it is no longer in use; it stays in the ledger. */
export type LedgerRecord<L extends Ledger = Ledger> = ValuesOf<L> &
  CalledOf<L> & {
    readonly enterpriseId: string
    readonly id: string
    readonly version: number
    readonly retiredOn: string | null
    readonly changedAt: string
  }

export function declareLedger<const C extends Columns>(
  ledger: Ledger<C> & { readonly key: readonly (keyof C & string)[]; readonly called: keyof C & string },
): Ledger<C> {
  return ledger
}

/** The column of the table for a key of the ledger: `serialNumber` → `serial_number`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

export function columnsOf(ledger: Ledger): readonly (readonly [key: string, column: Column])[] {
  return Object.entries(ledger.columns)
}

/** The columns that people write. */
export function writtenColumns(ledger: Ledger): readonly (readonly [key: string, column: Column])[] {
  return columnsOf(ledger).filter(([, { managed }]) => !managed)
}

/** The values by which a record is known, as one text; empty where one that must be there is missing. */
export function keyOf(ledger: Ledger, values: Readonly<Record<string, Value>>): string {
  const parts = ledger.key.map((key) => values[key] ?? null)
  const lacking = ledger.key.some((key, at) => ledger.columns[key]?.required && parts[at] === null)
  return lacking ? '' : JSON.stringify(parts)
}
