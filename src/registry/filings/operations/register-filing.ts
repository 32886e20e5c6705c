import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { evaluate } from '#registry/rules/evaluate.ts'
import { readKeptPack } from '#registry/rules/index.ts'
import type { Verdict } from '#registry/rules/verdict.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { deskOf, finish, mayRelax, stepAtHand } from '../chain.ts'
import { registerFiling } from '../contract.ts'
import { formatFilingNo } from '../domain.ts'
import { factsOf } from '../facts-of.ts'
import { refuseOwnWork } from '../on-behalf.ts'
import { numberingPattern } from '../plan.ts'
import { mayHandle } from '../policy.ts'
import { outcomeOf, rostersOf } from '../present.ts'
import { derived, openPrivate } from '../private-part.ts'
import { refuseWithoutReason } from '../reasons.ts'
import { keepFilingNo, numberingCodeOf, takeSequence } from '../store.ts'

export const registerFilingHandler = handle(registerFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.registered', (filing) => ({
    filingNo: filing.filingNo,
    outcome: filing.verdict?.outcome,
    relaxed: filing.relaxationReason !== null,
    againstVerdict: filing.registerReason !== null,
    ownWork: filing.fourEyesReason !== null,
  })),
  async run(ctx, input, { filing }) {
    const status = await advance(ctx, filing, 'register', input.version)
    const pack = await readKeptPack(ctx.tx, filing.pack_id ?? '', filing.pack_version ?? 0, {
      hash: filing.pack_hash ?? '',
    })
    const stored = filing.verdict as unknown as Verdict
    const relaxation =
      input.relaxationReason && mayRelax(stored.relaxations, filing.chain)
        ? { reason: input.relaxationReason, reviewer: 'name' in ctx.actor ? ctx.actor.name : '' }
        : undefined
    const facts = factsOf(filing.form, {
      inTopManagement: filing.position_level === 'decision',
      ...derived(openPrivate(ctx.installation.sealer, filing)),
      rosters: await rostersOf(ctx, filing),
      exclusionsReview: input.exclusionsReview,
    })
    const verdict = evaluate(pack, facts, stored.onDate, relaxation)
    await refuseOwnWork(ctx, filing, input.fourEyesReason)
    refuseWithoutReason(verdict, filing, input.registerReason)
    const year = Number(civilDateOf(ctx.now).slice(0, 4))
    const desk = filing.desk_unit_id ?? filing.unit_id
    const filingNo = formatFilingNo(await numberingPattern(ctx, filing), {
      unit: await numberingCodeOf(ctx.tx, desk),
      year,
      sequence: await takeSequence(ctx.tx, desk, year),
    })
    const by = 'name' in ctx.actor ? ctx.actor.name : ''
    const opinion = input.relaxationReason ?? input.registerReason
    const chain = finish(filing.chain, { at: ctx.now, on: civilDateOf(ctx.now), by, opinion })
    await keepFilingNo(ctx.tx, filingNo, filing)
    await postNotice(ctx.tx, {
      enterpriseId: filing.enterprise_id,
      kind: 'filing-registered',
      title: `备案已登记，编号 ${filingNo}`,
      body: `${stepAtHand(filing.chain)?.unitName ?? filing.unit_name}已登记${filing.person_name}的首席质量官备案。`,
      link: `/filings/${filing.enterprise_id}/${filing.id}`,
    })
    const change = {
      status,
      chain,
      ...deskOf(chain),
      filing_no: filingNo,
      registered_at: ctx.now,
      registered_by: 'accountId' in ctx.actor ? ctx.actor.accountId : null,
      relaxation_reason: relaxation && verdict.outcome === 'relaxed' ? input.relaxationReason : null,
      register_reason: input.registerReason,
      four_eyes_reason: input.fourEyesReason,
      verdict: verdict as never,
      outcome: outcomeOf(verdict),
    }
    return saveStep(ctx, filing, change, { kind: 'registered', note: filingNo })
  },
})
