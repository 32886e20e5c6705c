import { describe, expect, it } from 'vitest'
import { maskPersonName, PersonName } from './person-name.ts'

describe('person name', () => {
  it('cleans what people type', () => {
    expect(PersonName.parse(' 示　例 ')).toBe('示例')
    expect(PersonName.parse('示例•甲乙')).toBe('示例·甲乙')
    expect(PersonName.parse('Shili  Person')).toBe('Shili Person')
    expect(PersonName.parse('𠮷示例')).toBe('𠮷示例')
  })

  it('refuses what is no name', () => {
    const message = (name: string) => PersonName.safeParse(name).error?.issues[0]?.message
    expect(message('')).toBe('没有填写。请按身份证件填写姓名。')
    expect(message('示例1')).toBe('含有数字或符号。请按身份证件填写姓名。')
    expect(message('<b>示</b>')).toMatch(/^含有数字或符号/)
    expect(message('示')).toBe('只有一个字。请填写完整姓名。')
    expect(message('示'.repeat(51))).toMatch(/^填了 51 个字/)
    expect(message('示例\ud800')).toMatch(/^含有无法保存/)
  })

  it('shows the first character only', () => {
    expect(maskPersonName('示例')).toBe('示*')
    expect(maskPersonName('示例人')).toBe('示**')
    expect(maskPersonName('示例·甲乙丙丁')).toBe('示**')
    expect(maskPersonName('𠮷示')).toBe('𠮷*')
    expect(maskPersonName('')).toBe('')
  })
})
