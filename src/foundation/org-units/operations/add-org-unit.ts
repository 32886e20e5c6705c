import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { codesLike, lockUnits, type NewUnitEvent, recordDeed } from '../deed-store.ts'
import { addOrgUnit } from '../deeds/contract.ts'
import { type Fault, faultOfParent, nextNumberingCode, served, type UnitState } from '../domain.ts'
import { mayArrangeUnits } from '../policy.ts'
import { presentUnit } from '../present.ts'
import { findNamesakes, findServing, findUnit, unitNames, unitsAbove } from '../store.ts'

type UnitInput = Omit<UnitState, 'numberingCode' | 'addressWords' | 'serves' | 'areaCode'> & {
  numberingCode?: string | undefined
  addressWords?: readonly string[] | undefined
  serves?: readonly string[] | undefined
  validFrom: string
  reason: string
}

export const addOrgUnitHandler = handle(addOrgUnit, {
  policy: mayArrangeUnits,
  audit: (input, _subject, unit) => ({
    chain: 'platform',
    action: 'org-unit.added',
    subject: { type: 'org-unit', id: unit.id },
    details: {
      unit: unit.name,
      kind: input.kind,
      numberingCode: unit.numberingCode,
      validFrom: input.validFrom,
    },
  }),
  async run(ctx, input) {
    await lockUnits(ctx.tx)
    const unitId = newId()
    const { state, serves, faults } = await stateOf(ctx, input, unitId)
    if (faults.length > 0) {
      throw invalidInput({ detail: faults.map(({ message }) => message).join(''), errors: faults })
    }
    const events: NewUnitEvent[] = [
      { unitId, kind: 'added', effectiveOn: input.validFrom, patch: { ...state, serves: served(serves) } },
    ]
    if (state.line === 'market-regulation' && state.parentId && !state.functions.includes('roster')) {
      for (const industry of await findServing(ctx.tx, state.parentId, 'industry')) {
        const from = industry.validFrom > input.validFrom ? industry.validFrom : input.validFrom
        events.push({
          unitId: industry.id,
          kind: 'changed',
          effectiveOn: from,
          patch: { serves: served([unitId]) },
        })
      }
    }
    await recordDeed(ctx.tx, ctx.actor, { id: newId(), reason: input.reason, events }, civilDateOf(ctx.now))
    return presentUnit(ctx, unitId)
  },
})

async function stateOf({ tx }: Context, input: UnitInput, unitId: string) {
  const faults: Fault[] = []
  const parent = input.parentId === null ? null : await findUnit(tx, input.parentId)
  const above = parent ? await unitsAbove(tx, parent.id) : []
  if (input.parentId !== null && !parent) {
    faults.push({ path: 'parentId', message: '上级单位：没有这个单位。请重新选择。' })
  } else {
    const fault = faultOfParent({ ...input, id: null }, parent ?? null, idsOf(above), input.validFrom)
    if (fault) faults.push(fault)
  }
  const namesake = await findNamesakes(tx, { ...input, id: unitId })
  if (namesake) faults.push(namesakeFault(input.name))
  const own = input.functions.includes('roster') && input.line === 'market-regulation' ? [unitId] : []
  const asked = input.serves ?? []
  if ((await unitNames(tx, asked)).size < new Set(asked).size) faults.push(unknownServed)
  const numberingCode = input.numberingCode ?? (parent ? await madeCode(tx, parent, input.kind) : undefined)
  if (!numberingCode) {
    const message = '编号代码：没有上级的单位不能自动编排。请填写。'
    faults.push({ path: 'numberingCode', message })
  }
  const state = {
    parentId: input.parentId,
    name: input.name,
    shortName: input.shortName,
    line: input.line,
    level: input.level,
    kind: input.kind,
    areaCode: null,
    numberingCode: numberingCode ?? '',
    functions: input.functions,
    addressWords: input.addressWords ?? [],
  }
  return { state, serves: [...own, ...asked], faults }
}

const idsOf = (units: readonly { id: string }[]) => units.map(({ id }) => id)

export const unknownServed: Fault = {
  path: 'serves',
  message: '代办单位：其中有的单位不存在。请重新选择。',
}

export function namesakeFault(name: string): Fault {
  return { path: 'name', message: `名称：同一上级之下已有“${name}”。请核对，或换一个名称。` }
}

async function madeCode(
  tx: Context['tx'],
  parent: { numberingCode: string },
  kind: UnitState['kind'],
): Promise<string> {
  return nextNumberingCode(parent.numberingCode, kind, await codesLike(tx, parent.numberingCode))
}
