import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { loadShippedPack } from '../contract.ts'
import { loaded, loadFile } from '../load-file.ts'
import { mayLoadPacks } from '../policy.ts'
import { allShipped } from '../shipped.ts'

export const loadShippedPackHandler = handle(loadShippedPack, {
  policy: mayLoadPacks,
  audit: (_input, _subject, row) => loaded(row),
  async run(ctx, { packId }) {
    const wanted = allShipped().find(({ pack }) => pack.id === packId)
    if (!wanted) throw notFound({ detail: `规则包：没有随产品提供“${packId}”。请上传规则包文件。` })
    for (const above of wanted.layers.slice(0, -1)) {
      const parent = allShipped().find(({ pack }) => pack.id === above.id)
      if (parent) await loadFile(ctx, Buffer.from(parent.text))
    }
    return loadFile(ctx, Buffer.from(wanted.text))
  },
})
