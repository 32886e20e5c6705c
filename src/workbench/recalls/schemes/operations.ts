import { mayReadOwn, ownRoles } from '#platform/access/own-enterprise.ts'
import { invalidInput, staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changeScheme, listSchemes, type RecallScheme } from './contract.ts'
import { shippedSchemes } from './shipped.ts'
import { findSchemes, keepScheme, schemeOf } from './store.ts'

export const listSchemesHandler = handle(listSchemes, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  run: async ({ tx }, { enterpriseId }) => ({ schemes: await findSchemes(tx, enterpriseId) }),
})

export const changeSchemeHandler = handle(changeScheme, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: ownRoles('首席质量官或企业负责人', 'cqo', 'principal'),
  audit: ({ enterpriseId, kind }, _subject, { version }) => ({
    chain: { enterpriseId },
    action: 'recall-scheme.changed',
    subject: { type: 'recall-scheme', id: `${enterpriseId} ${kind}` },
    details: { version },
  }),
  async run({ tx, now, actor }, { enterpriseId, kind, version, scheme }) {
    const kept = scheme && merged(shippedSchemes[kind], scheme)
    const by = { at: now, name: 'name' in actor ? actor.name : '' }
    const of = { enterpriseId, kind, version }
    const current = await schemeOf(tx, enterpriseId, kind)
    if (current.version !== version || !(await keepScheme(tx, of, kept, by))) {
      throw staleVersion({ detail: '召回期限与表格：您打开后已被别人改动。请刷新后再修改。' })
    }
    return schemeOf(tx, enterpriseId, kind)
  },
})

type Written = Pick<RecallScheme, 'source' | 'retention' | 'fields'> & {
  readonly clocks: readonly Pick<
    RecallScheme['clocks'][number],
    'key' | 'label' | 'span' | 'addressee' | 'source' | 'off'
  >[]
}

/** From what to what a clock runs stays as shipped. @throws invalidInput */
function merged(shipped: RecallScheme, written: Written): RecallScheme {
  const keys = written.fields.map(({ key }) => key)
  const twice = written.fields.find(({ key }, at) => keys.indexOf(key) !== at)
  if (twice) {
    const message = `表格项目：代号“${twice.key}”用了两次。请改用另一个代号。`
    throw invalidInput({ detail: message, errors: [{ path: 'scheme.fields', message }] })
  }
  return {
    ...shipped,
    source: written.source,
    retention: written.retention,
    fields: [...written.fields],
    clocks: shipped.clocks.map((clock) => ({
      ...clock,
      ...written.clocks.find(({ key }) => key === clock.key),
    })),
  }
}
