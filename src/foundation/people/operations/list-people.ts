import { lockedFor, loginDigest } from '#foundation/sign-in/index.ts'
import type { ParsedInputOf } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { listPeople } from '../contract.ts'
import { findPeople, findPeopleOfEnterprises, toPersonRow } from '../people-store.ts'
import { mayList } from '../policy.ts'

export const listPeopleHandler = handle(listPeople, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayList,
  async run(ctx, query) {
    const { rows, total } = await find(ctx, query)
    const shown = rows.slice(0, query.limit)
    const accountId = 'accountId' in ctx.actor ? ctx.actor.accountId : ''
    const secures = ctx.actor.role === 'security-admin'
    const locked = await Promise.all(
      shown.map(async ({ login }) => secures && (await lockedFor(ctx.tx, loginDigest(ctx, login))) > 0),
    )
    const reader = { accountId, secures, now: ctx.now }
    return {
      rows: shown.map((row, index) => toPersonRow(row, { ...reader, locked: locked[index] ?? false })),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
      total,
    }
  },
})

/** An enterprise asks for its own people; an officer by `where`, unless he names an enterprise or unit. */
function find({ tx, actor }: Context, query: ParsedInputOf<typeof listPeople>) {
  if (actor.kind === 'enterprise') return findPeople(tx, { ...query, enterpriseId: actor.enterpriseId })
  if (actor.kind !== 'unit' || query.enterpriseId || query.unitId) return findPeople(tx, query)
  if (query.where === 'enterprises') return findPeopleOfEnterprises(tx, query)
  return findPeople(
    tx,
    query.where === 'below' ? { ...query, ofUnits: true } : { ...query, unitId: actor.unitId },
  )
}
