import type { Tx } from '../database/transaction.ts'
import type { Context } from '../perform.ts'
import type { Value } from './columns.ts'
import type { LedgerRecord } from './ledger.ts'
import type { LedgerPolicies } from './ledger-policies.ts'

export type Values = Readonly<Record<string, Value>>
export type KeptRecord = LedgerRecord & Values

/** A row of a file that is good so far: what the record would be, and which it is (a new one's id is made already). */
export type RowToJudge = {
  readonly values: Values
  readonly recordId: string
  readonly outcome: 'add' | 'change'
}

/** What is special about one ledger, beside its declaration. */
export type LedgerParts = {
  readonly policies: LedgerPolicies
  /** Refuses values that do not go together, in form and file, before they are written. @throws invalidInput */
  check?(values: Values): void
  /** Asked before a person's deed, with what is in the database at hand. Throws its refusal. */
  readonly before?: {
    add?(ctx: Context, enterpriseId: string, values: Values): Promise<void>
    change?(ctx: Context, record: KeptRecord, values: Values): Promise<void>
    retire?(ctx: Context, record: KeptRecord): Promise<void>
    /** Before a record is taken into use again. */
    resume?(ctx: Context, record: KeptRecord): Promise<void>
    /** Before a file is added to a record. */
    attach?(ctx: Context, record: KeptRecord): Promise<void>
  }
  /** Of each row of a file, many at once: the reason why it is refused, or null. Reads only. */
  judge?(tx: Tx, enterpriseId: string, rows: readonly RowToJudge[]): Promise<readonly (string | null)[]>
  /**
   * The managed columns that follow from the others (always the same keys), at every writing by people and files. `record` is
   * what stood there before.
   */
  derive?(values: Values, record?: Values): Values
}

/** What of it a file's rows are judged by. */
export type JudgingParts = Pick<LedgerParts, 'check' | 'judge' | 'derive'>
