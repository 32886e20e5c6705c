import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { keepPack, shippedPacks } from '#registry/rules/index.ts'
import { loadShippedPack } from '../contract.ts'
import { maySetUp } from '../policy.ts'

export const loadShippedPackHandler = handle(loadShippedPack, {
  policy: maySetUp,
  audit: ({ packId, version }, _subject, { loaded }) =>
    loaded
      ? {
          chain: 'platform',
          action: 'set-up.pack-loaded',
          subject: { type: 'rule-pack', id: packId },
          details: { pack: packId, packVersion: version },
        }
      : null,
  async run({ tx, actor }, { packId, version }) {
    const shipped = shippedPacks().find(({ pack }) => pack.id === packId && pack.version === version)
    if (!shipped) throw notFound({ detail: '规则包：程序没有带这个规则包。请刷新列表后再选。' })
    const by = 'accountId' in actor ? { accountId: actor.accountId, name: actor.name } : undefined
    return { loaded: await keepPack(tx, { ...shipped, ...(by && { by }) }) }
  },
})
