import type { Evidence } from '#platform/declared-queries.ts'

/** Who declared it: the name of a capability, or one of our own sources over the registry (`letter`). */
export type Declared = { readonly source: string; readonly evidence: Evidence }

const provided = new Map<string, readonly Evidence[]>()

/** Called where the house is put together (apps): what of a capability proves clauses of the guide. */
export function provideEvidence(capability: string, evidence: readonly Evidence[]): void {
  provided.set(capability, evidence)
}

export function providedEvidence(): Declared[] {
  return [...provided].flatMap(([source, all]) => all.map((evidence) => ({ source, evidence })))
}
