// Not division names although they end like one: 住宅小区, 工业园区 …, 农贸市场, 市民广场.
const NOT_A_DIVISION = /[小社园厂校片景库]区$/
const ROAD = /.[路街巷弄号道栋楼]/
const PROVINCE = /^\p{Script=Han}{2,5}?(?:省|自治区|特别行政区)/u
const CITY = /^\p{Script=Han}{2,10}?(?:市(?![场民政委区])|自治州|地区|盟)/u
const COUNTY = /^(?:\p{Script=Han}{1,10}?(?:自治县|区|县|旗)|\p{Script=Han}{2,10}?市(?![场民政委区]))/u

/**
 * An address cut after its county: 江西省宜春市袁州区示例路1号 → 江西省宜春市袁州区***. Where a level cannot be told
 * for certain, less is shown, never more.
 */
export function maskAddress(address: string): string {
  let rest = address.replace(/\s/g, '')
  let shown = ''
  for (const level of [PROVINCE, CITY, COUNTY]) {
    const name = level.exec(rest)?.[0]
    if (name === undefined || NOT_A_DIVISION.test(name) || ROAD.test(name)) continue
    shown += name
    rest = rest.slice(name.length)
  }
  return rest === '' ? shown : `${shown}***`
}
