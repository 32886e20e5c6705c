import { expect, test } from 'vitest'
import { layOutSpells } from './spells.ts'

test('a gap between two spells is counted in days, the last day in office excluded', () => {
  const scale = layOutSpells(
    [
      { key: 'b', who: '李样例', from: '2026-09-01', to: '2029-08-31' },
      { key: 'a', who: '赵前例', from: '2023-09-01', to: '2026-08-19' },
    ],
    '2026-11-20',
  )
  expect(scale.gaps.map((gap) => gap.days)).toEqual([12])
  expect(scale.years.map((year) => year.year)).toEqual([2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030])
  expect(scale.stretches.map((stretch) => stretch.row)).toEqual([0, 0])
})

test('following on the next day is no gap', () => {
  const scale = layOutSpells(
    [
      { key: 'a', who: '甲', from: '2024-01-01', to: '2024-12-31' },
      { key: 'b', who: '乙', from: '2025-01-01', to: null },
    ],
    '2026-06-01',
  )
  expect(scale.gaps).toEqual([])
  expect(scale.stretches[1]?.end).toBe(scale.length)
})

test('overlaps are stacked, never hidden, and a long spell covers the gap behind a short one', () => {
  const scale = layOutSpells(
    [
      { key: 'a', who: '甲', from: '2024-01-01', to: '2026-12-31' },
      { key: 'b', who: '乙', from: '2024-06-01', to: '2024-12-31' },
      { key: 'c', who: '丙', from: '2026-06-01', to: '2027-12-31' },
    ],
    '2026-06-01',
  )
  expect(scale.stretches.map((stretch) => stretch.row)).toEqual([0, 1, 1])
  expect(scale.gaps).toEqual([])
})
