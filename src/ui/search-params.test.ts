import { expect, test } from 'vitest'
import { count, instant, listDate, ratio, today } from './format.ts'
import { newIntent } from './intent.ts'
import { parseSearch, stringifySearch } from './search-params.ts'

test('search parameters stay text and leave out what is empty', () => {
  expect(parseSearch('?q=001&owner=true')).toEqual({ q: '001', owner: 'true' })
  expect(stringifySearch({ q: '示例 陶瓷', owner: undefined, size: '', from: 21 })).toBe(
    '?q=%E7%A4%BA%E4%BE%8B+%E9%99%B6%E7%93%B7&from=21',
  )
  expect(stringifySearch({})).toBe('')
  expect(parseSearch(stringifySearch({ q: 'a&b=c' }))).toEqual({ q: 'a&b=c' })
})

test('dates and numbers are written as DESIGN says', () => {
  expect(listDate('2026-11-20', '2026-12-31')).toBe('11-20')
  expect(listDate('2025-11-20', '2026-12-31')).toBe('2025-11-20')
  expect(listDate(null, '2026-12-31')).toBe('—')
  expect(instant('2026-11-20T01:41:07Z')).toBe('2026-11-20 09:41')
  expect(today(new Date('2026-11-19T16:00:00Z'))).toBe('2026-11-20')
  expect(count(-1234)).toBe('−1,234')
  expect(count(0)).toBe('0')
  expect(count(null)).toBe('—')
  expect(ratio(228, 238)).toBe('95.8%')
  expect(ratio(0, 0)).toBe('—')
})

test('an intent is a version 4 UUID, another one each time', () => {
  expect(newIntent()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(newIntent()).not.toBe(newIntent())
})
