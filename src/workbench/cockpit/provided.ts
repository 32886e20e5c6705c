import type { DueQuery } from '#platform/declared-queries.ts'

const provided = new Map<string, readonly DueQuery[]>()

/** Called where the house is put together (apps): what of a capability falls due. */
export function provideDue(capability: string, due: readonly DueQuery[]): void {
  provided.set(capability, due)
}

export function providedDue(): DueQuery[] {
  return [...provided.values()].flat()
}
