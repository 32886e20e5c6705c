import { toHalfWidth } from '#platform/values/text.ts'

/** A unit an enterprise can be assigned to. A county's bureau has a county code; a functional zone's has none. */
export type LocatableUnit<Id extends string = string> = {
  readonly id: Id
  readonly name: string
  /** GB/T 2260 code, or null for zones and branches. Codes of cities and provinces are never matched. */
  readonly areaCode: string | null
  /** A county's names (袁州区), or a zone's names as addresses write them, bare kinds (经济技术开发区) included. */
  readonly words: readonly string[]
}

/** The city whose addresses are read, and the names that mean another place. Names in full (宜春市, 南昌县). */
export type Surroundings = {
  readonly cityCode: string
  readonly cityName: string
  readonly provinceName: string
  readonly otherProvinces: readonly string[]
  readonly otherCities: readonly string[]
  readonly otherCounties: readonly string[]
}

/** What an address says, before the credit code is asked. */
export type AddressReading<Id extends string> =
  | { readonly kind: 'nothing' }
  /** Another province, city or county. */
  | { readonly kind: 'elsewhere'; readonly name: string }
  /** `short`: the county was named without 区/县/市, which a village or a street may share. */
  | { readonly kind: 'county'; readonly unit: LocatableUnit<Id>; readonly short: boolean }
  | { readonly kind: 'zone'; readonly unit: LocatableUnit<Id> }
  | { readonly kind: 'several'; readonly units: readonly LocatableUnit<Id>[] }

// A name followed by this is the name of a street or a building, not of the place.
const STREET =
  /^[东南西北中上下前后新老一二三四五六七八九十]{0,2}(?:路|街|大道|大街|巷|弄|胡同|桥|广场|公园|花园|小区|大厦|宾馆|酒店|商场|商城|商会)/
// 高安市场 is a market, not 高安市.
const MARKET = /^场/
const BARE_ZONE =
  /^(?:国家级|省级)?(?:经济技术|经济|高新技术产业|高新技术|高新|经|工业)?(?:开发区|开区|新区|园区|园)$/
const DIVISION_FOLLOWS = /^[^路街巷道号弄]{1,6}?[区县市镇乡]/

/** An area code of a district (市辖区, GB/T 2260 last two digits 01–20): functional zones of the city lie in these. */
export function isDistrict(unit: LocatableUnit): boolean {
  const last = Number(unit.areaCode?.slice(4) ?? Number.NaN)
  return last >= 1 && last <= 20
}

/** True for a unit of a county (its code does not end in 00). */
export function isCounty(unit: LocatableUnit): boolean {
  return unit.areaCode !== null && !unit.areaCode.endsWith('00')
}

/** Prepares a reader of addresses for these units: address → {@link AddressReading}. */
export function addressReader<Id extends string>(units: readonly LocatableUnit<Id>[], around: Surroundings) {
  const counties = units.filter(isCounty).map((unit) => {
    const names = countyNames(unit)
    return { unit, names, shorts: names.map(shortName) }
  })
  const zones = units.filter((unit) => unit.areaCode === null && unit.words.length > 0)
  const elsewhere = elsewhereReader(around)
  const province = headOf(around.provinceName)
  const city = headOf(around.cityName)

  return (address: string): AddressReading<Id> => {
    const text = toHalfWidth(address).replace(/\s/g, '')
    const afterProvince = withoutHead(text, province)
    const afterCity = withoutHead(afterProvince, city)
    const other = elsewhere(text) ?? elsewhere(afterProvince)
    if (other) return { kind: 'elsewhere', name: other }
    const atHead = countyAtHead(counties, afterCity)
    const county = atHead ?? countyInside(counties, afterCity)
    const named = zones.filter((unit) =>
      unit.words.some((word) => !BARE_ZONE.test(word) && mentions(text, word)),
    )
    if (named.length > 0) return namedZone(named, county)
    const beyond = atHead ? afterCity.slice(atHead.length) : afterCity
    const bare = zones.find((unit) =>
      unit.words.some((word) => BARE_ZONE.test(word) && beyond.startsWith(word)),
    )
    const ofTheCity = afterCity !== afterProvince || bare?.words.includes(afterCity) === true
    if (bare && !county && ofTheCity) return { kind: 'zone', unit: bare }
    if (bare && atHead?.kind === 'county' && isDistrict(atHead.unit)) {
      return { kind: 'several', units: [bare, atHead.unit] }
    }
    return county ?? { kind: 'nothing' }
  }
}

type County<Id extends string> = {
  readonly unit: LocatableUnit<Id>
  readonly names: readonly string[]
  /** The same without 区, 县, 市. */
  readonly shorts: readonly string[]
}

function countyNames(unit: LocatableUnit): string[] {
  const own = unit.name.replace(/(?:市场监督管理局|工业和信息化局).*$/, '')
  return [...new Set([...unit.words, own])].filter((name) => /.{2}[区县市旗]$/.test(name))
}

function shortName(name: string): string {
  const short = name.replace(/(?:自治县|自治区|自治州|地区|省|区|县|市|旗|盟)$/, '')
  return short.length < 2 ? name : short
}

const headOf = (name: string): Naming => [shortName(name), name]

// 江西省…, 江西…, 宜春市宜春市…: the head may be short or written twice; 宜春路 is a street.
function withoutHead(text: string, head: Naming): string {
  const [short, name] = head
  if (text.startsWith(name) && !MARKET.test(text.slice(name.length))) {
    return withoutHead(text.slice(name.length), head)
  }
  return text.startsWith(short) && !STREET.test(text.slice(short.length)) ? text.slice(short.length) : text
}

function elsewhereReader(around: Surroundings): (text: string) => string | null {
  const full = byHead(
    [...around.otherProvinces, ...around.otherCities, ...around.otherCounties].map((name) => [name, name]),
  )
  const short = byHead(
    [...around.otherCities, ...around.otherProvinces].map((name) => [shortName(name), name]),
  )
  const followed = (text: string, [written]: Naming) => {
    const after = text.slice(written.length)
    return text.startsWith(written) && !STREET.test(after) && DIVISION_FOLLOWS.test(after)
  }
  return (text) => {
    const head = text.slice(0, 2)
    const named = full
      .get(head)
      ?.find(([name]) => text.startsWith(name) && !MARKET.test(text.slice(name.length)))
    return (named ?? short.get(head)?.find((entry) => followed(text, entry)))?.[1] ?? null
  }
}

/** A name as it is written, and the place it means. */
type Naming = readonly [written: string, name: string]

/** By the first two characters, so that few need to be held against a text; in their order. */
function byHead(namings: readonly Naming[]): ReadonlyMap<string, readonly Naming[]> {
  return Map.groupBy(namings, ([written]) => written.slice(0, 2))
}

function countyAtHead<Id extends string>(counties: readonly County<Id>[], text: string) {
  for (const short of [false, true]) {
    for (const { unit, names, shorts } of counties) {
      const name = (short ? shorts : names).find((n) => text.startsWith(n))
      if (name === undefined) continue
      const after = text.slice(name.length)
      if (short ? STREET.test(after) || /^[区县市]场?/.test(after) : MARKET.test(after)) continue
      return { kind: 'county', unit, short, length: name.length } as const
    }
  }
  return null
}

function countyInside<Id extends string>(counties: readonly County<Id>[], text: string) {
  const found = counties
    .filter(({ names }) => names.some((name) => mentions(text, name)))
    .map(({ unit }) => unit)
  const [unit, another] = found
  if (!unit) return null
  return another
    ? ({ kind: 'several', units: found } as const)
    : ({ kind: 'county', unit, short: false } as const)
}

function mentions(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const after = text.slice(at + word.length)
    if (!STREET.test(after) && !(word.endsWith('市') && MARKET.test(after))) return true
  }
  return false
}

function namedZone<Id extends string>(
  zones: readonly LocatableUnit<Id>[],
  county: AddressReading<Id> | null,
): AddressReading<Id> {
  const [unit, another] = zones
  if (!unit) return county ?? { kind: 'nothing' }
  if (another) return { kind: 'several', units: zones }
  if (county?.kind === 'county' && !isDistrict(county.unit))
    return { kind: 'several', units: [county.unit, unit] }
  return { kind: 'zone', unit }
}
