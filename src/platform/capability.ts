import type { DueQuery, Evidence } from './declared-queries.ts'
import type { Job } from './jobs/jobs.ts'
import type { Handled } from './perform.ts'

/** What a capability brings into the house. */
export type Capability = {
  readonly name: string
  readonly handlers: readonly Handled[]
  /** Folder of `.sql` files, forward only. */
  readonly migrations?: string
  readonly jobs?: readonly Job<never>[]
  /** What of it proves clauses of the guide. */
  readonly evidence?: readonly Evidence[]
  /** What of it falls due. */
  readonly due?: readonly DueQuery[]
}
