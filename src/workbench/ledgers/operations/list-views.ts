import type { Actor } from '#platform/access/actor.ts'
import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { findListViews, removeListView, saveListView } from '#platform/ledger/views-contract.ts'
import { forbidden } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { findViews, removeView, saveView } from '../store.ts'

type OfEnterprise = { readonly enterpriseId: string }

const subject = async (_ctx: unknown, { enterpriseId }: OfEnterprise) => ({ enterpriseId })

/** Views are for people. @throws forbidden */
function ownerOf(actor: Actor, { enterpriseId }: OfEnterprise) {
  if (!('accountId' in actor)) throw forbidden()
  return { enterpriseId, accountId: actor.accountId }
}

const audit = (verb: string) => (input: OfEnterprise, _subject: unknown, output: { id: string }) => ({
  chain: { enterpriseId: input.enterpriseId },
  action: `list-view.${verb}`,
  subject: { type: 'list-view', id: output.id },
})

export const listViewHandlers = [
  handle(findListViews, {
    subject,
    policy: mayReadOwn,
    run: async ({ tx, actor }, input) => ({ rows: await findViews(tx, ownerOf(actor, input), input.list) }),
  }),
  handle(saveListView, {
    subject,
    policy: mayReadOwn,
    audit: audit('saved'),
    run: ({ tx, actor, now }, input) => saveView(tx, ownerOf(actor, input), { ...input, at: now }),
  }),
  handle(removeListView, {
    subject,
    policy: mayReadOwn,
    audit: audit('removed'),
    async run({ tx, actor }, input) {
      await removeView(tx, ownerOf(actor, input), input.viewId)
      return { id: input.viewId }
    },
  }),
]
