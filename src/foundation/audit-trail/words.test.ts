import { expect, test } from 'vitest'
import { detailsOf } from './words.ts'

const said = (details: Record<string, unknown>) => detailsOf({ details })

test('codes, truths, digests and lists are told in words', () => {
  expect(said({ version: 3, outcome: 'relaxed', relaxed: true, againstVerdict: false })).toBe(
    '版本 3，任职条件 放宽，放宽 是，另写理由登记 否',
  )
  expect(said({ packHash: 'ab'.repeat(32) })).toBe('规则校验值 abababab')
  expect(said({ version: 2, fields: ['employees', 'revenueWan'] })).toBe('版本 2，改动 从业人员、营业收入')
  expect(said({ places: ['education', 'paper-3'] })).toBe('退回处 2 项')
  expect(said({ powers: [], termFrom: '2026-11-21', termTo: '2029-11-20' })).toBe(
    '任期起 2026-11-21，任期止 2029-11-20',
  )
})

test('ids say nothing to a reader, and the role stands with the name already', () => {
  const id = '019a1b2c-3d4e-7f80-8a9b-0c1d2e3f4a5b'
  expect(said({ fileId: id, id, label: '示例程序', days: 30, role: 'principal' })).toBe(
    '名称 示例程序，有效天数 30',
  )
  expect(said({ line: 7, take: id })).toBe('行号 7，决定 采用')
  expect(said({ line: 8, take: null })).toBe('行号 8，决定 跳过')
})

test('a word of the reader that is the name of something else stays as written', () => {
  expect(said({ purpose: 'constructor' })).toBe('用途 constructor')
})
