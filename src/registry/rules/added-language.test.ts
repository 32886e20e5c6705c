import { describe, expect, test } from 'vitest'
import { caseFacts } from './case-facts.ts'
import { readCases } from './case-file.ts'
import { checkExtensions, evidenceNeeded } from './check-extensions.ts'
import { evaluate } from './evaluate.ts'
import { explainAsText } from './explain.ts'
import { extensionItems } from './extensions.ts'
import { inventedPlaces } from './invented-places.fixture.ts'
import { MINIMAL } from './language.fixture.ts'
import { readPack } from './load-pack.ts'
import { linesOf, tryCases } from './try-cases.ts'

const places = new Map(inventedPlaces().map(({ name, reading }) => [name, reading]))
const city = places.get('by-size.yaml')
const county = places.get('by-size-county.yaml')
if (!city || !county) throw new Error('the invented places are there')
const DAY = '2026-09-01'

function tell(written: Record<string, unknown>): string {
  if (!city) return ''
  const { facts, faults } = caseFacts(written, city.pack, DAY)
  expect(faults).toEqual([])
  return explainAsText(evaluate(city, facts, DAY)).join('\n')
}

/** What is wrong with the city's file, or with a county's below it, after a change. */
function problemsAfter(from: string | RegExp, to: string): string {
  const source = JSON.stringify(city?.source)
  expect(source).toMatch(from)
  const reading = readPack(source.replace(from, to))
  return reading.ok ? `提示 ${JSON.stringify(reading.hints)}` : JSON.stringify(reading.problems)
}

describe('what the form asks', () => {
  const items = city ? extensionItems(city.pack, DAY) : []
  const needed = (values: Record<string, string | number | boolean | string[]>) =>
    evidenceNeeded(items, values).map(({ key }) => key)

  test('whole numbers', () => {
    expect(checkExtensions(items, { qualityStaff: 3.5 })[0]?.message).toMatch(/不是整数/)
    expect(checkExtensions(items, { qualityStaff: 3 })).toEqual([])
  })

  test('proof of a no where the pack wants one, and none for an option that means none', () => {
    expect(needed({ spotCheckPassed: false })).toEqual(['spotCheckPassed'])
    expect(needed({ systems: ['none'] })).toEqual([])
    expect(needed({ systems: ['none', 'haccp'] })).toEqual(['systems'])
    expect(needed({ firstTime: false })).toEqual([])
  })

  test('the day of what lapses, and nothing for what does not', () => {
    const days = items.filter(({ key }) => key.startsWith('exclusion:'))
    expect(days.map(({ key, clause }) => [key, clause])).toEqual([
      ['exclusion:accident', '第九条（二）'],
      ['exclusion:false-papers', '第九条（四）'],
    ])
  })
})

describe('what is explained', () => {
  test('who relaxes, and to what', () => {
    const told = tell({ enterpriseSize: 'micro', qualityYears: 2, age: 40, post: 'head' })
    expect(told).toContain('放宽')
    expect(told).toContain('质量工作年限：2年，达到2年')
    const full = {
      ...{ enterpriseSize: 'micro', qualityYears: 2, age: 40, post: 'head', firstTime: true },
      certificates: [{ type: 'local-completion', issuedOn: '2026-01-01' }],
    }
    expect(tell(full)).toContain('按“小微企业的年限”（由县级决定，质量工作年限 2年以上）放宽。')
  })

  test('until when something counts, and a declaration that contradicts itself', () => {
    const told = tell({ 'exclusion:accident': '2022-05-06', noExclusions: true })
    expect(told).toContain('到 2027-05-06 才满')
    expect(told).toContain('既写均没有，又写有')
    expect(tell({ noExclusions: true, 'exclusion:accident': '2020-05-06' })).toContain('已过期限，不计')
    expect(tell({ exclusionsReview: 'found' })).toContain('是哪一项：没有写明')
  })

  test('by which clause something counts as something else, and why it does not', () => {
    const engineer = { enterpriseSize: 'large', qualification: 'intermediate', industry: 'C3511' }
    expect(tell({ ...engineer, titleLevel: 'none', qualityYears: 10 })).toContain('按第六条视同达到）')
    expect(tell({ ...engineer, titleLevel: 'none', qualityYears: 9 })).toContain(
      '按第六条不能视同：质量工作年限9年，要求10年以上',
    )
  })

  test('who a condition is not for has failed at nothing', () => {
    const told = tell({ enterpriseSize: 'medium' })
    expect(told).toContain('企业规模：中型，不属于（只对“大型”的要求）')
    expect(told).not.toContain('副高级以上')
  })
})

describe('slips that no pack can have meant', () => {
  test.each([
    [
      'a relaxation stricter than the rule',
      /"to":\{"fact":"qualityYears","atLeast":3\}/,
      '"to":{"fact":"qualityYears","atLeast":9}',
      /比“large-years”原来的还严/,
    ],
    ['an industry in small letters', '"C34"', '"c34"', /“c34”不是行业代码/],
    [
      'lowerBy and to',
      '"lowerBy":1',
      '"lowerBy":1,"to":{"fact":"education","atLeast":"associate"}',
      /同时写了 to 和 lowerBy/,
    ],
    ['no level so low', '"lowerBy":1', '"lowerBy":5', /不能降低 5 级/],
    [
      'whole dates',
      '"type":"number","unit":"人","min":0,"integer":true',
      '"type":"date","integer":true',
      /不能写 integer/,
    ],
    ['proof of nothing', '"evidence":"抽查报告",', '', /没有写 evidence/],
    [
      'a target for nobody known',
      '"fact":"industry","startsWith":["B","C","D"]',
      '"fact":"industries","startsWith":["B"]',
      /没有“industries”这个事项/,
    ],
    ['a list twice', /"lists":\[(\{[^}]*\})\]/, '"lists":[$1,$1]', /用了不止一次/],
  ])('%s', (_, from, to, told) => {
    const problems = problemsAfter(from, to)
    expect(problems).not.toMatch(/^提示/)
    expect(problems).toMatch(told)
  })

  test.each([
    [
      'a list nobody declared',
      '"contains":["helped-enterprises"]',
      '"contains":["helped-enterprise"]',
      /没有声明名单“helped-enterprise”/,
    ],
    [
      'a scope nobody declared',
      '"scope":"above-scale"',
      '"scope":"above-scales"',
      /没有声明名单“above-scales”/,
    ],
    [
      'another fact',
      /"to":\{"fact":"qualityYears","atLeast":3\}/,
      '"to":{"fact":"age","atLeast":3}',
      /问的是别的事项/,
    ],
  ])('a hint at %s', (_, from, to, told) => {
    const hints = problemsAfter(from, to)
    expect(hints).toMatch(/^提示/)
    expect(hints).toMatch(told)
  })

  test('a county outside its city', () => {
    const source = JSON.stringify({ ...(county?.source as object), areas: ['990521'] })
    const reading = readPack(source, city ? [city.file] : [])
    expect(reading.ok ? [] : reading.problems.map(({ key, reason }) => [key, reason])).toEqual([
      ['areas[0]', '“990521”不在上级规则包的适用地区（9904）之内'],
    ])
  })
})

describe('slips of the hand are named where they stand, once', () => {
  test.each([
    ['a full-width colon', 'title: 最小', 'title：最小', /全角冒号/],
    ['no space', 'order: any', 'order:any', /冒号后面没有空格/],
    ['an open quote', 'areas: ["', 'areas: ["99, "', /引号没有写完/],
    ['a tab', '  order:', '\torder:', /制表符/],
  ])('%s', (_, from, to, told) => {
    const right = MINIMAL.replace(/title: .*/, 'title: 最小').replace(/order: .*/, 'order: any')
    const text = right.replace(from, to)
    expect(text).not.toBe(right)
    const line = right.slice(0, right.indexOf(from)).split('\n').length
    const reading = readPack(text)
    expect(reading.ok ? [] : reading.problems.map((each) => [each.line, each.reason])).toEqual([
      [line, expect.stringMatching(told)],
    ])
  })
})

describe('cases', () => {
  const read = (text: string) => {
    const cases = city ? readCases(text, city.pack, 'yaml') : undefined
    return cases?.ok ? [] : (cases?.problems.map(({ key, reason }) => `${key} ${reason}`) ?? [])
  }
  const CASE = '{ name: 甲, expect: { outcome: 符合 } }'

  test('an id that the pack does not have is a slip of the case', () => {
    expect(
      read(`onDate: ${DAY}\ncases: [{ name: 甲, expect: { outcome: 符合, decidedBy: [big] } }]`),
    ).toEqual(['cases[0].expect.decidedBy 规则包里没有“big”'])
  })

  test('what is wrong in the facts of all is told once', () => {
    expect(read(`onDate: ${DAY}\nfacts: { industry: c13 }\ncases: [${CASE}, ${CASE}, ${CASE}]`)).toEqual([
      'facts.industry “c13”不是行业代码',
    ])
    expect(read(`onDate: ${DAY}\nfacts: { enterpriseLists: [helped] }\ncases: [${CASE}]`)).toEqual([
      'facts.enterpriseLists 规则包里没有“helped”',
    ])
  })

  test('one line says what is advice, what is to be declared and what is only for reference', () => {
    const text = `onDate: 2025-06-30\ncases: [{ name: 甲, facts: { post: lower, enterpriseSize: small, qualityYears: 3, age: 40, firstTime: true, certificates: [{ type: local-completion, issuedOn: 2025-01-01 }] }, expect: { outcome: 不符合 } }]`
    const cases = city && readCases(text, city.pack, 'yaml')
    if (!city || !cases?.ok) throw new Error('the case is right')
    const [line] = tryCases(cases.cases, () => city).flatMap((tried) => linesOf(tried))
    expect(line).toMatch(/不符合（宜）.*待声明 1 项。规则包在 2025-06-30 没有生效，仅供参考。/)
  })
})
