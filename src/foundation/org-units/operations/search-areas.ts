import { signedIn } from '#platform/access/policy.ts'
import { handle } from '#platform/perform.ts'
import { type Area, areaFullName, areasBelow, findArea, isPlantable, searchAreaNames } from '../areas.ts'
import { type AreaRow, searchAreas } from '../contract.ts'

export const searchAreasHandler = handle(searchAreas, {
  policy: signedIn,
  async run(_ctx, { text, parentCode, ids, limit }) {
    const one = ids ? findArea(ids) : undefined
    const found = one ? [one] : text ? searchAreaNames(text) : areasBelow(parentCode ?? null)
    return { rows: found.slice(0, limit).map(toRow), total: found.length }
  },
})

function toRow(area: Area): AreaRow {
  const { code, name, level, parentCode } = area
  return {
    code,
    name,
    fullName: areaFullName(code) ?? name,
    level,
    parentCode,
    children: areasBelow(code).length,
    plantable: isPlantable(area),
  }
}
