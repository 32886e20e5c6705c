import { newId } from '#platform/ids.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { addDays, CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { lockUnits, type NewUnitEvent, recordDeed } from '../deed-store.ts'
import { endOrgUnit, unitInUse } from '../deeds/contract.ts'
import { type Fault, faultOfParent, faultOfSuccessor, served } from '../domain.ts'
import { handOver } from '../hand-over.ts'
import { findComing, findHeirsOf, findOpenAt } from '../hand-over-store.ts'
import { mayArrangeUnits } from '../policy.ts'
import { presentUnit } from '../present.ts'
import { mustBeVersion } from '../stale.ts'
import { findServing, findUnit, findUnitsUnder, getUnit, type UnitRecord, unitsAbove } from '../store.ts'

export const endOrgUnitHandler = handle(endOrgUnit, {
  policy: mayArrangeUnits,
  audit: (input, _subject, unit) => ({
    chain: 'platform',
    action: 'org-unit.ended',
    subject: { type: 'org-unit', id: unit.id },
    details: { unit: unit.name, lastDay: input.lastDay, successor: unit.successor?.name ?? null },
  }),
  async run(ctx, { unitId, version, lastDay, successorId, reason }) {
    const { tx } = ctx
    await lockUnits(tx)
    const unit = await getUnit(tx, unitId)
    mustBeVersion(unit, version)
    if (unit.validTo !== null) {
      const detail = `单位：“${unit.name}”已经登记终止，最后一日是${unit.validTo}。要改期，请先撤销原来的终止。`
      throw wrongState({ detail })
    }
    const firstDay = addDays(lastDay, 1)
    const below = await findUnitsUnder(tx, unitId, firstDay)
    const faults = await faultsOf(ctx, unit, { lastDay, firstDay, successorId, below })
    if (faults.length > 0) {
      throw invalidInput({ detail: faults.map(({ message }) => message).join(''), errors: faults })
    }
    if (successorId === null) await refuseWhileOpen(ctx, unit, below)
    const events = await eventsOf(ctx, unit, { firstDay, successorId, below })
    await recordDeed(tx, ctx.actor, { id: newId(), reason, events }, civilDateOf(ctx.now))
    if (firstDay <= civilDateOf(ctx.now)) await handOver(tx, unitId, civilDateOf(ctx.now))
    return presentUnit(ctx, unitId)
  },
})

type Ending = {
  lastDay: CivilDate
  firstDay: CivilDate
  successorId: string | null
  below: readonly UnitRecord[]
}

async function faultsOf(
  { tx }: Context,
  unit: UnitRecord,
  { lastDay, firstDay, successorId, below }: Ending,
): Promise<Fault[]> {
  if (lastDay < unit.validFrom) {
    return [{ path: 'lastDay', message: `最后一日：早于单位启用的${unit.validFrom}。请改为这一天或以后。` }]
  }
  if (!CivilDate.safeParse(firstDay).success) {
    return [{ path: 'lastDay', message: '最后一日：太远。请填写实际的最后一日，还不知道的先不登记。' }]
  }
  const [heir] = await findHeirsOf(tx, unit.id)
  if (heir) {
    const message = `单位：“${heir.name}”登记了由本单位接管（${heir.validTo}以后）。请先撤销那一项终止。`
    return [{ path: 'unitId', message }]
  }
  const [coming] = await findComing(tx, unit.id)
  if (coming) {
    const message = `单位：“${coming.name}”登记了自${coming.day}起归本单位。请先撤销那一项变更。`
    return [{ path: 'unitId', message }]
  }
  if (successorId === null) return []
  const successor = await findUnit(tx, successorId)
  if (!successor) return [{ path: 'successorId', message: '接管单位：没有这个单位。请重新选择。' }]
  const above = (await unitsAbove(tx, successor.id)).map(({ id }) => id)
  const fault = faultOfSuccessor(unit, successor, above, firstDay)
  if (fault) return [fault]
  return below.flatMap((child) => {
    const wrong = faultOfParent(child, successor, above, later(child.validFrom, firstDay))
    if (!wrong) return []
    const why = wrong.message.replace(/^上级单位：/, '')
    return [
      {
        path: 'successorId',
        message: `接管单位：下级“${child.name}”不能转到“${successor.name}”之下：${why}`,
      },
    ]
  })
}

/** The open matters of a unit, with names, so that the administrator knows where to go on. */
async function refuseWhileOpen({ tx }: Context, unit: UnitRecord, below: readonly UnitRecord[]) {
  const open = await findOpenAt(tx, unit.id)
  const units = below.map(({ name }) => ({ kind: 'unit' as const, name, total: below.length }))
  const all = [...open, ...units]
  if (all.length === 0) return
  const words = {
    enterprise: '户企业',
    filing: '件办理中的备案',
    import: '次进行中的导入',
    unit: '个下级单位',
  }
  const parts = Object.entries(words).flatMap(([kind, word]) => {
    const of = all.filter((each) => each.kind === kind)
    if (of.length === 0) return []
    const names = of.slice(0, 3).map(({ name }) => name)
    const total = of[0]?.total ?? 0
    return [
      ` ${total.toLocaleString('zh-CN')} ${word}（${names.join('、')}${total > names.length ? '等' : ''}）`,
    ]
  })
  throw unitInUse({
    detail: `单位：“${unit.name}”名下还有${parts.join('，')}。请选定接管单位，或先办结、转走。`,
    details: { open: all.slice(0, 80) },
  })
}

const later = (a: CivilDate, b: CivilDate) => (a > b ? a : b)

/** The end itself; units below move to the successor, and whoever served the unit serves the successor. */
async function eventsOf(
  { tx }: Context,
  unit: UnitRecord,
  { firstDay, successorId, below }: Omit<Ending, 'lastDay'>,
): Promise<NewUnitEvent[]> {
  const moved = below.map((child) => ({
    unitId: child.id,
    kind: 'changed' as const,
    effectiveOn: later(child.validFrom, firstDay),
    patch: { parentId: successorId },
  }))
  const serving = (await findServing(tx, unit.id)).filter(({ id }) => id !== unit.id)
  const turned = { ...served([unit.id], false), ...(successorId && served([successorId])) }
  const elsewhere = serving.map(({ id, validFrom }) => ({
    unitId: id,
    kind: 'changed' as const,
    effectiveOn: later(validFrom, firstDay),
    patch: { serves: turned },
  }))
  const end = { unitId: unit.id, kind: 'ended' as const, effectiveOn: firstDay, patch: { successorId } }
  return [end, ...moved, ...elsewhere]
}
