import type { Capability } from '#platform/capability.ts'
import { dueOfLedger, provideDue } from '#workbench/cockpit/index.ts'
import { provideEvidence } from '#workbench/conformity/index.ts'
import { instruments } from '#workbench/instruments/ledgers.ts'

/**
 * What the capabilities declare goes to those who ask it: the clauses of the guide, and the first page of the officer. A ledger
 * with a due rule is named here where its capability does not declare its items itself.
 */
export function provideQueries(capabilities: readonly Capability[]): void {
  for (const { name, evidence = [], due = [] } of capabilities) {
    provideEvidence(name, evidence)
    provideDue(name, due)
  }
  provideDue('instruments by their ledger', [dueOfLedger(instruments, '计量')])
}
