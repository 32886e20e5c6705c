import { handle } from '#platform/perform.ts'
import { loadRulePack } from '../contract.ts'
import { loaded, loadFile } from '../load-file.ts'
import { mayLoadPacks } from '../policy.ts'
import { bytesOf } from '../uploaded.ts'

export const loadRulePackHandler = handle(loadRulePack, {
  policy: mayLoadPacks,
  audit: (_input, _subject, row) => loaded(row),
  async run(ctx) {
    return loadFile(ctx, await bytesOf(ctx))
  },
})
