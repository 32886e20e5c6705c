import { expect, test } from 'vitest'
import { comparePacks } from './compare-packs.ts'
import type { Test } from './condition.ts'
import { describeTest, describeValue, describingScope } from './describe.ts'
import { inventedPlaces } from './invented-places.fixture.ts'

const place = inventedPlaces().find(({ name }) => name === 'by-trade.yaml')
if (!place) throw new Error('by-trade is one of the invented places')
const scope = describingScope(place.reading.pack, '2026-06-01')

test.each<[Test, string]>([
  [{ fact: 'titleLevel', atLeast: 'intermediate' }, '职称 中级以上'],
  [{ fact: 'qualityYears', atMost: 5 }, '质量工作年限 5年以下'],
  [{ fact: 'titleField', in: ['quality', 'metrology'] }, '职称专业 质量、计量之一'],
  [{ fact: 'aboveScale', isTrue: false }, '规模以上企业 否'],
  [{ ceHours: { atLeast: 20, year: 'previous', years: 1 } }, '聘任上一年继续教育不少于20学时'],
  [{ ceHours: { atLeast: 60, year: 'current', years: 3 } }, '到聘任当年为止3年累计继续教育不少于60学时'],
  [{ fact: 'major', contains: ['质量', '机械'] }, '所学专业 含质量、机械之一'],
  [
    { holdsCertificate: { type: 'city-grade', atLeast: 'second', valid: true, issuedWithinMonths: 12 } },
    '持有二级以上首席质量官等级证书，12个月内取得，且在有效期内',
  ],
  [
    {
      all: [
        { fact: 'fullTime', isTrue: true },
        {
          any: [
            { fact: 'age', atMost: 60 },
            { fact: 'gender', equals: 'male' },
          ],
        },
      ],
    },
    '专职 是，并且（年龄 60岁以下，或者性别 男）',
  ],
  [{ not: { fact: 'industry', startsWith: ['C13'] } }, '不是（所属行业 代码以C13开头）'],
  [
    {
      need: 1,
      of: [
        { fact: 'fullTime', isTrue: true },
        { fact: 'aboveScale', isTrue: true },
      ],
    },
    '下列 2 项中至少 1 项：专职 是；规模以上企业 是',
  ],
])('%j', (expression, words) => {
  expect(describeTest(expression, scope)).toBe(words)
})

test('what something counts as', () => {
  expect(describeValue('titleLevel', 'intermediate', scope)).toBe('职称 中级')
  expect(describeValue('fullTime', true, scope)).toBe('专职 是')
})

test('two versions differ by items, named by their id', () => {
  const before = {
    title: '甲',
    powers: [
      { id: 'veto', title: '否决' },
      { id: 'funds', title: '经费' },
    ],
    areas: ['99'],
  }
  const now = {
    title: '甲',
    powers: [
      { id: 'funds', title: '专项经费' },
      { id: 'people', title: '人事' },
    ],
    areas: ['99', '98'],
  }
  expect(comparePacks(before, now)).toEqual([
    { key: 'powers[funds].title', before: '经费', now: '专项经费' },
    { key: 'powers[people].id', before: null, now: 'people' },
    { key: 'powers[people].title', before: null, now: '人事' },
    { key: 'areas', before: '"99"', now: '"99"、"98"' },
    { key: 'powers[veto].id', before: 'veto', now: null },
    { key: 'powers[veto].title', before: '否决', now: null },
  ])
  expect(comparePacks(now, now)).toEqual([])
})
