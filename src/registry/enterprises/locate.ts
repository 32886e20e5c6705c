import { checkCreditCode, creditCodeArea } from '#platform/values/credit-code.ts'
import { remembering } from '#platform/values/remembering.ts'
import {
  type AddressReading,
  addressReader,
  isCounty,
  isDistrict,
  type LocatableUnit,
  type Surroundings,
} from './address-reading.ts'

export type { LocatableUnit, Surroundings } from './address-reading.ts'

/** What is known of an enterprise when its unit is looked for. All as written by people; any may be empty. */
export type LocationInput = {
  readonly address: string
  readonly creditCode: string
  /** A column such as 地区 or 所属县区. */
  readonly areaText?: string
}

/**
 * Where an enterprise belongs. Only a `sure` answer names the unit; a `doubtful` one leaves the choice to a person, the
 * likeliest candidate first (there may be none). `reason` is zh-CN; of a doubtful answer it says what to do, too.
 */
export type Location<Id extends string> =
  | {
      readonly certainty: 'sure'
      readonly unitId: Id
      readonly by: 'zone' | 'address' | 'area' | 'code'
      readonly reason: string
      readonly candidates: readonly Id[]
    }
  | {
      readonly certainty: 'doubtful'
      readonly unitId: null
      readonly by: 'zone' | 'address' | 'area' | 'code' | 'none'
      readonly reason: string
      readonly candidates: readonly Id[]
    }

type CodeReading<Id extends string> =
  /** No code, or one registered by an authority above the city. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'city' }
  | { readonly kind: 'county'; readonly unit: LocatableUnit<Id> }
  | { readonly kind: 'elsewhere'; readonly area: string }

/**
 * Prepares a locator for many rows: the county from the address first, functional zones to their own unit, then from
 * digits 3–8 of the credit code. Where the sources disagree or name another place the answer is doubtful.
 */
export function unitLocator<Id extends string>(units: readonly LocatableUnit<Id>[], around: Surroundings) {
  const read = addressReader(units, around)
  const readArea = remembering(read)
  return (input: LocationInput): Location<Id> => {
    const address = read(input.address)
    const area = readArea(input.areaText ?? '')
    const code = readCode(units, around, input.creditCode)
    if (address.kind === 'elsewhere') return elsewhere('address', `地址在“${address.name}”`, around, code)
    if (address.kind !== 'nothing') return fromPlace(address, area, code, 'address')
    if (area.kind === 'elsewhere') return elsewhere('area', `地区写的是“${area.name}”`, around, code)
    if (area.kind !== 'nothing') return fromPlace(area, area, code, 'area')
    return fromCode(units, around, code)
  }
}

function readCode<Id extends string>(
  units: readonly LocatableUnit<Id>[],
  around: Surroundings,
  text: string,
): CodeReading<Id> {
  const check = checkCreditCode(text)
  const area = check.ok ? creditCodeArea(check.code) : null
  const above = ['100000', `${around.cityCode.slice(0, 2)}0000`]
  if (area === null || above.includes(area)) return { kind: 'silent' }
  const unit = units.find((candidate) => isCounty(candidate) && candidate.areaCode === area)
  if (unit) return { kind: 'county', unit }
  return area.startsWith(around.cityCode.slice(0, 4)) ? { kind: 'city' } : { kind: 'elsewhere', area }
}

function fromPlace<Id extends string>(
  place: Exclude<AddressReading<Id>, { kind: 'nothing' | 'elsewhere' }>,
  area: AddressReading<Id>,
  code: CodeReading<Id>,
  source: 'address' | 'area',
): Location<Id> {
  const where = source === 'address' ? '地址' : '地区'
  const codeUnit = code.kind === 'county' ? code.unit : null
  if (place.kind === 'several') {
    const names = place.units.map(({ name }) => `“${name}”`).join('和')
    return doubtful(source, `${where}同时指向${names}。请选定所属单位。`, place.units)
  }
  const { unit } = place
  const by = place.kind === 'zone' ? 'zone' : source
  if (codeUnit && !agree(unit, codeUnit)) {
    const why = `${where}指向“${unit.name}”，代码第 3 至 8 位却指向“${codeUnit.name}”`
    return doubtful(by, `${why}。请核对地址和代码后选定。`, [unit, codeUnit])
  }
  if (code.kind === 'elsewhere') {
    const why = `${where}指向“${unit.name}”，代码的登记地（${code.area}）却不在本市`
    return doubtful(by, `${why}。请核对是否迁入或抄错。`, [unit])
  }
  if ((area.kind === 'county' || area.kind === 'zone') && !agree(unit, area.unit)) {
    const why = `地址指向“${unit.name}”，地区却写“${area.unit.name}”`
    return doubtful(by, `${why}。请核对后选定。`, [unit, area.unit])
  }
  if (place.kind === 'county' && place.short && codeUnit !== unit) {
    return doubtful(by, `${where}只像是“${unit.name}”的简称，代码不能佐证。请核对后选定。`, [unit])
  }
  const what = place.kind === 'zone' ? '功能区' : '县（市、区）'
  return sure(by, unit, `${where}写明${what}，归“${unit.name}”。`)
}

// A functional zone lies inside a district: the district's code and the zone do not contradict each other.
function agree(a: LocatableUnit, b: LocatableUnit): boolean {
  return a === b || (a.areaCode === null && isDistrict(b)) || (b.areaCode === null && isDistrict(a))
}

function fromCode<Id extends string>(
  units: readonly LocatableUnit<Id>[],
  around: Surroundings,
  code: CodeReading<Id>,
): Location<Id> {
  if (code.kind === 'county') {
    return sure('code', code.unit, `地址没有写明县（市、区），按代码第 3 至 8 位归“${code.unit.name}”。`)
  }
  if (code.kind === 'city') {
    const likely = [
      ...units.filter(isDistrict),
      ...units.filter((u) => u.areaCode === null && u.words.length > 0),
    ]
    return doubtful(
      'code',
      `地址没有写明县（市、区），代码由${around.cityName}本级登记。请选定所属单位。`,
      likely,
    )
  }
  if (code.kind === 'elsewhere') return elsewhere('code', `代码的登记地（${code.area}）`, around, code)
  return doubtful('none', '地址没有写明县（市、区），代码也看不出登记地。请补全地址或选定所属单位。', [])
}

function elsewhere<Id extends string>(
  by: 'address' | 'area' | 'code',
  what: string,
  around: Surroundings,
  code: CodeReading<Id>,
): Location<Id> {
  const advice = '请核对是否应列入本市名单。'
  return doubtful(
    by,
    `${what}，不在本市（${around.cityName}）。${advice}`,
    code.kind === 'county' ? [code.unit] : [],
  )
}

function sure<Id extends string>(
  by: 'zone' | 'address' | 'area' | 'code',
  unit: LocatableUnit<Id>,
  reason: string,
): Location<Id> {
  return { certainty: 'sure', unitId: unit.id, by, reason, candidates: [unit.id] }
}

function doubtful<Id extends string>(
  by: 'zone' | 'address' | 'area' | 'code' | 'none',
  reason: string,
  units: readonly LocatableUnit<Id>[],
): Location<Id> {
  return { certainty: 'doubtful', unitId: null, by, reason, candidates: units.map(({ id }) => id) }
}
