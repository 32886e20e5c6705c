import { postNotice } from '#foundation/notices/index.ts'
import type { ParsedInputOf } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { evaluate } from '#registry/rules/evaluate.ts'
import { readKeptPack } from '#registry/rules/index.ts'
import type { Verdict } from '#registry/rules/verdict.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { deskOf, finish, mayRelax, stepAtHand } from '../chain.ts'
import { registerFiling } from '../contract.ts'
import { formatFilingNo, kindNames } from '../domain.ts'
import { concealVerdict } from '../extensions/personal-items.ts'
import { factsOf } from '../facts-of.ts'
import { takePlace } from '../follow/take-place.ts'
import { refuseOwnWork } from '../on-behalf.ts'
import { numberingPattern } from '../plan.ts'
import { mayHandle } from '../policy.ts'
import { outcomeOf, rostersOf } from '../present.ts'
import { derived, openPrivate, wholeForm } from '../private-part.ts'
import { refuseWithoutReason } from '../reasons.ts'
import { type FilingRecord, keepFilingNo, numberingCodeOf, takeSequence } from '../store.ts'

type Input = ParsedInputOf<typeof registerFiling>

export const registerFilingHandler = handle(registerFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayHandle,
  audit: audited('filing.registered', (filing) => ({
    kind: filing.kind,
    filingNo: filing.filingNo,
    previous: filing.previous?.filingId,
    outcome: filing.verdict?.outcome,
    relaxed: filing.relaxationReason !== null,
    againstVerdict: filing.registerReason !== null,
    ownWork: filing.fourEyesReason !== null,
  })),
  async run(ctx, input, { filing }) {
    const status = await advance(ctx, filing, 'register', input.version)
    const judged = filing.kind === 'cancel' ? {} : await judgeFinally(ctx, filing, input)
    await refuseOwnWork(ctx, filing, input.fourEyesReason)
    const taken = await takePlace(ctx, filing)
    const filingNo = taken.filingNo ?? (await newNumber(ctx, filing))
    const by = 'name' in ctx.actor ? ctx.actor.name : ''
    const opinion = input.relaxationReason ?? input.registerReason
    const chain = finish(filing.chain, { at: ctx.now, on: civilDateOf(ctx.now), by, opinion })
    await tellRegistered(ctx, filing, taken.kind, filingNo)
    const change = {
      status: taken.kind === 'cancel' ? ('cancelled' as const) : status,
      chain,
      ...deskOf(chain),
      filing_no: filingNo,
      registered_at: ctx.now,
      registered_by: 'accountId' in ctx.actor ? ctx.actor.accountId : null,
      register_reason: input.registerReason,
      four_eyes_reason: input.fourEyesReason,
      ...judged,
    }
    const current = { ...filing, kind: taken.kind, previous_id: taken.previousId }
    return saveStep(ctx, current, change, { kind: 'registered', note: filingNo })
  },
})

/** The verdict with what the reviewer found and wrote. @throws reasonRequired */
async function judgeFinally(ctx: Context, filing: FilingRecord, input: Input) {
  const pack = await readKeptPack(ctx.tx, filing.pack_id ?? '', filing.pack_version ?? 0, {
    hash: filing.pack_hash ?? '',
  })
  const stored = filing.verdict as unknown as Verdict
  const relaxation =
    input.relaxationReason && mayRelax(stored.relaxations, filing.chain)
      ? { reason: input.relaxationReason, reviewer: 'name' in ctx.actor ? ctx.actor.name : '' }
      : undefined
  const part = openPrivate(ctx.installation.sealer, filing)
  const facts = factsOf(wholeForm(filing.form, part), {
    inTopManagement: filing.position_level === 'decision',
    ...derived(part),
    rosters: await rostersOf(ctx, filing),
    exclusionsReview: input.exclusionsReview,
  })
  const verdict = evaluate(pack, facts, stored.onDate, relaxation)
  refuseWithoutReason(verdict, filing, input.registerReason)
  return {
    relaxation_reason: relaxation && verdict.outcome === 'relaxed' ? input.relaxationReason : null,
    verdict: concealVerdict(verdict, filing.asked ?? []) as never,
    outcome: outcomeOf(verdict),
  }
}

/** The next 备案编号 of the desk's unit and this year. */
async function newNumber(ctx: Context, filing: FilingRecord): Promise<string> {
  const year = Number(civilDateOf(ctx.now).slice(0, 4))
  const desk = filing.desk_unit_id ?? filing.unit_id
  const filingNo = formatFilingNo(await numberingPattern(ctx, filing), {
    unit: await numberingCodeOf(ctx.tx, desk),
    year,
    sequence: await takeSequence(ctx.tx, desk, year),
  })
  await keepFilingNo(ctx.tx, filingNo, filing)
  return filingNo
}

const registeredTitles = {
  new: (no: string) => `备案已登记，编号 ${no}`,
  change: (no: string) => `变更备案已登记，编号 ${no} 不变`,
  replace: (no: string) => `更换备案已登记，新编号 ${no}`,
  cancel: (no: string) => `备案 ${no} 已注销`,
} as const

async function tellRegistered(
  ctx: Context,
  filing: FilingRecord,
  kind: FilingRecord['kind'],
  filingNo: string,
): Promise<void> {
  const unitName = stepAtHand(filing.chain)?.unitName ?? filing.unit_name
  await postNotice(ctx.tx, {
    enterpriseId: filing.enterprise_id,
    kind: 'filing-registered',
    title: registeredTitles[kind](filingNo),
    body: `${unitName}已登记${filing.person_name}的${kindNames[kind]}。`,
    link: `/filings/${filing.enterprise_id}/${filing.id}`,
  })
}
