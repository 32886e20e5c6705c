import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { readRulePack } from '../contract.ts'
import { packRows } from '../pack-rows.ts'
import { mayReadPacks } from '../policy.ts'
import { allShipped, shippedRows } from '../shipped.ts'
import { listKeptPacks, readKeptPack, textOfKept } from '../store.ts'

export const readRulePackHandler = handle(readRulePack, {
  policy: mayReadPacks,
  async run({ tx, now }, { packId, packVersion, onDate: given }) {
    const today = civilDateOf(now)
    const [kept, text] = await Promise.all([listKeptPacks(tx), textOfKept(tx, packId, packVersion)])
    const rows = packRows([...kept, ...shippedRows(kept)], today)
    const row = rows.find(({ id, version }) => id === packId && version === packVersion)
    if (!row) throw notFound()
    const onDate = given ?? (today < row.effectiveFrom ? row.effectiveFrom : today)
    if (text === undefined) {
      const shipped = allShipped().find(({ pack }) => pack.id === packId)
      if (!shipped) throw notFound()
      return { ...shipped, row, onDate }
    }
    const loaded = await readKeptPack(tx, packId, packVersion, { onDate })
    return { ...loaded, row, onDate, text }
  },
})
