import type { Actor } from '#platform/access/actor.ts'
import type { Context } from '#platform/perform.ts'
import { getAppointment } from '#registry/appointments/index.ts'
import { attemptsUnder } from '#workbench/holds/index.ts'
import { findEvidence, findReceipts, findTold, findVetoEvents } from './around-store.ts'
import { type Condition, conditionsOf } from './conditions.ts'
import type { Veto } from './contract.ts'
import { after, isInForce, obstaclesToCheck, obstaclesToLift, obstacleText } from './domain.ts'
import type { Standing } from './load-veto.ts'
import { mayHelp, mayOverride, mayWield, wieldsAs } from './policy.ts'
import { checkOf, toRow, type VetoRecord } from './store.ts'

/** Powers of 聘书 that are the veto, by their id in the rule packs. */
const VETO_POWER = /veto/

/** Everything about a veto as the reader sees it, and what he may do. */
export async function present(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  standing: Standing,
  today: string,
): Promise<Veto> {
  const { veto, office } = standing
  const [conditions, evidence, attemptList, told, receipts, events, letter] = await Promise.all([
    conditionsOf(tx, veto, today),
    findEvidence(tx, veto),
    attemptsUnder(tx, veto.enterprise_id, veto.id),
    findTold(tx, veto),
    findReceipts(tx, veto),
    findVetoEvents(tx, veto),
    letterOf(tx, veto),
  ])
  const course = events.map(({ by_name, by_role, at, ...event }) => ({
    ...event,
    at: at.toISOString(),
    byName: by_name,
    byRole: by_role,
  }))
  const { clause, requirement, facts, risk, measures } = veto
  return {
    ...toRow(veto),
    ...{ clause, requirement, facts, risk, measures, letter, attemptList },
    raisedAs: veto.raised_as,
    conditionList: conditions.map(({ id, what, owner, dueOn, state, doneOn, result }) => ({
      ...{ id, what, owner, dueOn, state, doneOn, result },
    })),
    evidence: evidence.map((each) => ({
      id: each.id,
      fileId: each.file_id,
      what: each.what,
      fileName: each.name,
      sha256: each.sha256.toString('hex'),
      addedAt: each.added_at.toISOString(),
      addedByName: each.added_by_name,
    })),
    told: told.map(({ staff_id, name, post }) => ({ staffId: staff_id, name, post })),
    receipts: receipts.map(({ name, at }) => ({ name, at: at.toISOString() })),
    opinions: course.flatMap(({ kind, note, at, byName }) =>
      kind === 'agreed' || kind === 'disagreed' ? [{ verdict: kind, text: note, at, byName }] : [],
    ),
    check: veto.checked_at && { byName: veto.checked_by_name ?? '', at: veto.checked_at.toISOString() },
    end: veto.ended_at && {
      byName: veto.ended_by_name ?? '',
      at: veto.ended_at.toISOString(),
      note: veto.ended_note ?? '',
    },
    events: course,
    liftableBy: [office.cqo?.personName, ...office.deputies.map(({ name }) => name)].filter(
      (name) => name !== undefined,
    ),
    obstacles: obstaclesFor(actor, standing, conditions),
    may: abilities(actor, standing, conditions, receipts),
  }
}

async function letterOf(
  tx: Context['tx'],
  { enterprise_id, appointment_id }: VetoRecord,
): Promise<Veto['letter']> {
  if (!appointment_id) return null
  const { personName, letterNo, powers } = await getAppointment(tx, enterprise_id, appointment_id)
  return { personName, letterNo, granted: powers.some((id) => VETO_POWER.test(id)) }
}

const accountOf = (actor: Actor) => ('accountId' in actor ? actor.accountId : null)

function liftObstacles(actor: Actor, standing: Standing, conditions: readonly Condition[]) {
  const asker = wieldsAs(actor, standing) ? accountOf(actor) : null
  return obstaclesToLift(checkOf(standing.veto), conditions, asker)
}

function obstaclesFor(actor: Actor, standing: Standing, conditions: readonly Condition[]): string[] {
  return isInForce(standing.veto.state) ? liftObstacles(actor, standing, conditions).map(obstacleText) : []
}

function abilities(
  actor: Actor,
  standing: Standing,
  conditions: readonly Condition[],
  receipts: readonly { account_id: string }[],
): Veto['may'] {
  const { state } = standing.veto
  const helps = mayHelp(actor, standing) === true
  const wields = mayWield(actor, standing) === true
  const principal = mayOverride(actor, standing) === true
  return {
    addEvidence: helps && after(state, 'add-evidence') !== undefined,
    addCondition: wields && after(state, 'add-condition') !== undefined,
    check: helps && after(state, 'check') !== undefined && obstaclesToCheck(conditions).length === 0,
    lift: wields && liftObstacles(actor, standing, conditions).length === 0,
    override: principal && after(state, 'override') !== undefined,
    giveOpinion: principal && after(state, 'give-opinion') !== undefined,
    sign: helps && !receipts.some(({ account_id }) => account_id === accountOf(actor)),
  }
}
