import { describe, expect, test } from 'vitest'
import {
  faultOfDay,
  faultOfParent,
  faultOfSuccessor,
  freeOf,
  type Neighbour,
  nextNumberingCode,
  realChange,
  type UnitState,
} from './domain.ts'

const city: Neighbour = {
  id: 'city',
  name: '示例市局',
  line: 'market-regulation',
  level: 'city',
  kind: 'bureau',
  validFrom: '2020-01-01',
  validTo: null,
  functions: ['registration', 'training'],
}
const county: Neighbour = { ...city, id: 'county', name: '示例县局', level: 'county' }
const branch = { id: 'branch', line: 'market-regulation', level: 'county', kind: 'branch' } as const
const bureau = { ...branch, id: 'other', kind: 'bureau' } as const

describe('who can stand above whom', () => {
  const message = (...args: Parameters<typeof faultOfParent>) => faultOfParent(...args)?.message
  test('a level above, in the same line, in force, and not below the unit itself', () => {
    expect(faultOfParent(branch, city, [], '2026-01-01')).toBeNull()
    expect(faultOfParent(branch, county, ['city'], '2026-01-01')).toBeNull()
    expect(message(bureau, county, ['city'], '2026-01-01')).toContain('县级单位不能在县级单位之下')
    expect(message(branch, { ...city, line: 'industry' }, [], '2026-01-01')).toContain('另一条线')
    expect(message(branch, city, [], '2019-12-31')).toContain('没有启用')
    expect(message(branch, { ...city, validTo: '2025-12-31' }, [], '2026-01-01')).toContain('已终止')
    expect(message({ ...bureau, level: 'city', id: 'above' }, county, ['above'], '2026-01-01')).toContain(
      '本单位之内',
    )
    expect(message(branch, null, [], '2026-01-01')).toContain('必须有上级')
    expect(faultOfParent({ ...bureau, level: 'province' }, null, [], '2026-01-01')).toBeNull()
  })
})

test('a change takes effect within the life of the unit', () => {
  const unit = { validFrom: '2020-01-01', validTo: '2026-06-30' }
  expect(faultOfDay(unit, '2020-01-01')).toBeNull()
  expect(faultOfDay(unit, '2026-06-30')).toBeNull()
  expect(faultOfDay(unit, '2019-12-31')?.message).toContain('2020-01-01')
  expect(faultOfDay(unit, '2026-07-01')?.message).toContain('撤销终止')
})

test('a successor registers, is in force, and is not the unit itself or below it', () => {
  const fault = (successor: Neighbour, above: string[] = []) =>
    faultOfSuccessor(county, successor, above, '2026-07-01')?.message
  expect(fault(city)).toBeUndefined()
  expect(fault(county)).toContain('不能是本单位')
  expect(fault({ ...city, id: 'zone' }, ['city', 'county'])).toContain('本单位之下')
  expect(fault({ ...city, functions: ['training'] })).toContain('没有备案职能')
  expect(fault({ ...city, validTo: '2026-06-30' })).toContain('已终止')
})

test('only what differs is a change; each served unit for itself', () => {
  const state = {
    name: '甲',
    functions: ['registration'],
    addressWords: ['一'],
    serves: ['a', 'b'],
  } as unknown as UnitState
  expect(realChange(state, { name: '甲', functions: ['registration'], serves: ['b', 'a'] })).toEqual({})
  expect(realChange(state, { name: '乙', addressWords: [], serves: ['b', 'c'] })).toEqual({
    name: '乙',
    addressWords: [],
    serves: { a: false, c: true },
  })
})

test('codes count on behind those that are taken', () => {
  expect(nextNumberingCode('360900', 'zone', new Set(['360900Z1', '360900Z3']))).toBe('360900Z2')
  expect(nextNumberingCode('360900', 'branch', new Set())).toBe('360900F1')
})

describe('taking back what was made together', () => {
  const ids = ['province', 'city', 'a', 'b', 'industry']
  const references = [
    { unitId: 'province', by: 'city' },
    { unitId: 'city', by: 'a' },
    { unitId: 'city', by: 'b' },
    { unitId: 'b', by: 'industry' },
  ]
  test('goes whole when nothing hangs on it', () => {
    expect([...freeOf(ids, [], references, new Set())].sort()).toEqual([...ids].sort())
  })
  test('leaves a unit in use with all that it needs', () => {
    expect([...freeOf(ids, ['a'], references, new Set())]).toEqual(['b', 'industry'])
    expect([...freeOf(ids, ['industry'], references, new Set())]).toEqual(['a'])
  })
  test('leaves what a unit from elsewhere refers to, unless the same deed changed it', () => {
    const more = [...references, { unitId: 'a', by: 'elsewhere' }]
    expect([...freeOf(ids, [], more, new Set())]).toEqual(['b', 'industry'])
    expect(freeOf(ids, [], more, new Set(['elsewhere'])).size).toBe(5)
  })
})
