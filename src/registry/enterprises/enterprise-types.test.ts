import { describe, expect, it } from 'vitest'
import { ENTERPRISE_TYPES, enterpriseTypeOfText, findEnterpriseType } from './enterprise-types.ts'

describe('enterprise types', () => {
  it('form a tree', () => {
    expect(ENTERPRISE_TYPES).toHaveLength(29)
    expect(findEnterpriseType('112')).toEqual({ code: '112', name: '私营有限责任公司', parentCode: '110' })
    expect(findEnterpriseType('110')?.parentCode).toBe('100')
    expect(findEnterpriseType('900')?.parentCode).toBeNull()
    expect(findEnterpriseType('170')).toBeNull()
    const seen = new Set<string>()
    for (const { code, parentCode } of ENTERPRISE_TYPES) {
      if (parentCode) expect(seen.has(parentCode)).toBe(true)
      seen.add(code)
    }
  })

  it('are read from the wording of the registers', () => {
    const cases: Record<string, string | null> = {
      '有限责任公司(自然人投资或控股)': '112',
      '有限责任公司（自然人独资）': '112',
      '有限责任公司(自然人投资或控股的法人独资)': '112',
      '有限责任公司(非自然人投资或控股的法人独资)': '119',
      '有限责任公司（国有独资）': '111',
      '有限责任公司（法人独资）': '110',
      有限责任公司: '110',
      其他有限责任公司: '119',
      '股份有限公司(非上市、自然人投资或控股)': '121',
      '股份有限公司（上市、国有控股）': '129',
      '其他股份有限公司(非上市)': '129',
      '股份有限公司(上市)': '120',
      '有限责任公司(台港澳法人独资)': '210',
      '有限责任公司（港澳台投资、非独资）': '210',
      '有限责任公司(外国法人独资)': '310',
      '有限责任公司(中外合资)': '310',
      '股份有限公司(中外合资,上市)': '320',
      外商投资合伙企业: '330',
      国有企业: '131',
      全民所有制: '131',
      集体所有制: '132',
      股份合作制: '133',
      个人独资企业: '140',
      有限合伙企业: '150',
      农民专业合作社: '400',
      个体工商户: '500',
      '集体分支机构(非法人)': null,
      '有限责任公司分公司(自然人投资或控股)': null,
      '有限责任公司(外商投资企业法人独资)': null,
      'N/A': null,
      '': null,
      '112': '112',
      '全民所有制企业(国有企业)': '131',
    }
    for (const [text, code] of Object.entries(cases)) {
      expect([text, enterpriseTypeOfText(text)?.code ?? null]).toEqual([text, code])
    }
  })
})
