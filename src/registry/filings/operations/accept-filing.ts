import { postNotice } from '#foundation/notices/index.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { advance, audited, loadFiling, writeStep } from '../advance.ts'
import { deskOf, finish, stepAtHand } from '../chain.ts'
import { acceptFiling } from '../contract.ts'
import { kindNames } from '../domain.ts'
import { mayHandle } from '../policy.ts'
import { presentFiling } from '../present.ts'
import type { FilingRecord } from '../store.ts'
import { tellDesk } from '../tell-desk.ts'

export const acceptFilingHandler = handle(acceptFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.accepted'),
  async run(ctx, { version }, { filing }) {
    return presentFiling(ctx, await acceptOne(ctx, filing, version))
  },
})

/** Takes one filing up, alone or among many. @throws wrongState, staleVersion */
export async function acceptOne(ctx: Context, filing: FilingRecord, version: number): Promise<FilingRecord> {
  const status = await advance(ctx, filing, 'accept', version)
  await postNotice(ctx.tx, {
    enterpriseId: filing.enterprise_id,
    kind: 'filing-accepted',
    title: '备案已受理',
    body: `${stepAtHand(filing.chain)?.unitName ?? filing.unit_name}已受理${filing.person_name}的${kindNames[filing.kind]}。`,
    link: `/filings/${filing.enterprise_id}/${filing.id}`,
  })
  const by = 'name' in ctx.actor ? ctx.actor.name : ''
  const chain = finish(filing.chain, { at: ctx.now, on: civilDateOf(ctx.now), by, opinion: null })
  await tellDesk(ctx.tx, filing, chain)
  const accepted_by = 'accountId' in ctx.actor ? ctx.actor.accountId : null
  const change = { status, accepted_at: ctx.now, accepted_by, chain, ...deskOf(chain) }
  return writeStep(ctx, filing, change, { kind: 'accepted' })
}
