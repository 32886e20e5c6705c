import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { type LocatableUnit, type Surroundings, unitLocator } from './locate.ts'

const counties = {
  袁州区: '360902',
  奉新县: '360921',
  万载县: '360922',
  丰城市: '360981',
  樟树市: '360982',
  高安市: '360983',
}
const units: LocatableUnit[] = [
  { id: 'city', name: '宜春市市场监督管理局', areaCode: '360900', words: ['宜春市'] },
  ...Object.entries(counties).map(([name, areaCode]) => ({
    id: name,
    name: `${name}市场监督管理局`,
    areaCode,
    words: [name],
  })),
  { id: '直属分局', name: '直属分局（示例）', areaCode: null, words: [] },
  {
    id: '经开区',
    name: '宜春经济技术开发区管委会经济发展局',
    areaCode: null,
    words: ['宜春经济技术开发区', '宜春经济开发区', '宜春经开区', '经济技术开发区', '经济开发区', '经开区'],
  },
  { id: '宜阳新区', name: '宜阳新区管委会经济发展局', areaCode: null, words: ['宜阳新区'] },
]
const around: Surroundings = {
  cityCode: '360900',
  cityName: '宜春市',
  provinceName: '江西省',
  otherProvinces: ['湖南省', '上海市', '广东省'],
  otherCities: ['南昌市', '长沙市', '上海市', '深圳市', '朝阳市'],
  otherCounties: ['南昌县', '新建区', '樟树县外'],
}
const locate = unitLocator(units, around)
const code = (area: string) => makeCreditCode(`91${area}MAY000001`)
const at = (address: string, area = '360900', areaText?: string) => {
  const found = locate({
    address,
    creditCode: area && code(area),
    ...(areaText === undefined ? {} : { areaText }),
  })
  return [found.certainty, found.by, found.unitId ?? found.candidates.join()]
}

describe('the county from the address', () => {
  it('with and without province, city and spaces', () => {
    for (const address of [
      '江西省宜春市高安市示例镇',
      '江西省高安市示例路1号',
      '高安市示例街',
      '宜春市高安市示例村',
      '江西 宜春 高安市 示例路',
      '江西省示高公路高安市示例镇东港村',
      '江西省宜春市（高安市）示例路',
    ]) {
      expect([address, ...at(address, '360983')]).toEqual([address, 'sure', 'address', '高安市'])
      expect([address, ...at(address, '')]).toEqual([address, 'sure', 'address', '高安市'])
    }
  })

  it('by the short name only when the code agrees', () => {
    expect(at('江西奉新工业园区示例公司内', '360921')).toEqual(['sure', 'address', '奉新县'])
    expect(at('江西奉新工业园区示例公司内', '360900')).toEqual(['doubtful', 'address', '奉新县'])
    expect(at('江西奉新工业园区示例公司内', '360983')).toEqual(['doubtful', 'address', '奉新县,高安市'])
  })

  it('not from streets, markets and buildings that bear a name', () => {
    expect(at('江西省宜春市高安大道620号', '360902')).toEqual(['sure', 'code', '袁州区'])
    expect(at('江西省宜春市袁州中路5号', '360981')).toEqual(['sure', 'code', '丰城市'])
    expect(at('示例镇高安市场178号', '360981')).toEqual(['sure', 'code', '丰城市'])
    expect(at('江西省丰城市高安路8号', '360981')).toEqual(['sure', 'address', '丰城市'])
    expect(at('江西省宜春市朝阳路36号', '360902')).toEqual(['sure', 'code', '袁州区'])
  })

  it('two counties are for a person to decide', () => {
    expect(at('示例公路樟树市与丰城市交界', '360900')).toEqual(['doubtful', 'address', '丰城市,樟树市'])
  })
})

describe('functional zones', () => {
  it('belong to their own unit', () => {
    expect(at('江西省宜春市宜春经济技术开发区示例路1号')).toEqual(['sure', 'zone', '经开区'])
    expect(at('江西宜春经济开发区')).toEqual(['sure', 'zone', '经开区'])
    expect(at('江西省宜春市经济开发区示例大道')).toEqual(['sure', 'zone', '经开区'])
    expect(at('江西省宜春经济技术开发区南区（宜春市袁州区示例路）', '360902')).toEqual([
      'sure',
      'zone',
      '经开区',
    ])
    expect(at('江西省宜春市袁州区宜阳新区示例路', '360902')).toEqual(['sure', 'zone', '宜阳新区'])
  })

  it('are not the zones and parks of the counties', () => {
    expect(at('丰城市高新技术产业园区示例路', '360981')).toEqual(['sure', 'address', '丰城市'])
    expect(at('江西省樟树市城北经济技术开发区', '360982')).toEqual(['sure', 'address', '樟树市'])
    expect(at('江西省奉新县经济开发区示例路', '360921')).toEqual(['sure', 'address', '奉新县'])
    expect(at('江西省万载县工业园', '360922')).toEqual(['sure', 'address', '万载县'])
  })

  it('are for a person to decide where the words fit two', () => {
    expect(at('江西省宜春市袁州区经济技术开发区示例路', '360902')).toEqual([
      'doubtful',
      'address',
      '经开区,袁州区',
    ])
    expect(at('江西省高安市宜春经开区产业园', '360983')).toEqual(['doubtful', 'address', '高安市,经开区'])
    expect(at('江西省宜春经开区示例路', '360983')).toEqual(['doubtful', 'zone', '经开区,高安市'])
    expect(at('江西省宜春市宜阳新区与宜春经开区交界')).toEqual(['doubtful', 'address', '经开区,宜阳新区'])
  })
})

describe('the credit code', () => {
  it('decides where the address names no county', () => {
    expect(at('江西省宜春市示例路28号', '360902')).toEqual(['sure', 'code', '袁州区'])
    expect(at('', '360983')).toEqual(['sure', 'code', '高安市'])
  })

  it('of the city leaves the district and the zones to choose from', () => {
    expect(at('江西省宜春市示例路28号', '360900')).toEqual(['doubtful', 'code', '袁州区,经开区,宜阳新区'])
    expect(at('江西省宜春市示例路28号', '360901')[0]).toBe('doubtful')
  })

  it('contradicting the address makes it doubtful, with both', () => {
    const found = locate({ address: '江西省高安市示例路', creditCode: code('360982') })
    expect(found).toMatchObject({ certainty: 'doubtful', unitId: null, candidates: ['高安市', '樟树市'] })
    expect(found.reason).toBe(
      '地址指向“高安市市场监督管理局”，代码第 3 至 8 位却指向“樟树市市场监督管理局”。请核对地址和代码后选定。',
    )
    expect(at('江西省高安市示例路', '430100')).toEqual(['doubtful', 'address', '高安市'])
  })

  it('of the province or the state says nothing', () => {
    expect(at('江西省高安市示例路', '360000')).toEqual(['sure', 'address', '高安市'])
    expect(at('江西省高安市示例路', '100000')).toEqual(['sure', 'address', '高安市'])
    expect(at('示例路', '100000')).toEqual(['doubtful', 'none', ''])
  })
})

describe('the area column', () => {
  it('helps where the address is silent, and contradicts it', () => {
    expect(at('示例路1号', '', '樟树市')).toEqual(['sure', 'area', '樟树市'])
    expect(at('示例路1号', '360900', '经开区')).toEqual(['sure', 'zone', '经开区'])
    expect(at('江西省高安市示例路', '360983', '宜春')).toEqual(['sure', 'address', '高安市'])
    expect(at('江西省高安市示例路', '', '樟树市')).toEqual(['doubtful', 'address', '高安市,樟树市'])
    expect(at('示例路1号', '', '南昌市')).toEqual(['doubtful', 'area', ''])
  })
})

describe('other places', () => {
  it('are doubtful, whatever street names they contain', () => {
    for (const address of [
      '江西省南昌市高新区宜春路1号',
      '南昌高新区袁州路1号',
      '南昌县示例镇',
      '江西省南昌县示例镇',
      '湖南省长沙市示例路',
      '上海市示例区袁州区路',
      '广东深圳南山区示例路',
    ]) {
      expect([address, ...at(address, '360902')]).toEqual([address, 'doubtful', 'address', '袁州区'])
    }
    expect(locate({ address: '江西省南昌市宜春路', creditCode: '' }).reason).toBe(
      '地址在“南昌市”，不在本市（宜春市）。请核对是否应列入本市名单。',
    )
    expect(at('示例路', '430100')).toEqual(['doubtful', 'code', ''])
  })
})

it('never crashes and never names a unit it is not sure of', () => {
  const word = fc.constantFrom(
    '江西',
    '省',
    '宜春',
    '市',
    '袁州',
    '区',
    '经开区',
    '南昌',
    '路',
    '高安市',
    '场',
    '（',
    'Ａ',
    '',
  )
  const address = fc
    .array(fc.oneof({ weight: 6, arbitrary: word }, fc.string()))
    .map((words) => words.join(''))
  fc.assert(
    fc.property(address, fc.string(), address, (text, creditCode, areaText) => {
      const found = locate({ address: text, creditCode, areaText })
      expect(found.unitId === null).toBe(found.certainty === 'doubtful')
      expect(found.reason.endsWith('。')).toBe(true)
      if (found.unitId) expect(found.candidates).toEqual([found.unitId])
    }),
  )
})
