import type { Context } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { endOfSpan } from '#platform/values/period.ts'
import { rosterFacts } from '#registry/rosters/index.ts'
import { readKeptPack } from '#registry/rules/index.ts'
import { holdsFor } from '#registry/rules/judge.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { type ChainStep, officeSteps, planChain, reach } from './chain.ts'
import { noDesk } from './contract.ts'
import { DEFAULT_NUMBERING } from './domain.ts'
import { factsOf } from './facts-of.ts'
import { openPrivate, wholeForm } from './private-part.ts'
import { type FilingRecord, unitsUpward } from './store.ts'

/** What a chain is planned on, as it is today: the responsible unit with those above it, and what the lists say. */
export async function groundOf(ctx: Context, filing: FilingRecord) {
  const today = civilDateOf(ctx.now)
  const [upward, rosters] = await Promise.all([
    unitsUpward(ctx.tx, filing.unit_id),
    rosterFacts(ctx.tx, filing.enterprise_id, today, ctx.now),
  ])
  const form = wholeForm(filing.form, openPrivate(ctx.installation.sealer, filing))
  return { today, upward, rosters, form }
}

/** The chain of a filing that is submitted now, by the pack in force that day; its first step is reached. @throws noDesk */
export function planFor(filing: FilingRecord, loaded: LoadedPack, ground: Ground): ChainStep[] {
  const planned = planOf(filing, loaded, ground)
  if ('chain' in planned) return reach(planned.chain, ground.today)
  const { title, docNo = loaded.pack.docNo } = planned.missing
  throw noDesk({
    detail: `办理环节：规则要求的“${title}”（${docNo}）在本系统里没有相应层级的单位。请联系系统管理员添加上级单位。`,
    details: { step: planned.missing.id, level: planned.missing.level },
  })
}

/** The way that lies before a draft as things stand: steps and their units; empty where some step has no unit. */
export function previewFor(filing: FilingRecord, loaded: LoadedPack, ground: Ground) {
  const planned = planOf(filing, loaded, ground)
  return 'chain' in planned ? planned.chain.map(({ title, unitName }) => ({ title, unitName })) : []
}

type Ground = Awaited<ReturnType<typeof groundOf>>

function planOf(filing: FilingRecord, { pack }: LoadedPack, { today, upward, rosters, form }: Ground) {
  const facts = factsOf(form, { inTopManagement: filing.position_level === 'decision', rosters })
  // What is not known counts as yes for a step on the way, and as no for a 登记 that only some filings have.
  const steps = officeSteps(pack.flow, ({ when, action }) => {
    // Nobody's qualification is announced by a 注销.
    if (filing.kind === 'cancel' && action === 'publicize') return false
    const holds = when ? holdsFor(pack, when, facts, today) : true
    return action === 'register' ? holds === true : holds !== false
  })
  return planChain(pack.flow, pack.docNo, steps, upward)
}

/** Until when a filing that is returned today is to be corrected, where its procedure pack says. */
export async function correctionDue(ctx: Context, filing: FilingRecord): Promise<CivilDate | null> {
  const pack = await procedurePack(ctx, filing)
  const { deadlines, officePromise } = pack?.flow ?? {}
  const span = deadlines?.correction ?? officePromise?.correction
  return span ? endOfSpan(civilDateOf(ctx.now), span) : null
}

/** The pattern of 备案编号 by the procedure pack. */
export async function numberingPattern(ctx: Context, filing: FilingRecord): Promise<string> {
  return (await procedurePack(ctx, filing))?.numbering?.pattern ?? DEFAULT_NUMBERING
}

async function procedurePack(ctx: Context, filing: FilingRecord) {
  if (filing.procedure_pack_id === null || filing.procedure_pack_version === null) return undefined
  const { procedure_pack_id: id, procedure_pack_version: version, procedure_pack_hash: hash } = filing
  const as = hash === null ? { onDate: civilDateOf(filing.submitted_at ?? ctx.now) } : { hash }
  return (await readKeptPack(ctx.tx, id, version, as)).pack
}
