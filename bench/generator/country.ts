import type pg from 'pg'
import { areaName, areasByPrefix, childAreas } from '#foundation/org-units/areas.ts'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { nameKeyOf, searchWordsOf } from '#registry/enterprises/index.ts'
import { INDUSTRIES } from '#registry/enterprises/industries.ts'
import type { DeskUnit } from '#registry/filings/chain.ts'
import { insertRows } from './bulk.ts'
import type { Random } from './random.ts'

export type BenchUnit = { id: string; name: string; areaCode: string; upward: readonly DeskUnit[] }
export type BenchEnterprise = { id: string; unit: BenchUnit; name: string; industryCode: string }

/** Counties that have a fifth of all enterprises between them, so that their lists are long. */
const BUSY_CITY = '3609'

/** A unit of market regulation for every province, city and county; answers the counties, the busy ones first. */
export async function makeUnits(owner: pg.ClientBase): Promise<BenchUnit[]> {
  const rows: Record<string, unknown>[] = []
  const counties: BenchUnit[] = []
  const visit = (code: string, above: readonly DeskUnit[], level: 'province' | 'city' | 'county') => {
    const id = newId()
    const name = areaName(code) ?? code
    const unit = { id, name: `${name}市场监督管理局`, level }
    const upward = [unit, ...above]
    if (level === 'county') counties.push({ id, name: unit.name, areaCode: code, upward })
    rows.push({
      id,
      parent_id: above[0]?.id ?? null,
      name: unit.name,
      short_name: `${name}局`,
      line: 'market-regulation',
      level,
      kind: 'bureau',
      area_code: code,
      numbering_code: code,
      functions: ['registration', 'roster', 'training'],
      address_words: [name],
      serves: [],
      position: rows.length,
    })
    for (const child of childAreas(code)) visit(child.code, upward, child.level)
  }
  for (const province of childAreas(null)) visit(province.code, [], 'province')
  // One statement, so that the scope of all units is worked out once.
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  await owner.query(
    `insert into org_units (${columns}) select ${columns} from jsonb_populate_recordset(null::org_units, $1)`,
    [JSON.stringify(rows)],
  )
  const busy = new Set(areasByPrefix(BUSY_CITY).map((area) => area.code))
  return counties.sort((a, b) => Number(busy.has(b.areaCode)) - Number(busy.has(a.areaCode)))
}

/** How many units at the head of the list are busy. */
export const BUSY_UNITS = areasByPrefix(BUSY_CITY).filter((area) => area.level === 'county').length

const TRADES = ['机械', '陶瓷', '食品', '医药', '电子', '化工', '纺织', '家具', '建材', '印刷'] as const

export async function makeEnterprises(
  owner: pg.ClientBase,
  random: Random,
  units: readonly BenchUnit[],
  count: number,
): Promise<BenchEnterprise[]> {
  const busy = units.slice(0, BUSY_UNITS)
  const manufacturing = INDUSTRIES.map((each) => each.code).filter((code) => /^C\d\d$/.test(code))
  const made: BenchEnterprise[] = []
  const rows: Record<string, unknown>[] = []
  const events: Record<string, unknown>[] = []
  for (let number = 0; number < count; number++) {
    const unit = random.pick(random.chance(0.2) ? busy : units)
    const id = newId()
    const name = `示例${number}号${random.pick(TRADES)}有限公司`
    const industryCode = random.pick(manufacturing)
    made.push({ id, unit, name, industryCode })
    const { key: nameKey, areas: nameAreas } = nameKeyOf(name)
    rows.push({
      id,
      credit_code: makeCreditCode(`91${unit.areaCode}MA${String(number).padStart(7, '0')}`),
      name,
      unit_id: unit.id,
      area_code: unit.areaCode,
      address: `${areaName(unit.areaCode)}示例大道 ${number % 900} 号`,
      type_text: '有限责任公司',
      industry_code: industryCode,
      size: random.pick(['大型', '中型', '小型', '微型']),
      declared_above_scale: random.chance(0.2),
      products: '示例产品',
      search_words: searchWordsOf(name),
      name_key: nameKey,
      name_areas: nameAreas,
    })
    events.push({
      enterprise_id: id,
      id: newId(),
      unit_id: unit.id,
      effective_on: '2026-01-01',
      reason: '初始',
    })
  }
  await insertRows(owner, 'enterprises', rows)
  await insertRows(owner, 'enterprise_unit_events', events)
  return made
}
