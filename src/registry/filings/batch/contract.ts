import { z } from 'zod'
import { operation } from '#platform/operation.ts'

/** Filings that one call of a batch takes; a longer selection is sent piece by piece, which also shows how far it is. */
export const BATCH_LIMIT = 100

export const BatchItem = z.object({ enterpriseId: z.uuid(), filingId: z.uuid() })
export type BatchItem = z.infer<typeof BatchItem>

/** What became of one filing of a batch: done, or why not. */
export const BatchResult = BatchItem.extend({
  accepted: z.boolean(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type BatchResult = z.infer<typeof BatchResult>

export const acceptFilings = operation({
  name: 'filing.accept-many',
  method: 'POST',
  path: '/filings/acceptance',
  title: '批量受理备案',
  doc: `Takes up to ${BATCH_LIMIT} filings up, each judged for itself: state, version and desk as with a single one, an entry in each enterprise's trail. What cannot be accepted is told with its reason and hinders no other.`,
  input: z.object({
    filings: z
      .array(BatchItem.extend({ version: z.int() }))
      .min(1)
      .max(BATCH_LIMIT),
  }),
  output: z.object({ accepted: z.int(), rows: z.array(BatchResult) }),
  refusals: [],
  labels: { filings: '选中的备案' },
})
