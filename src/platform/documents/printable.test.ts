import { describe, expect, it } from 'vitest'
import { canPrint } from './fonts.ts'
import { printableData, printableText } from './printable.ts'

function print(text: string) {
  const missing = new Set<string>()
  return { text: printableText(text, missing), missing: [...missing] }
}

describe('printableText', () => {
  it('leaves Chinese, Latin, Greek and Cyrillic text as it is', () => {
    const text = '示例（宜春）有限公司 Naïve Ω Ж ①Ⅲ㎡ “一票否决” 〓 #let $x$ \\ *b* {"a":1}'
    expect(print(text)).toEqual({ text, missing: [] })
  })

  it('replaces and reports what no embedded font has, each once, in the order met', () => {
    expect(print('𠮷田😀𠮷')).toEqual({ text: '〓田〓〓', missing: ['𠮷', '😀'] })
  })

  it('survives half a surrogate pair', () => {
    expect(print('甲\ud842乙')).toEqual({ text: '甲〓乙', missing: ['\ufffd'] })
  })

  it('makes one kind of line end and one kind of space', () => {
    expect(print('a\r\nb\rc\u2028d\te\u00a0f').text).toBe('a\nb\nc\nd e f')
  })

  it('drops controls, zero width and direction marks, which would turn or hide the text around them', () => {
    expect(print('王\u0000\u202e示\u200b例\ufeff\u0007')).toEqual({ text: '王示例', missing: [] })
  })

  it('reports a variation selector, because the name is then printed in another shape', () => {
    expect(print('葛\u{e0100}')).toEqual({ text: '葛', missing: ['\u{e0100}'] })
  })
})

describe('printableData', () => {
  it('reaches every string and leaves numbers, booleans, null and keys alone', () => {
    const missing = new Set<string>()
    const data = { a: ['𠮷', { b: '好' }], n: 3, yes: true, none: null }
    expect(printableData(data, missing)).toEqual({ a: ['〓', { b: '好' }], n: 3, yes: true, none: null })
    expect([...missing]).toEqual(['𠮷'])
  })
})

describe('canPrint', () => {
  it('knows the repertoire of the embedded fonts', () => {
    for (const known of '一龥A々〇㐀𫗧')
      expect([known, canPrint(known.codePointAt(0) ?? 0)]).toEqual([known, true])
    for (const unknown of '𠮷😀☑')
      expect([unknown, canPrint(unknown.codePointAt(0) ?? 0)]).toEqual([unknown, false])
  })
})
