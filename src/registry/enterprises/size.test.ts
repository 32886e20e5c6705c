import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INDUSTRIES } from './industries.ts'
import { computeSize, type EnterpriseSize, sizeMeasures } from './size.ts'

const ORDER: EnterpriseSize[] = ['micro', 'small', 'medium', 'large']
const size = (
  industry: string,
  employees: number | null,
  revenueWan: number | null,
  assetsWan: number | null = null,
) => computeSize({ industry, employees, revenueWan, assetsWan })?.size ?? null

describe('size by 国统字〔2017〕213号', () => {
  it('wants all lower bounds, the number itself included', () => {
    expect(size('C13', 1000, 40_000)).toBe('large')
    expect(size('C13', 999, 40_000)).toBe('medium')
    expect(size('C13', 1000, 39_999)).toBe('medium')
    expect(size('C13', 300, 2000)).toBe('medium')
    expect(size('C13', 5000, 1999)).toBe('small')
    expect(size('C13', 20, 300)).toBe('small')
    expect(size('C13', 19, 50_000)).toBe('micro')
    expect(size('A01', null, 500)).toBe('medium')
    expect(size('E47', null, 80_000, 79_999)).toBe('medium')
    expect(size('51', 5, 1000)).toBe('small')
    expect(size('L72', 300, null, 119_999)).toBe('medium')
    expect(size('7010', null, 200_000, 10_000)).toBe('large')
    expect(size('7020', 100, 500)).toBe('small')
    expect(size('M73', 10, null)).toBe('small')
  })

  it('says which bounds decided', () => {
    expect(computeSize({ industry: 'C27', employees: 1200, revenueWan: 39_999, assetsWan: null })).toEqual({
      size: 'medium',
      row: '工业',
      decidedBy: [
        { measure: 'employees', of: 'medium', bound: 300, value: 1200, met: true },
        { measure: 'revenueWan', of: 'medium', bound: 2000, value: 39_999, met: true },
        { measure: 'revenueWan', of: 'large', bound: 40_000, value: 39_999, met: false },
      ],
    })
  })

  it('does not guess', () => {
    expect(size('C13', null, 40_000)).toBeNull()
    expect(size('C13', -1, 40_000)).toBeNull()
    expect(size('C13', Number.NaN, 40_000)).toBeNull()
    expect(size('J66', 1000, 1000, 1000)).toBeNull()
    expect(size('70', 1000, 1000, 1000)).toBeNull()
    expect(size('', 1000, 1000, 1000)).toBeNull()
    expect(sizeMeasures('59')).toBeNull()
    expect(sizeMeasures('5920')).toEqual(['employees', 'revenueWan'])
    expect(sizeMeasures('7040')).toBeNull()
    expect(sizeMeasures('53')).toBeNull()
    expect(sizeMeasures('E50')).toEqual(['revenueWan', 'assetsWan'])
  })

  it('never shrinks when an enterprise grows', () => {
    const industry = fc.constantFrom(
      ...INDUSTRIES.map(({ code }) => code),
      '5910',
      '5920',
      '7010',
      '7020',
      '7030',
    )
    const facts = fc.record({
      employees: fc.nat(3000),
      revenueWan: fc.nat(250_000),
      assetsWan: fc.nat(150_000),
      more: fc.nat(5000),
    })
    fc.assert(
      fc.property(industry, facts, (code, { employees, revenueWan, assetsWan, more }) => {
        const before = size(code, employees, revenueWan, assetsWan)
        const after = size(code, employees + more, revenueWan + more, assetsWan + more)
        if (before === null || after === null) expect(after).toBe(before)
        else expect(ORDER.indexOf(after)).toBeGreaterThanOrEqual(ORDER.indexOf(before))
      }),
    )
  })
})

describe('what decided a size', () => {
  const codes = [
    'A01',
    'C34',
    'E47',
    'F51',
    'F52',
    'G57',
    'G591',
    'G592',
    'G60',
    'H61',
    'I63',
    'I65',
    'K701',
    'K702',
    'K703',
    'L72',
    'M73',
    'Q85',
  ]
  const figure = fc.integer({ min: 0, max: 300_000 })

  it('are bounds that hold as told: those of the size are met, those missed belong to the next larger', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        figure,
        figure,
        figure,
        (industry, employees, revenueWan, assetsWan) => {
          const facts = { employees, revenueWan, assetsWan }
          const result = computeSize({ industry, ...facts })
          expect(result).not.toBeNull()
          if (!result) return
          const rank = ORDER.indexOf(result.size)
          for (const { measure, of, bound, value, met } of result.decidedBy) {
            expect(value).toBe(facts[measure])
            expect(met).toBe(value >= bound)
            expect(ORDER.indexOf(of)).toBe(met ? rank : rank + 1)
          }
          const lower = result.decidedBy.filter(({ met }) => met)
          expect(lower.length).toBe(result.size === 'micro' ? 0 : sizeMeasures(industry)?.length)
          expect(result.size === 'large' || result.decidedBy.some(({ met }) => !met)).toBe(true)
        },
      ),
    )
  })

  it('change the size when a figure reaches a bound, the bound itself included', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        figure,
        figure,
        figure,
        (industry, employees, revenueWan, assetsWan) => {
          const facts = { employees, revenueWan, assetsWan }
          const before = computeSize({ industry, ...facts })
          const missed = before?.decidedBy.filter(({ met }) => !met) ?? []
          if (!before || missed.length === 0) return
          const lifted = {
            ...facts,
            ...Object.fromEntries(missed.map(({ measure, bound }) => [measure, bound])),
          }
          const after = computeSize({ industry, ...lifted })
          expect(ORDER.indexOf(after?.size ?? 'micro')).toBeGreaterThan(ORDER.indexOf(before.size))
          const short = missed[0]
          if (!short) return
          const nearly = { ...lifted, [short.measure]: short.bound - 1 }
          expect(computeSize({ industry, ...nearly })?.size).toBe(before.size)
        },
      ),
    )
  })
})
