import { expect, test } from 'vitest'
import { type Column, keptSchema, readCell, writtenSchema } from './columns.ts'

const date: Column = { kind: 'date', label: '日期' }
const money: Column = { kind: 'money', label: '金额' }
const weight: Column = { kind: 'decimal', label: '重量', places: 2, unit: 'kg' }
const count: Column = { kind: 'whole', label: '数量', min: 0, unit: '件' }
const code: Column = { kind: 'code', label: '出厂编号', max: 40 }
const read = (column: Column, text: string) => readCell(column, { text })

test('a date is the same day in each of its spellings, and a day that is none is refused', () => {
  for (const text of ['2026-03-05', '2026/3/5', '2026.3.5', '2026年3月5日', '20260305']) {
    expect(read(date, text), text).toEqual({ ok: true, value: '2026-03-05' })
  }
  for (const text of ['2026-02-30', '3月5日', '05/03/26', '昨天']) {
    expect(read(date, text), text).toMatchObject({ ok: false })
  }
})

test('an amount below zero is refused in file and form, except where it has a meaning', () => {
  expect(read(money, '3万元')).toEqual({ ok: true, value: 3_000_000 })
  for (const text of ['-1', '-0.01元', '−5']) expect(read(money, text).ok, text).toBe(false)
  expect(writtenSchema(money).safeParse(-1).error?.issues[0]?.message).toContain('负数')
  expect(read({ ...money, negative: true }, '-1.50')).toEqual({ ok: true, value: -150 })
  expect(writtenSchema({ ...money, negative: true }).safeParse(-150).success).toBe(true)
})

test('a number in another unit is refused with the unit that is wanted, never converted in silence', () => {
  expect(read(weight, '1,200.5 kg')).toEqual({ ok: true, value: '1200.50' })
  expect(read(weight, '1200 g')).toMatchObject({ ok: false, message: expect.stringContaining('单位是“kg”') })
  expect(read(count, '12箱')).toMatchObject({ ok: false, message: expect.stringContaining('单位是“件”') })
  expect(read(count, '-1')).toMatchObject({ ok: false, message: expect.stringContaining('小于 0') })
})

test('what does not fit into a column of the database is refused before it gets there', () => {
  const plain: Column = { kind: 'whole', label: '数' }
  for (const value of [3_000_000_000, -3_000_000_000, 1.5]) {
    expect(writtenSchema(plain).safeParse(value).success, String(value)).toBe(false)
    expect(read(plain, String(value)).ok, String(value)).toBe(false)
  }
  expect(read(weight, '9'.repeat(40)).ok).toBe(false)
  expect(read(money, '9'.repeat(30)).ok).toBe(false)
})

test('a number of a thing that a workbook has cut short is refused', () => {
  expect(readCell(code, { text: '1.23457E+17', numeric: true })).toMatchObject({
    ok: false,
    message: expect.stringContaining('文本格式'),
  })
})

test('an emptied field is a value that is missing, and refused where it must be there', () => {
  for (const column of [date, money, weight, count, code]) {
    expect(writtenSchema(column).safeParse('').data, column.label).toBeNull()
    expect(writtenSchema({ ...column, required: true }).safeParse('').success, column.label).toBe(false)
    expect(keptSchema({ ...column, required: true }).safeParse(null).success, column.label).toBe(false)
  }
})
