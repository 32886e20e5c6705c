import { describe, expect, it } from 'vitest'
import { Email, maskEmail } from './email.ts'

describe('e-mail', () => {
  it('normalises width and the domain', () => {
    expect(Email.parse(' Shili＠Example。COM ')).toBe('Shili@example.com')
  })

  it('refuses the rest', () => {
    const message = (text: string) => Email.safeParse(text).error?.issues[0]?.message
    expect(message('shili.example.com')).toMatch(/^缺少“@”。/)
    expect(message('')).toMatch(/^没有填写。/)
    for (const text of [
      'a@b',
      'a@@example.com',
      'a@-b.com',
      '示例@example.com',
      'a@b..com',
      `${'a'.repeat(65)}@b.com`,
    ]) {
      expect(Email.safeParse(text).success).toBe(false)
    }
    expect(message(`a@${'b.'.repeat(150)}com`)).toMatch(/^超过 254 个字符。/)
  })

  it('masks the name before the sign', () => {
    expect(maskEmail('shili@example.com')).toBe('s***@example.com')
    expect(maskEmail('@')).toBe('***')
  })
})
