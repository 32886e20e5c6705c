import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparisonKey, isWellFormed, normaliseText, textSchema, toHalfWidth } from './text.ts'

// Every UTF-16 code unit, half surrogates included.
const codeUnits = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat(0x7f)))
  .map((units) => String.fromCharCode(...units))

describe('text', () => {
  it('makes letters and digits half width and leaves Chinese punctuation', () => {
    expect(normaliseText('　ＡＢＣ１２３示例（宜春），有限公司　')).toEqual({
      ok: true,
      value: 'ABC123示例（宜春），有限公司',
    })
    expect(toHalfWidth('（Ａ－１）　')).toBe('(A-1) ')
    expect(comparisonKey('示例（宜春） 公司a')).toBe(comparisonKey('示例(宜春)公司Ａ'))
  })

  it('drops what cannot be seen', () => {
    expect(normaliseText('示\u0000例\u200b公\u202e司\ufeff\u0007')).toEqual({ ok: true, value: '示例公司' })
    expect(normaliseText('一\r\n二\t三')).toEqual({ ok: true, value: '一 二 三' })
    expect(normaliseText(' 一 \r\n 二\u0085三\n', 'many')).toEqual({ ok: true, value: '一\n 二\n三' })
  })

  it('keeps rare characters and refuses halves of them', () => {
    expect(normaliseText('𠮷野')).toEqual({ ok: true, value: '𠮷野' })
    expect(normaliseText('\ud842')).toMatchObject({ ok: false })
    fc.assert(
      fc.property(codeUnits, (text) => {
        expect(isWellFormed(text)).toBe(text.isWellFormed())
      }),
    )
  })

  it('cleans once and for all', () => {
    fc.assert(
      fc.property(codeUnits, fc.constantFrom('single' as const, 'many' as const), (text, lines) => {
        const once = normaliseText(text, lines)
        if (once.ok) expect(normaliseText(once.value, lines)).toEqual(once)
      }),
    )
  })

  it('counts characters as a person does', () => {
    const schema = textSchema({ max: 3, min: 2 })
    expect(schema.parse(' 𠮷𠮷𠮷 ')).toBe('𠮷𠮷𠮷')
    const first = (text: string) => schema.safeParse(text).error?.issues[0]?.message
    expect(first('一二三四')).toBe('填了 4 个字，最多 3 个字。请删减。')
    expect(first('一')).toBe('填了 1 个字，至少要 2 个字。请补充。')
    expect(first('\u3000\u200b')).toBe('没有填写。请填写。')
    expect(first('\udc00一二')).toMatch(/^含有无法保存的残缺字符。/)
  })
})
