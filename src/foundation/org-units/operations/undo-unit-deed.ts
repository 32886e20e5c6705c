import { newId } from '#platform/ids.ts'
import { notFound, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type EventRow, findEvents, lockUnits, recordDeed, releaseCodes } from '../deed-store.ts'
import { undoUnitDeed, unitInUse } from '../deeds/contract.ts'
import { freeOf } from '../domain.ts'
import { findReferences, findTies } from '../hand-over-store.ts'
import { mayArrangeUnits } from '../policy.ts'

export const undoUnitDeedHandler = handle(undoUnitDeed, {
  policy: mayArrangeUnits,
  audit: ({ deedId }, _subject, { undone, kept }) => ({
    chain: 'platform',
    action: 'org-unit.undone',
    subject: { type: 'org-unit-deed', id: deedId },
    details: { undone, kept },
  }),
  async run(ctx, { deedId }) {
    await lockUnits(ctx.tx)
    const events = await findEvents(ctx.tx, { deedId })
    const units = [...new Set(events.map(({ unitId }) => unitId))]
    const histories = await findEvents(ctx.tx, { unitIds: units })
    const voided = new Set(histories.filter(({ voids }) => voids === deedId).map(({ unitId }) => unitId))
    const open = events.filter(({ unitId, kind }) => kind !== 'undone' && !voided.has(unitId))
    if (events.length === 0) throw notFound()
    if (open.length === 0) throw wrongState({ detail: '办理：已经撤销过了，不用再撤销。' })
    const made = open.filter(({ kind }) => kind === 'planted' || kind === 'added')
    return made.length > 0 ? undoMaking(ctx, deedId, open, made) : undoPlanned(ctx, deedId, open)
  },
})

/** A change or end may be taken back until the day on which it comes into force. */
async function undoPlanned(ctx: Context, deedId: string, open: readonly EventRow[]) {
  const today = civilDateOf(ctx.now)
  const past = open.find(({ effectiveOn }) => effectiveOn <= today)
  if (past) {
    const detail = `办理：${past.effectiveOn}已经生效，不能撤销。要改回来，请再登记一次变更。`
    throw wrongState({ detail })
  }
  await recordUndone(ctx, deedId, open)
  return { undone: new Set(open.map(({ unitId }) => unitId)).size, kept: 0 }
}

/** Units that were made go again unless something hangs on them, or on a unit that needs them. */
async function undoMaking(
  ctx: Context,
  deedId: string,
  open: readonly EventRow[],
  made: readonly EventRow[],
) {
  const ids = made.map(({ unitId }) => unitId)
  const ties = await findTies(ctx.tx, ids)
  const tied = ids.filter((id) => [...(ties.get(id) ?? [])].some((table) => table !== 'org_units'))
  const others = new Set(open.map(({ unitId }) => unitId))
  const references = await findReferences(ctx.tx, ids)
  const going = freeOf(ids, tied, references, others)
  if (going.size === 0) {
    throw unitInUse({
      detail: `办理：${ids.length === 1 ? '这个单位' : `这 ${ids.length} 个单位`}名下已有人员、企业或其他资料，不能撤销。请改用“终止”。`,
      details: { tables: [...new Set([...ties.values()].flatMap((each) => [...each]))].sort() },
    })
  }
  const kept = ids.length - going.size
  // What the deed changed at other units goes with the last of the units that it made.
  const gone = open.filter(({ unitId }) => going.has(unitId) || (kept === 0 && !ids.includes(unitId)))
  await recordUndone(ctx, deedId, gone)
  await releaseCodes(ctx.tx, [...going])
  return { undone: going.size, kept }
}

async function recordUndone(ctx: Context, deedId: string, events: readonly EventRow[]) {
  const undone = events.map(({ unitId, effectiveOn }) => ({
    unitId,
    kind: 'undone' as const,
    effectiveOn,
    voids: deedId,
  }))
  await recordDeed(ctx.tx, ctx.actor, { id: newId(), events: undone }, civilDateOf(ctx.now))
}
