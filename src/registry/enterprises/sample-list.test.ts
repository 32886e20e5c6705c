import { describe, expect, it } from 'vitest'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { checkCreditCode } from '#platform/values/credit-code.ts'
import { parseYuan } from '#platform/values/money.ts'
import { unitLocator } from './locate.ts'
import { DIRT_KINDS } from './sample-dirty-rows.ts'
import { generateSampleList, SAMPLE_LEAST, type SampleRow } from './sample-list.ts'

const counties =
  '360902袁州区 360921奉新县 360922万载县 360923上高县 360924宜丰县 360925靖安县 360926铜鼓县 360981丰城市 360982樟树市 360983高安市'
const zones = ['宜春经济技术开发区', '宜阳新区', '明月山温泉风景名胜区']
const locate = unitLocator(
  [
    ...counties.split(' ').map((county) => {
      const [code, name] = [county.slice(0, 6), county.slice(6)]
      return { id: code, name: `${name}市场监督管理局`, areaCode: code, words: [name] }
    }),
    ...zones.map((zone) => ({ id: zone, name: zone, areaCode: null, words: [zone, '经济技术开发区'] })),
  ],
  {
    cityCode: '360900',
    cityName: '宜春市',
    provinceName: '江西省',
    otherProvinces: ['湖南省'],
    otherCities: ['南昌市'],
    otherCounties: ['南昌县'],
  },
)
const located = ({ cells }: SampleRow) =>
  locate({ creditCode: cells[1] ?? '', areaText: cells[7] ?? '', address: cells[8] ?? '' })

describe('the sample list', () => {
  const { header, rows } = generateSampleList({ count: 500, seed: 7 })
  const clean = rows.filter(({ kind }) => kind === 'clean')

  it('is the same for the same seed', () => {
    expect(generateSampleList({ count: 500, seed: 7 }).rows).toEqual(rows)
    expect(generateSampleList({ count: 500, seed: 8 }).rows).not.toEqual(rows)
    expect(rows).toHaveLength(500)
    for (const { cells } of rows) expect(cells).toHaveLength(header.length)
  })

  it('has clean rows with right codes of their own, dates, sums and a place that can be found', () => {
    for (const row of clean) {
      const [name, code, date, , capital] = row.cells
      expect(name).toMatch(/^示例/)
      expect(checkCreditCode(code ?? '')).toEqual({ ok: true, code: row.enterprise.creditCode })
      expect(parseCivilDate(date ?? '')).toEqual({ ok: true, value: row.enterprise.registeredOn })
      expect(capital === 'N/A' || parseYuan(capital ?? '').ok).toBe(true)
      expect([row.cells[8], located(row).unitId]).toEqual([row.cells[8], row.enterprise.place])
    }
    expect(new Set(clean.map(({ cells }) => cells[0])).size).toBe(clean.length)
    expect(new Set(clean.map(({ cells }) => cells[1])).size).toBe(clean.length)
    expect(new Set(clean.map(({ enterprise }) => enterprise.place)).size).toBe(13)
  })

  it('has every kind of dirty row, once per hundred', () => {
    for (const kind of DIRT_KINDS) {
      const found = rows.filter((row) => row.kind === kind)
      expect([kind, found.length]).toEqual([kind, 5])
      for (const { note } of found) expect(note).toMatch(/。$/)
    }
    expect(DIRT_KINDS.length).toBeGreaterThanOrEqual(12)
  })

  it('has rows to refuse, each for the reason it bears', () => {
    const problem = (kind: string) => {
      const row = rows.find((candidate) => candidate.kind === kind)
      expect(row?.treatment).toBe(kind === 'wrong-check-digit' ? 'warn' : 'refuse')
      return checkCreditCode(row?.cells[1] ?? '').problem?.kind
    }
    expect(problem('wrong-check-digit')).toBe('check-digit')
    expect(problem('missing-code')).toBe('length')
    expect(problem('short-code')).toBe('length')
    expect(problem('letter-o-in-code')).toBe('charset')
    expect(problem('formula')).toBeUndefined()
    expect(rows.find(({ kind }) => kind === 'empty-name')?.cells[0]?.trim()).toBe('')
    expect(rows.find(({ kind }) => kind === 'overlong-name')?.cells[0]?.length).toBeGreaterThan(300)
  })

  it('has rows to accept after reading odd spellings', () => {
    for (const row of rows.filter(({ kind }) => kind === 'full-width-code' || kind === 'odd-date')) {
      expect(checkCreditCode(row.cells[1] ?? '')).toEqual({ ok: true, code: row.enterprise.creditCode })
      expect(parseCivilDate(row.cells[2] ?? '')).toEqual({ ok: true, value: row.enterprise.registeredOn })
    }
    const odd = rows.filter(({ kind }) => kind === 'odd-date').map(({ cells }) => cells[2])
    expect(rows.find(({ kind }) => kind === 'full-width-code')?.cells[1]).toMatch(/^[\uff01-\uff5e]{18}$/)
    for (const date of odd) expect(date).not.toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('has rows to decide that no locator is sure of', () => {
    for (const row of rows.filter(
      ({ treatment, kind }) => treatment === 'decide' && kind !== 'same-code-other-name',
    )) {
      expect([row.kind, located(row).certainty, row.enterprise.place]).toEqual([row.kind, 'doubtful', null])
    }
  })

  it('repeats rows only after them', () => {
    for (const [index, row] of rows.entries()) {
      if (row.kind !== 'same-code-same-name' && row.kind !== 'same-code-other-name') continue
      const before = rows
        .slice(0, index)
        .find(({ cells, kind }) => kind === 'clean' && cells[1] === row.cells[1])
      expect(before?.cells[0] === row.cells[0]).toBe(row.kind === 'same-code-same-name')
      expect(before).toBeDefined()
    }
  })

  it('keeps names and codes apart in large lists and refuses tiny ones', () => {
    const large = generateSampleList({ count: 30_000, seed: 1 }).rows.filter(({ kind }) => kind === 'clean')
    expect(new Set(large.map(({ cells }) => cells[0])).size).toBe(large.length)
    expect(new Set(large.map(({ cells }) => cells[1])).size).toBe(large.length)
    expect(generateSampleList({ count: SAMPLE_LEAST, seed: 0 }).rows).toHaveLength(SAMPLE_LEAST)
    expect(() => generateSampleList({ count: 5, seed: 0 })).toThrow(RangeError)
    expect(() => generateSampleList({ count: 100, seed: -1 })).toThrow(RangeError)
  })
})
