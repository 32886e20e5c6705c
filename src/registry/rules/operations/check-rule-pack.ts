import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { checkRulePack } from '../contract.ts'
import { readNewPack } from '../load-pack-anew.ts'
import { packRows } from '../pack-rows.ts'
import { mayReadPacks } from '../policy.ts'
import { rowOf } from '../shipped.ts'
import { keptFiles } from '../store.ts'
import { bytesOf } from '../uploaded.ts'

export const checkRulePackHandler = handle(checkRulePack, {
  policy: mayReadPacks,
  async run(ctx) {
    const [bytes, kept] = [await bytesOf(ctx), await keptFiles(ctx.tx)]
    const reading = readNewPack(bytes, kept)
    if (!reading.ok) return { problems: [...reading.problems], hints: [], pack: null, kept: 'new' as const }
    const [row] = packRows([rowOf(reading.file)], civilDateOf(ctx.now))
    return { problems: [], hints: [...reading.hints], pack: row ?? null, kept: reading.kept }
  },
})
