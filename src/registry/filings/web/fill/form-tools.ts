import type { PartKey } from './parts.ts'
import type { FilingDraft } from './use-filing-draft.ts'

/** What both shapes of the form are given. */
export type FormTools = {
  readonly state: FilingDraft
  /** How often 核对 was tried; from the first time on, what is empty is said at its field. */
  readonly attempt: number
  readonly part: PartKey | undefined
  readonly open: (part: PartKey | undefined) => Promise<void>
  readonly openPlace: (path: string) => Promise<void>
  readonly check: () => Promise<void>
  readonly leave: () => Promise<void>
}

/** Reason at a field: what the server declined, and after the first try what is empty. */
export function errorsOf({ state, attempt }: Pick<FormTools, 'state' | 'attempt'>) {
  const open =
    attempt > 0 ? Object.fromEntries(state.filing.open.map((each) => [each.path, each.message])) : {}
  return (path: string) => state.wrong[`form.${path}`] ?? open[path]
}
