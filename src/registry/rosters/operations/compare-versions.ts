import { handle } from '#platform/perform.ts'
import { offsetOf } from '../cursor.ts'
import { findDifferences } from '../difference-store.ts'
import { mayReadRosters } from '../policy.ts'
import { getVersion } from '../version-store.ts'
import { compareVersions } from '../versions/contract.ts'

export const compareVersionsHandler = handle(compareVersions, {
  policy: mayReadRosters,
  async run({ tx }, { rosterId, fromNo, toNo, change, cursor, limit }) {
    const offset = offsetOf(cursor)
    const to = await getVersion(tx, rosterId, toNo)
    const from = fromNo === 0 ? undefined : await getVersion(tx, rosterId, fromNo)
    const { rows, counts, stayed } = await findDifferences(
      tx,
      { rosterId, from, to, change },
      { offset, limit: limit + 1 },
    )
    const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
    return {
      rows: rows.slice(0, limit),
      next: rows.length > limit ? String(offset + limit) : null,
      total: change ? (counts.get(change) ?? 0) : all,
      came: counts.get('came') ?? 0,
      went: counts.get('went') ?? 0,
      stayed,
    }
  },
})
