import { newId } from '#platform/ids.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { findEvents, lockUnits, recordDeed } from '../deed-store.ts'
import { changeOrgUnit } from '../deeds/contract.ts'
import {
  type Fault,
  faultOfDay,
  faultOfParent,
  realChange,
  spellsOf,
  stateOn,
  type UnitPatch,
} from '../domain.ts'
import { mayArrangeUnits } from '../policy.ts'
import { presentUnit } from '../present.ts'
import { mustBeVersion } from '../stale.ts'
import { findNamesakes, findUnit, getUnit, type UnitRecord, unitNames, unitsAbove } from '../store.ts'
import { namesakeFault, unknownServed } from './add-org-unit.ts'

export const changeOrgUnitHandler = handle(changeOrgUnit, {
  policy: mayArrangeUnits,
  audit: (input, _subject, unit) => ({
    chain: 'platform',
    action: 'org-unit.changed',
    subject: { type: 'org-unit', id: unit.id },
    details: { unit: unit.name, fields: Object.keys(input.change).sort(), effectiveOn: input.effectiveOn },
  }),
  async run(ctx, { unitId, version, change, effectiveOn, reason }) {
    await lockUnits(ctx.tx)
    const unit = await getUnit(ctx.tx, unitId)
    mustBeVersion(unit, version)
    if (unit.handedOver) throw wrongState({ detail: `单位：“${unit.name}”已经终止，不能再变更。` })
    const late = faultOfDay(unit, effectiveOn)
    if (late) throw refused([late])
    const state = stateOn(spellsOf(await findEvents(ctx.tx, { unitIds: [unitId] })), effectiveOn)
    if (!state) throw new Error(`unit ${unitId} has no state on a day of its life`)
    const patch = realChange(state, change)
    if (Object.keys(patch).length === 0) {
      throw refused([
        { path: 'change', message: '内容：与生效日期当天的情况相同，没有变化。请修改后再提交。' },
      ])
    }
    const faults = await faultsOf(ctx, unit, patch, effectiveOn)
    if (faults.length > 0) throw refused(faults)
    const events = [{ unitId, kind: 'changed', effectiveOn, patch } as const]
    await recordDeed(ctx.tx, ctx.actor, { id: newId(), reason, events }, civilDateOf(ctx.now))
    return presentUnit(ctx, unitId)
  },
})

function refused(errors: Fault[]) {
  return invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
}

async function faultsOf(
  { tx }: Context,
  unit: UnitRecord,
  patch: UnitPatch,
  day: CivilDate,
): Promise<Fault[]> {
  const faults: Fault[] = []
  if (patch.parentId !== undefined) {
    const parent = patch.parentId === null ? null : await findUnit(tx, patch.parentId)
    const above = parent ? await unitsAbove(tx, parent.id) : []
    const missing = patch.parentId !== null && !parent
    const fault = missing
      ? { path: 'parentId', message: '上级单位：没有这个单位。请重新选择。' }
      : faultOfParent(
          unit,
          parent ?? null,
          above.map(({ id }) => id),
          day,
        )
    if (fault) faults.push(fault)
  }
  if (patch.name !== undefined || patch.parentId !== undefined) {
    const name = patch.name ?? unit.name
    if (
      await findNamesakes(tx, {
        ...unit,
        parentId: patch.parentId === undefined ? unit.parentId : patch.parentId,
        name,
      })
    )
      faults.push(namesakeFault(name))
  }
  const served = Object.keys(patch.serves ?? {})
  if ((await unitNames(tx, served)).size < served.length) faults.push(unknownServed)
  return faults
}
