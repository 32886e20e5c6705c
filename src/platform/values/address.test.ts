import { describe, expect, it } from 'vitest'
import { maskAddress } from './address.ts'

describe('maskAddress', () => {
  it('shows an address down to its county', () => {
    const cases: Record<string, string> = {
      江西省宜春市袁州区示例路1号: '江西省宜春市袁州区***',
      '江西省 宜春市 高安市示例镇': '江西省宜春市高安市***',
      江西省樟树市示例大道南2号: '江西省樟树市***',
      丰城市示例街132号: '丰城市***',
      北京市朝阳区示例路1号: '北京市朝阳区***',
      河北省唐山市路北区示例楼: '河北省唐山市路北区***',
      湖北省恩施土家族苗族自治州来凤县示例村: '湖北省恩施土家族苗族自治州来凤县***',
      内蒙古自治区鄂尔多斯市鄂托克旗示例路: '内蒙古自治区鄂尔多斯市鄂托克旗***',
      江西省宜春市: '江西省宜春市',
    }
    for (const [address, masked] of Object.entries(cases)) expect(maskAddress(address)).toBe(masked)
  })

  it('shows less where it cannot tell', () => {
    expect(maskAddress('江西省高安市莲花小区3栋')).toBe('江西省高安市***')
    expect(maskAddress('江西省宜春市示例路88号某某区')).toBe('江西省宜春市***')
    expect(maskAddress('建材大市场178号')).toBe('***')
    expect(maskAddress('高安市祥符镇农贸市场内')).toBe('高安市***')
    expect(maskAddress('示例路1号')).toBe('***')
    expect(maskAddress('')).toBe('')
  })
})
