import type { Capability } from '#platform/capability.ts'
import { provideDue } from '#workbench/cockpit/index.ts'
import { provideEvidence } from '#workbench/conformity/index.ts'

/** What the capabilities declare goes to those who ask it: the clauses of the guide, and the first page of the officer. */
export function provideQueries(capabilities: readonly Capability[]): void {
  for (const { name, evidence = [], due = [] } of capabilities) {
    provideEvidence(name, evidence)
    provideDue(name, due)
  }
}
