import type { Capability } from '#platform/capability.ts'
import { dueOfLedgers } from '#platform/ledger/due-of-ledgers.ts'
import { ledgersOf } from '#platform/ledger/ledger-indexes.ts'
import { provideDue } from '#workbench/cockpit/index.ts'
import { provideEvidence } from '#workbench/conformity/index.ts'
import { provideLedgers } from '#workbench/ledgers/index.ts'

/**
 * What the capabilities declare goes to those who ask it: the clauses of the guide, the first page of the officer, the job that
 * reminds. A ledger with a due rule is asked by it, unless its capability declares its items itself (under the ledger's name).
 */
export function provideQueries(capabilities: readonly Capability[]): void {
  for (const { name, evidence = [], due = [] } of capabilities) {
    provideEvidence(name, evidence)
    provideDue(name, due)
  }
  const ledgers = ledgersOf(capabilities.flatMap(({ handlers }) => handlers))
  const told = new Set(capabilities.flatMap(({ due = [] }) => due.map(({ kind }) => kind)))
  provideDue('ledgers', dueOfLedgers(ledgers.filter(({ name }) => !told.has(name))))
  provideLedgers(ledgers)
}
