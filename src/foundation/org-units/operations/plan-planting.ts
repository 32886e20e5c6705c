import { handle } from '#platform/perform.ts'
import { planPlanting } from '../contract.ts'
import { planSeeds } from '../plant.ts'
import { mayArrangeUnits } from '../policy.ts'
import { seedsOf } from './plant-org-units.ts'

const SHOWN = 500

export const planPlantingHandler = handle(planPlanting, {
  policy: mayArrangeUnits,
  async run({ tx }, input) {
    const { missing, codes, existing } = await planSeeds(tx, seedsOf(input))
    const rows = missing.slice(0, SHOWN).map((seed) => ({
      areaCode: seed.areaCode ?? '',
      name: seed.name,
      shortName: seed.shortName,
      line: seed.line,
      level: seed.level,
      numberingCode: codes.get(seed.key) ?? seed.numberingCode,
      note: seed.note ?? '',
    }))
    return { rows, added: missing.length, existing: existing.size }
  },
})
