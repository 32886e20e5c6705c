import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { explainAsText, valuesUnder, verdictWord } from './explain.ts'
import type { QualificationFacts } from './facts.ts'
import { shippedPacks } from './load-pack.ts'

const yichun = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')
if (yichun === undefined) throw new Error('yichun-2024 is shipped')

const GRADUATE: QualificationFacts = {
  education: { level: 'associate', completed: true },
  qualification: 'none',
  qualityYears: 8,
  enterprise: { size: 'small' },
  declarations: { noExclusions: true },
}

test('a relaxed filing is explained line by line, with source and values', () => {
  const verdict = evaluate(yichun, GRADUATE, '2026-10-08', {
    reason: '质量岗位连续8年',
    reviewer: '示例审查人',
  })
  const lines = explainAsText(verdict)
  expect(lines.slice(0, 3)).toEqual([
    '任职条件：符合（已放宽）',
    '  按“中小微企业的职称、学历”（由受理单位决定）放宽。待声明：“具有良好的职业道德和敬业精神，诚实守信、敢于负责”、“熟悉国家有关质量法律法规和质量政策”。',
    '  放宽理由：质量岗位连续8年（示例审查人）',
  ])
  expect(lines).toContain(
    '  [符合（已放宽）] 职业资格或学历年限，满足一项即可（宜市市监联发〔2024〕9号 三（一）2，宜、原则上）',
  )
  expect(lines).toContain('          学历：大学专科，低于大学本科')
  expect(lines).toContain('        企业规模：小型，在范围内')
  expect(lines.at(-1)).toBe(
    `规则包 yichun-2024 第 1 版，《关于深化落实企业首席质量官制度实施方案》宜市市监联发〔2024〕9号，校验值 ${yichun.hash.slice(0, 8)}`,
  )
})

test('the words of the five outcomes', () => {
  const word = (facts: QualificationFacts) => verdictWord(evaluate(yichun, facts, '2026-10-08'))
  expect(word({ ...GRADUATE, qualification: 'intermediate' })).toBe('符合')
  expect(word(GRADUATE)).toBe('可放宽，需写理由')
  expect(word({ ...GRADUATE, enterprise: { size: 'large' } })).toBe('不符合（宜）')
  expect(word({ ...GRADUATE, qualification: undefined, enterprise: { size: 'large' } })).toBe(
    '不能判定：缺质量专业技术人员职业资格',
  )
})

test('an exclusion is named as such, and a date out of force is said', () => {
  const verdict = evaluate(yichun, { ...GRADUATE, declarations: { noExclusions: false } }, '2024-01-01')
  const text = explainAsText(verdict).join('\n')
  expect(text).toContain('存在禁任情形：“四种不得担任的情形”。')
  expect(text).toContain('规则包在该日没有生效')
})

test('the values of a group can be shown in one block', () => {
  const [root] = evaluate(yichun, GRADUATE, '2026-10-08').tree
  const group = root?.children.find((child) => child.id === 'education-and-years')
  expect(group && valuesUnder(group).map((value) => value.label)).toEqual(['学历', '质量工作年限'])
})
