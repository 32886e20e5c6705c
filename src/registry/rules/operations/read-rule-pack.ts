import { signedIn } from '#platform/access/policy.ts'
import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { readRulePack } from '../contract.ts'
import { packRows } from '../pack-rows.ts'
import { allShipped, shippedRows } from '../shipped.ts'
import { findKeptPack, listKeptPacks, textOfKept } from '../store.ts'

export const readRulePackHandler = handle(readRulePack, {
  // The rules by which a person is judged are public.
  policy: signedIn,
  async run({ tx, now, actor }, { packId, packVersion, onDate: given, hash }) {
    const today = civilDateOf(now)
    const [kept, text] = await Promise.all([listKeptPacks(tx), textOfKept(tx, packId, packVersion)])
    const rows = packRows([...kept, ...shippedRows(kept)], today)
    const found = rows.find(({ id, version }) => id === packId && version === packVersion)
    if (!found) throw notFound()
    // Who loaded it is for those who run the system.
    const row = actor.kind === 'enterprise' ? { ...found, loadedBy: null } : found
    const onDate = given ?? (today < row.effectiveFrom ? row.effectiveFrom : today)
    if (text === undefined) {
      const shipped = allShipped().find(({ pack }) => pack.id === packId)
      if (!shipped) throw notFound()
      return { ...shipped, row, onDate }
    }
    const loaded = await findKeptPack(tx, packId, packVersion, hash === undefined ? { onDate } : { hash })
    if (!loaded) throw notFound({ detail: '规则包：没有这个校验值的版本。请从判断结果里的链接打开。' })
    return { ...loaded, row, onDate, text }
  },
})
