import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listPacks } from '../contract.ts'
import { packRows } from '../pack-rows.ts'
import { mayReadPacks } from '../policy.ts'
import { shippedRows } from '../shipped.ts'
import { listKeptPacks } from '../store.ts'

export const listPacksHandler = handle(listPacks, {
  policy: mayReadPacks,
  async run({ tx, now }) {
    const kept = await listKeptPacks(tx)
    return { rows: packRows([...kept, ...shippedRows(kept)], civilDateOf(now)) }
  },
})
