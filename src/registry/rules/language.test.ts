import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { verdictWord } from './explain.ts'
import { extensionItems } from './extensions.ts'
import type { QualificationFacts } from './facts.ts'
import { HUBEI, MINIMAL, TANGSHAN } from './language.fixture.ts'
import { readPack } from './load-pack.ts'
import type { LoadedPack } from './pack.ts'

function load(text: string): LoadedPack {
  const reading = readPack(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

function word(pack: LoadedPack, facts: QualificationFacts, onDate = '2026-06-01'): string {
  return verdictWord(evaluate(pack, facts, onDate))
}

const graduate = (level: NonNullable<QualificationFacts['education']>['level']) => ({
  level,
  completed: true,
})

/** A pack with one condition in place of the minimal pack's. */
function packWith(condition: string, sections = ''): LoadedPack {
  return load(
    MINIMAL.replace(/qualification:[\s\S]*?flow:/, `qualification:\n  - ${condition}\n${sections}\nflow:`),
  )
}

describe('唐山 DB1302/T 589—2024 5.1', () => {
  const tangshan = load(TANGSHAN)
  const trained: QualificationFacts = { trainedBefore: true, enterprise: { aboveScale: false } }

  test('is written as advice and trains first', () => {
    expect([tangshan.pack.strength, tangshan.pack.flow.order]).toEqual(['should', 'train-first'])
    expect(tangshan.pack.flow.steps.map((step) => step.action)).toEqual(['train', 'publicize', 'register'])
  })

  test.each([
    ['大专 and 5 years', { education: graduate('associate'), qualityYears: 5 }, '符合'],
    [
      '大专 and 4 years, no title',
      { education: graduate('associate'), qualityYears: 4, titleLevel: 'none' as const },
      '不符合（宜）',
    ],
    [
      '中级 in a related field',
      { titleLevel: 'intermediate' as const, extensions: { titleInRelatedField: true } },
      '符合',
    ],
    [
      '中级 in another field, no years',
      { titleLevel: 'intermediate' as const, extensions: { titleInRelatedField: false }, qualityYears: 0 },
      '不符合（宜）',
    ],
    [
      '中级, field not told',
      { titleLevel: 'intermediate' as const, qualityYears: 0 },
      '不能判定：缺职称为相关专业',
    ],
  ])('%s', (_, facts, expected) => {
    expect(word(tangshan, { ...trained, ...facts })).toBe(expected)
  })

  test('training and continuing education are part of it, the latter for 规上 only', () => {
    const facts: QualificationFacts = {
      education: graduate('associate'),
      qualityYears: 5,
      trainedBefore: true,
    }
    expect(word(tangshan, { ...facts, trainedBefore: false, enterprise: { aboveScale: false } })).toBe(
      '不符合（宜）',
    )
    expect(word(tangshan, facts)).toBe('不能判定：缺2025年继续教育学时、规模以上企业')
    expect(word(tangshan, { ...facts, enterprise: { aboveScale: true } })).toBe(
      '不能判定：缺2025年继续教育学时',
    )
    expect(word(tangshan, { ...facts, enterprise: { aboveScale: true }, ceHours: { '2025': 8 } })).toBe(
      '符合',
    )
    expect(word(tangshan, { ...facts, enterprise: { aboveScale: true }, ceHours: { '2026': 8 } })).toBe(
      '不能判定：缺2025年继续教育学时',
    )
    const hoursDone: QualificationFacts = {
      ...facts,
      titleLevel: 'none',
      ceHours: { '2025': 8 },
      education: undefined,
    }
    expect(word(tangshan, hoursDone), 'whether 规上 no longer matters').toBe(
      '不能判定：缺学历（已毕业的最高学历）',
    )
    const verdict = evaluate(tangshan, { ...facts, enterprise: { aboveScale: false } }, '2026-06-01')
    expect(verdict.tree.map((node) => node.outcome).slice(0, 3)).toEqual(['met', 'met', 'not-applicable'])
  })
})

describe('湖北: years and (title or education)', () => {
  const hubei = load(HUBEI)
  const base: QualificationFacts = { qualityYears: 3, enterprise: { type: 'joint-stock', industry: 'C30' } }

  test.each([
    ['years and 本科', { education: graduate('bachelor') }, '符合'],
    ['years and 中级职称', { titleLevel: 'intermediate' as const }, '符合'],
    [
      'the qualification counts as the title',
      { titleLevel: 'none' as const, qualification: 'senior' as const },
      '符合',
    ],
    [
      'neither',
      { titleLevel: 'none' as const, qualification: 'none' as const, education: graduate('associate') },
      '不符合',
    ],
    ['short of years', { qualityYears: 2, education: graduate('doctor') }, '不符合'],
    [
      'title low, qualification not told',
      { titleLevel: 'none' as const, education: graduate('associate') },
      '不能判定：缺质量专业技术人员职业资格',
    ],
    [
      'not is turned round',
      {
        education: graduate('bachelor'),
        enterprise: { type: 'individual-business' as const, industry: 'C30' },
      },
      '不符合',
    ],
  ])('%s', (_, facts, expected) => {
    expect(word(hubei, { ...base, ...facts })).toBe(expected)
  })

  test('a graded certificate, its validity computed from the months the pack gives', () => {
    const food: QualificationFacts = {
      qualityYears: 3,
      education: graduate('bachelor'),
      enterprise: { type: 'joint-stock', industry: 'C1491' },
    }
    const held = (level: string | undefined, issuedOn: string) =>
      word(hubei, { ...food, certificates: [{ type: 'quality-grade', level, issuedOn }] })
    expect(word(hubei, food)).toBe('不能判定：缺等级证书')
    expect(word(hubei, { ...food, certificates: [] })).toBe('不符合')
    expect(held('second', '2024-01-01')).toBe('符合')
    expect(held('third', '2024-01-01')).toBe('不符合')
    expect(held('first', '2023-06-01')).toBe('不符合')
    expect(held('first', '2023-06-02')).toBe('符合')
    expect(held('first', '2026-06-02')).toBe('不符合')
    expect(held(undefined, '2026-01-01')).toBe('不能判定：缺等级证书')
  })

  test('a draft is never in force', () => {
    expect(evaluate(hubei, base, '2026-06-01').inForce).toBe(false)
  })
})

describe('other operators', () => {
  test.each([
    ['{ id: a, title: 年龄, fact: age, atMost: 60 }', { age: 60 }, '符合'],
    ['{ id: a, title: 年龄, fact: age, atMost: 60 }', { age: 61 }, '不符合'],
    ['{ id: a, title: 专职, fact: fullTime, isTrue: true }', { fullTime: false }, '不符合'],
    [
      '{ id: a, title: 名单, fact: enterpriseLists, contains: [award, key] }',
      { enterprise: { lists: ['key'] } },
      '符合',
    ],
    [
      '{ id: a, title: 名单, fact: enterpriseLists, contains: [award] }',
      { enterprise: { lists: [] } },
      '不符合',
    ],
    [
      '{ id: a, title: 系列, fact: titleSeries, in: [engineering, research] }',
      { titleSeries: 'economics' },
      '不符合',
    ],
    ['{ id: a, title: 计量师, fact: metrologist, atLeast: second }', { metrologist: 'first' }, '符合'],
  ] as const)('%s with %j', (condition, facts, expected) => {
    const parsed = structuredClone(facts) as QualificationFacts
    expect(word(packWith(condition), parsed)).toBe(expected)
  })

  test('words in a text, and hours of several years together', () => {
    const major = packWith('{ id: m, title: 专业, fact: major, contains: [质量, 机械] }')
    expect(word(major, { major: '机械设计制造及其自动化' })).toBe('符合')
    expect(word(major, { major: '会计学' })).toBe('不符合')
    expect(word(major, {})).toBe('不能判定：缺所学专业')
    const hours = packWith('{ id: h, title: 学时, ceHours: { atLeast: 60, year: previous, years: 3 } }')
    expect(word(hours, { ceHours: { '2025': 20, '2024': 20, '2023': 20 } })).toBe('符合')
    expect(word(hours, { ceHours: { '2025': 20, '2024': 20, '2023': 19, '2026': 99 } })).toBe('不符合')
    expect(word(hours, { ceHours: { '2025': 60 } })).toBe('符合')
    expect(word(hours, { ceHours: { '2025': 59, '2024': 0 } })).toBe('不能判定：缺2023至2025年继续教育学时')
    const asked = extensionItems(hours.pack, '2026-06-01').map((item) => item.key)
    expect(asked).toEqual(['ceHours:2025', 'ceHours:2024', 'ceHours:2023'])
  })

  test('own facts of every kind', () => {
    const sections = `facts:
  - { key: grade, label: 考评等次, type: level, options: [{ code: c, label: 丙 }, { code: b, label: 乙 }, { code: a, label: 甲 }] }
  - { key: since, label: 任职日期, type: date }
  - { key: patents, label: 专利数, type: number, unit: 件 }`
    const all = `{ id: x, title: 全部, all: [{ id: g, title: 等次, fact: grade, atLeast: b }, { id: s, title: 日期, fact: since, atMost: '2024-12-31' }, { id: p, title: 专利, fact: patents, atLeast: 2 }] }`
    const pack = packWith(all, sections)
    expect(word(pack, { extensions: { grade: 'a', since: '2024-12-31', patents: 2 } })).toBe('符合')
    expect(word(pack, { extensions: { grade: 'c', since: '2024-12-31', patents: 2 } })).toBe('不符合')
    expect(word(pack, { extensions: { grade: 'a', patents: 2 } })).toBe('不能判定：缺任职日期')
    expect(word(pack, { extensions: { grade: 'a', since: '2024-12-31', patents: 'many' } })).toBe(
      '不能判定：缺专利数',
    )
  })

  test('what fails in a group of must and should counts by its own word', () => {
    const pack = packWith(
      '{ id: g, title: 组, strength: should, all: [{ id: a, title: 年限, strength: must, fact: qualityYears, atLeast: 3 }, { id: b, title: 本科, fact: education, atLeast: bachelor }] }',
    )
    const strength = (qualityYears: number, level: 'associate' | 'bachelor') =>
      evaluate(pack, { qualityYears, education: graduate(level) }, '2026-06-01').strength
    expect([strength(3, 'associate'), strength(2, 'bachelor'), strength(2, 'associate')]).toEqual([
      'should',
      'must',
      'must',
    ])
  })

  test('a relaxation may name the weaker requirement that remains', () => {
    const pack = packWith(
      '{ id: edu, title: 本科, fact: education, atLeast: bachelor }',
      `relaxations:
  - id: to-associate
    title: 放宽到大专
    when: { fact: aboveScale, isTrue: false }
    conditions: [{ id: edu, to: { fact: education, atLeast: associate } }]
    reasonRequired: false`,
    )
    const at = (level: 'associate' | 'senior-secondary', aboveScale: boolean | undefined) =>
      word(pack, { education: graduate(level), enterprise: { aboveScale } })
    expect(at('associate', false)).toBe('符合（已放宽）')
    expect(at('senior-secondary', false)).toBe('不符合')
    expect(at('senior-secondary', undefined)).toBe('不符合')
    expect(at('associate', true)).toBe('不符合')
    expect(at('associate', undefined)).toBe('不能判定：缺规模以上企业')
  })
})
