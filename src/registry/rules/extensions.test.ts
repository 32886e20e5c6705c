import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkExtensions, evidenceNeeded } from './check-extensions.ts'
import { evaluate } from './evaluate.ts'
import { type ExtensionItem, extensionItems } from './extensions.ts'
import type { QualificationFacts } from './facts.ts'
import { HUBEI, MINIMAL, TANGSHAN } from './language.fixture.ts'
import { readPack, shippedPacks } from './load-pack.ts'
import type { LoadedPack } from './pack.ts'

function load(text: string): LoadedPack {
  const reading = readPack(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

const FACTS = `facts:
  - { key: patents, label: 专利数, type: number, unit: 件, min: 0, max: 50, required: true, clause: 第二条 }
  - { key: since, label: 任职日期, type: date, min: 2000-01-01, max: 2026-12-31 }
  - { key: honest, label: 无失信记录, type: boolean, evidence: 信用报告 }
  - { key: grade, label: 等次, type: level, options: [{ code: c, label: 丙 }, { code: b, label: 乙 }] }
  - { key: fields, label: 擅长领域, type: list, options: [{ code: spc, label: 统计 }, { code: qfd, label: 展开 }], evidence: 证明 }
  - { key: remark, label: 补充说明, type: text }
  - { key: leaving, label: 离任说明, type: text, filings: [cancel] }
`
const { pack } = load(MINIMAL.replace('qualification:', `${FACTS}qualification:`))
const items = extensionItems(pack, '2026-06-01')
const right = { patents: 3, since: '2020-05-01', honest: true, grade: 'b', fields: ['spc'], remark: '无' }

test('a filing asks for the facts declared for its kind, in order, with their clause', () => {
  expect(items.map((item) => item.key)).toEqual(['patents', 'since', 'honest', 'grade', 'fields', 'remark'])
  expect(items[0]).toMatchObject({ required: true, clause: '第二条', docNo: '示例〔2026〕1号', unit: '件' })
  expect(extensionItems(pack, '2026-06-01', 'cancel').map((item) => item.key)).toEqual(['leaving'])
})

describe('values of the wrong kind are named one by one in Chinese', () => {
  test.each([
    ['a number below', { patents: -1 }, '专利数：-1件 太小。请填写 0件 或以上。'],
    ['a number above', { patents: 51 }, '专利数：51件 太大。请填写 50件 或以下。'],
    ['words for a number', { patents: '3' }, '专利数：不是数。请填写数字。'],
    ['no number', { patents: Number.NaN }, '专利数：不是数。请填写数字。'],
    [
      'a day that does not exist',
      { since: '2024-02-30' },
      '任职日期：不是有效的日期。请按“2026-09-01”填写。',
    ],
    ['a day too early', { since: '1999-12-31' }, '任职日期：早于 2000-01-01。请核对日期。'],
    ['a day too late', { since: '2027-01-01' }, '任职日期：晚于 2026-12-31。请核对日期。'],
    ['a word for yes', { honest: '是' }, '无失信记录：只能填“是”或“否”。请重新选择。'],
    ['an option that is not there', { grade: 'a' }, '等次：没有这个选项。请选择其中之一：丙、乙。'],
    ['an option of the prototype', { grade: 'constructor' }, '等次：没有这个选项。请选择其中之一：丙、乙。'],
    ['one option where several are asked', { fields: 'spc' }, '擅长领域：可以选多项，写法不对。请重新选择。'],
    ['an option twice', { fields: ['spc', 'spc'] }, '擅长领域：同一个选项选了两次。请重新选择。'],
    ['too long a text', { remark: '长'.repeat(501) }, '补充说明：超过 500 个字。请缩短。'],
    [
      'an item the pack does not have',
      { other: 1 },
      '扩展项：当地规则里没有“other”这一项。请刷新页面后重新填写。',
    ],
  ])('%s', (_, wrong, message) => {
    const [key] = Object.keys(wrong)
    expect(checkExtensions(items, { ...right, ...wrong })).toEqual([{ key, message }])
  })

  test('what is missing is named only on handing in', () => {
    expect(checkExtensions(items, right, { complete: true })).toEqual([])
    expect(checkExtensions(items, {})).toEqual([])
    expect(checkExtensions(items, { patents: null }, { complete: true })).toEqual([
      { key: 'patents', message: '专利数：没有填写。请填写后再提交。' },
    ])
  })

  test('whatever the values are, checking never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...items.map((item) => item.key), '__proto__'), fc.anything()),
        (values) => {
          for (const { message } of checkExtensions(items, values, { complete: true }))
            expect(message).toMatch(/。$/)
        },
      ),
    )
  })
})

test('a paper is needed for what is said to be so', () => {
  const needed = (values: Record<string, boolean | string[]>) =>
    evidenceNeeded(items, values).map((each) => each.evidence)
  expect(needed({ honest: true, fields: ['spc'] })).toEqual(['信用报告', '证明'])
  expect(needed({ honest: false, fields: [] })).toEqual([])
})

describe('what the conditions need beyond 附件1 is asked too, and judged from the answers', () => {
  const tangshan = shippedPacks().find((each) => each.pack.id === 'tangshan-2024')
  if (!tangshan) throw new Error('tangshan-2024 is shipped')
  const keysOf = (each: LoadedPack) =>
    extensionItems(each.pack, '2026-06-01').map((item: ExtensionItem) => item.key)

  test('the field of the title, certificates with their particulars, the hours of the right year', () => {
    expect(keysOf(tangshan)).toEqual(['trainedByRegulator', 'continuingEducation', 'titleField'])
    expect(keysOf(load(TANGSHAN))).toEqual(['titleInRelatedField', 'ceHours:2025'])
    expect(keysOf(load(HUBEI))).toEqual(
      ['', ':level', ':number', ':issuedOn', ':validTo'].map((part) => `cert:quality-grade${part}`),
    )
  })

  test('figures of the enterprise too', () => {
    const large = load(
      MINIMAL.replace(
        'fact: qualityYears',
        'when: { fact: employees, atLeast: 300 }\n    fact: qualityYears',
      ),
    )
    expect(keysOf(large)).toEqual(['employees'])
    const outcome = (facts: QualificationFacts) =>
      evaluate(large, { qualityYears: 1, ...facts }, '2026-06-01').outcome
    expect(outcome({ extensions: { employees: 299 } })).toBe('pass')
    expect(outcome({ extensions: { employees: 300 } })).toBe('fail')
    expect(outcome({ enterprise: { employees: 300 } })).toBe('fail')
    expect(outcome({})).toBe('cannot-tell')
  })

  test('the answers decide', () => {
    const facts: QualificationFacts = {
      titleLevel: 'intermediate',
      trainedBefore: true,
      extensions: { titleField: 'quality', trainedByRegulator: true, continuingEducation: 'not-due' },
    }
    expect(evaluate(tangshan, facts, '2026-06-01').outcome).toBe('pass')
    const food: QualificationFacts = {
      qualityYears: 3,
      titleLevel: 'senior',
      enterprise: { type: 'joint-stock', industry: 'C14' },
    }
    const certified = (extensions: QualificationFacts['extensions']) =>
      evaluate(load(HUBEI), { ...food, extensions }, '2026-06-01').outcome
    expect(certified({ 'cert:quality-grade': false })).toBe('fail')
    expect(certified({ 'cert:quality-grade': true, 'cert:quality-grade:level': 'first' })).toBe('cannot-tell')
    const dated = { 'cert:quality-grade': true, 'cert:quality-grade:level': 'first' } as const
    expect(certified({ ...dated, 'cert:quality-grade:issuedOn': '2025-01-01' })).toBe('pass')
    expect(certified({ ...dated, 'cert:quality-grade:issuedOn': '2023-01-01' })).toBe('fail')
    const hours: QualificationFacts = {
      education: { level: 'associate', completed: true },
      qualityYears: 5,
      trainedBefore: true,
      enterprise: { aboveScale: true },
    }
    const studied = (extensions: QualificationFacts['extensions']) =>
      evaluate(load(TANGSHAN), { ...hours, extensions }, '2026-06-01').outcome
    expect(studied({ 'ceHours:2025': 8 })).toBe('pass')
    expect(studied({ 'ceHours:2025': 0 })).toBe('fail')
    expect(studied({ 'ceHours:2026': 8 })).toBe('cannot-tell')
  })
})

test('bounds of a declared fact must fit its type', () => {
  const wrong = (fact: string) => {
    const reading = readPack(MINIMAL.replace('qualification:', `facts:\n  - ${fact}\nqualification:`))
    return reading.ok ? [] : reading.problems.map(({ key, reason }) => `${key} ${reason}`)
  }
  expect(wrong('{ key: a, label: 甲, type: boolean, min: 1 }')).toEqual([
    'facts[0].min 类型 boolean 不能这样写 min',
  ])
  expect(wrong('{ key: a, label: 甲, type: date, max: 5 }')).toEqual([
    'facts[0].max 类型 date 不能这样写 max',
  ])
  expect(wrong('{ key: a, label: 甲, type: number, min: 5, max: 1 }')).toEqual(['facts[0].max max 小于 min'])
})
