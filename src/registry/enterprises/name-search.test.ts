import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKeyOf, searchWaysOf, searchWordsOf } from './name-search.ts'

/** As the database does it: all words held, and the pattern met. */
function finds(text: string, name: string): boolean {
  const line = searchWordsOf(name)
  const held = new Set(line.split(' '))
  return searchWaysOf(text).some(({ words, like }) => {
    const part = like.slice(1, -1).replace(/\\(.)/g, '$1')
    return words.every((word) => held.has(word)) && line.includes(part)
  })
}

const name = '示例宜春青禾川食品有限公司'

describe('search by name', () => {
  it('finds by any two characters side by side, and by no others', () => {
    expect(finds('禾川', name)).toBe(true)
    expect(finds('有限公司', name)).toBe(true)
    expect(finds('川禾', name)).toBe(false)
    expect(finds('示例青禾', name)).toBe(false)
  })
  it('finds by initials and by pinyin, whole or half typed', () => {
    for (const text of [
      'slyc',
      'QHC',
      'yichun',
      'qinghechuan',
      'qinghech',
      'shiliyichunqinghechuanshipin',
      'shipin',
    ]) {
      expect(finds(text, name), text).toBe(true)
    }
    expect(finds('chqh', name)).toBe(false)
    expect(finds('xianggang', name)).toBe(false)
  })
  it('takes letters, digits, widths and wildcards as they are', () => {
    expect(finds('3d', '示例３Ｄ打印有限公司')).toBe(true)
    expect(finds('%_', name)).toBe(false)
    expect(finds('重庆', '示例重庆机械厂')).toBe(true)
    expect(finds('chongqing', '示例重庆机械厂')).toBe(true)
    expect(finds('lvye', '示例绿野农业有限公司')).toBe(true)
  })
  it('finds every fragment of two characters or more of any name', () => {
    const character = fc.constantFrom(...'示例宜春机械食品有限公司（）一A3b')
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 30 }), fc.nat(), fc.nat(), (all, a, b) => {
        const from = a % (all.length - 1)
        const part = all.slice(from, from + 2 + (b % 8)).join('')
        // Marks alone are nothing to search by.
        fc.pre(/[\p{L}\p{N}]/u.test(part))
        expect(finds(part, all.join(''))).toBe(true)
      }),
    )
  })
})

describe('near names', () => {
  it('have one key whatever the legal form, brackets and area', () => {
    const { key } = nameKeyOf('示例机械有限公司')
    for (const other of [
      '示例机械有限责任公司',
      '江西示例机械有限公司',
      '示例（宜春）机械有限公司',
      '江西省宜春市 示例机械有限公司',
    ]) {
      expect(nameKeyOf(other).key, other).toBe(key)
    }
    expect(nameKeyOf('示例机械厂').key).not.toBe(key)
  })
  it('keep the areas apart and never lose a short name', () => {
    expect(nameKeyOf('江西省宜春市示例机械有限公司').areas).toBe('宜春 江西')
    expect(nameKeyOf('宜春厂')).toEqual({ key: '宜春厂', areas: '' })
  })
})
