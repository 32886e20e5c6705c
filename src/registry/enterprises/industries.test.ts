import { describe, expect, it } from 'vitest'
import { divisionOf, findIndustry, findIndustryByName, INDUSTRIES, isManufacturing } from './industries.ts'

describe('industries of GB/T 4754—2017', () => {
  it('are 20 categories and 97 divisions, numbered without gaps', () => {
    const divisions = INDUSTRIES.filter(({ level }) => level === 'division')
    expect(INDUSTRIES).toHaveLength(117)
    expect(divisions.map(({ code }) => Number(code.slice(1)))).toEqual(
      Array.from({ length: 97 }, (_, i) => i + 1),
    )
    expect(
      INDUSTRIES.filter(({ level }) => level === 'category')
        .map(({ code }) => code)
        .join(''),
    ).toBe('ABCDEFGHIJKLMNOPQRST')
    for (const { name } of INDUSTRIES) expect(name).toMatch(/^[\p{Script=Han}、]{2,20}$/u)
  })

  it('have 制造业 from C13 to C43', () => {
    const codes = INDUSTRIES.filter(({ category, level }) => category === 'C' && level === 'division').map(
      (i) => i.code,
    )
    expect([codes[0], codes.at(-1), codes.length]).toEqual(['C13', 'C43', 31])
  })

  it('are found by exact code or name, never guessed', () => {
    expect(findIndustry('c13')?.name).toBe('农副食品加工业')
    expect(findIndustry('27')?.code).toBe('C27')
    expect(findIndustry('C')?.name).toBe('制造业')
    expect(findIndustry('B13')).toBeNull()
    expect(findIndustry('')).toBeNull()
    expect(findIndustryByName('医药制造业')?.code).toBe('C27')
    expect(findIndustryByName('教育')?.code).toBe('P83')
    expect(findIndustryByName('医药')).toBeNull()
  })

  it('contain their finer codes', () => {
    expect(divisionOf('C1311')?.code).toBe('C13')
    expect(divisionOf('7010')?.code).toBe('K70')
    expect(divisionOf('D1311')).toBeNull()
    expect(divisionOf('98')).toBeNull()
    expect(divisionOf('C')).toBeNull()
    expect([isManufacturing('C'), isManufacturing('4320'), isManufacturing('44')]).toEqual([
      true,
      true,
      false,
    ])
  })
})
