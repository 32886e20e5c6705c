import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { notPlantable, plantOrgUnits } from '../contract.ts'
import { plantSeeds } from '../plant.ts'
import { chainOf, plantingSeeds } from '../planting.ts'
import { mayArrangeUnits } from '../policy.ts'
import type { OrgUnitSeed } from '../yichun-tree.ts'

export const plantOrgUnitsHandler = handle(plantOrgUnits, {
  policy: mayArrangeUnits,
  audit: ({ areaCode }, _subject, { deedId, added, existing }) =>
    added === 0
      ? null
      : {
          chain: 'platform',
          action: 'org-unit.planted',
          subject: { type: 'org-unit-deed', id: deedId },
          details: { areaCode, added, existing },
        },
  async run({ tx, actor, now }, input) {
    const today = civilDateOf(now)
    const seeds = seedsOf(input)
    const planted = await plantSeeds(tx, actor, seeds, { validFrom: input.validFrom ?? today, today })
    const chain = new Set(chainOf(input.areaCode))
    const units = seeds
      .filter(({ areaCode }) => areaCode !== null && chain.has(areaCode))
      .map(({ key, name, areaCode, line, level }) => ({
        unitId: planted.ids.get(key) ?? '',
        name: planted.names.get(key) ?? name,
        areaCode: areaCode ?? '',
        line,
        level,
      }))
    return { deedId: planted.deedId, added: planted.added, existing: planted.existing, units }
  },
})

/** @throws notPlantable with the reason */
export function seedsOf({
  areaCode,
  industry,
}: {
  areaCode: string
  industry: boolean
}): readonly OrgUnitSeed[] {
  const seeds = plantingSeeds(areaCode, { industry })
  if (Array.isArray(seeds)) return seeds
  const message = seeds.problem
  throw notPlantable({ detail: message, errors: [{ path: 'areaCode', message }] })
}
