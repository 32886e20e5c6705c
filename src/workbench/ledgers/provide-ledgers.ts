import type { DueRule, Ledger } from '#platform/ledger/ledger.ts'

let known: readonly Ledger[] = []

/** All ledgers of the house; told at the start by whoever puts it together. */
export function provideLedgers(ledgers: readonly Ledger[]): void {
  known = ledgers
}

/** Those with a day that must not be missed. */
export function ledgersWithDue(): { ledger: Ledger; due: DueRule }[] {
  return known.flatMap((ledger) => (ledger.due ? [{ ledger, due: ledger.due }] : []))
}
