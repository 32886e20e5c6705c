import { describe, expect, it } from 'vitest'
import { areaFullName, areaName, areasByPrefix, childAreas, findArea, homeArea } from './areas.ts'

describe('areas', () => {
  it('knows the ten counties of 宜春', () => {
    expect(childAreas('360900').map(({ code, name }) => code + name)).toEqual([
      '360902袁州区',
      '360921奉新县',
      '360922万载县',
      '360923上高县',
      '360924宜丰县',
      '360925靖安县',
      '360926铜鼓县',
      '360981丰城市',
      '360982樟树市',
      '360983高安市',
    ])
    expect(areasByPrefix('3609')).toHaveLength(11)
    expect(areasByPrefix('')).toEqual([])
  })

  it('names areas', () => {
    expect(areaName('130208')).toBe('丰润区')
    expect(areaFullName('360902')).toBe('江西省宜春市袁州区')
    expect(areaFullName('110105')).toBe('北京市朝阳区')
    expect(areaFullName('429004')).toBe('湖北省仙桃市')
    expect(areaName('360901')).toBeNull()
    expect(areaFullName('')).toBeNull()
    expect(findArea('360902')).toEqual({
      code: '360902',
      name: '袁州区',
      level: 'county',
      parentCode: '360900',
    })
  })

  it('hangs every area under a province', () => {
    expect(childAreas(null)).toHaveLength(34)
    for (const area of areasByPrefix('3')) {
      if (area.level !== 'province') expect(findArea(area.parentCode ?? '')).not.toBeNull()
    }
  })

  it('tells a city from its surroundings', () => {
    const home = homeArea('360900')
    expect(home).toMatchObject({ cityName: '宜春市', provinceName: '江西省' })
    expect(home.otherProvinces).toContain('湖南省')
    expect(home.otherCities).toEqual(expect.arrayContaining(['南昌市', '长沙市', '北京市']))
    expect(home.otherCities).not.toContain('宜春市')
    expect(home.otherCounties).toContain('南昌县')
    expect(home.otherCounties).not.toContain('奉新县')
    expect(() => homeArea('360902')).toThrow(RangeError)
  })
})
