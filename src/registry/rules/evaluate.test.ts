import { describe, expect, test } from 'vitest'
import { evaluate, type GrantedRelaxation } from './evaluate.ts'
import { verdictWord } from './explain.ts'
import type { QualificationFacts } from './facts.ts'
import { shippedPacks } from './load-pack.ts'
import { Verdict, type VerdictNode } from './verdict.ts'

const yichun = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')
if (yichun === undefined) throw new Error('yichun-2024 is shipped')

const DECLARED: QualificationFacts['declarations'] = {
  noExclusions: true,
  generalConditions: { 'professional-ethics': true, 'knows-quality-law': true },
}

type Size = NonNullable<QualificationFacts['enterprise']>['size']
type Level = NonNullable<QualificationFacts['education']>['level']

function person(
  level: Level | undefined,
  qualityYears: number | undefined,
  qualification: QualificationFacts['qualification'],
  size: Size | undefined,
): QualificationFacts {
  return {
    education: level === undefined ? undefined : { level, completed: true },
    qualityYears,
    qualification,
    enterprise: { size },
    declarations: DECLARED,
  }
}

function judge(facts: QualificationFacts, relaxation?: GrantedRelaxation) {
  if (yichun === undefined) throw new Error('yichun-2024 is shipped')
  const verdict = evaluate(yichun, facts, '2026-09-01', relaxation)
  expect(Verdict.parse(verdict)).toEqual(verdict)
  return verdict
}

function nodeOf(nodes: readonly VerdictNode[], id: string): VerdictNode {
  const all = (each: VerdictNode): VerdictNode[] => [each, ...each.children.flatMap(all)]
  const found = nodes.flatMap(all).find((node) => node.id === id)
  if (found === undefined) throw new Error(`no node ${id}`)
  return found
}

describe('宜市市监联发〔2024〕9号 三（一）2', () => {
  test.each([
    ['本科 and exactly 5 years', person('bachelor', 5, 'none', 'large'), '符合'],
    ['本科 and 4 years', person('bachelor', 4, 'none', 'large'), '不符合（宜）'],
    [
      '本科 and 4 years, small: years are never relaxed',
      person('bachelor', 4, 'none', 'small'),
      '不符合（宜）',
    ],
    ['中级 itself is 以上', person('associate', 0, 'intermediate', 'large'), '符合'],
    ['高级', person('junior-secondary', 0, 'senior', 'large'), '符合'],
    ['初级 is not enough', person('associate', 20, 'junior', 'large'), '不符合（宜）'],
    ['博士 and 5 years', person('doctor', 5, 'none', 'large'), '符合'],
    ['大专 and 20 years, large', person('associate', 20, 'none', 'large'), '不符合（宜）'],
    ['大专 and 20 years, medium', person('associate', 20, 'none', 'medium'), '可放宽，需写理由'],
    ['大专 and 20 years, small', person('associate', 20, 'none', 'small'), '可放宽，需写理由'],
    ['大专 and 20 years, micro', person('associate', 20, 'none', 'micro'), '可放宽，需写理由'],
    ['高中 and 5 years, small', person('senior-secondary', 5, 'none', 'small'), '可放宽，需写理由'],
    ['大专 and 4 years, small', person('associate', 4, 'none', 'small'), '不符合（宜）'],
    ['初级 and 4 years, small', person('associate', 4, 'junior', 'small'), '不符合（宜）'],
    ['education unknown, 中级', person(undefined, undefined, 'intermediate', undefined), '符合'],
    ['qualification unknown, 本科 and 5 years', person('bachelor', 5, undefined, undefined), '符合'],
    [
      'size unknown, relaxation would decide',
      person('associate', 5, 'none', undefined),
      '不能判定：缺企业规模',
    ],
    [
      'nothing known of the person, large',
      person(undefined, undefined, undefined, 'large'),
      '不能判定：缺学历（已毕业的最高学历）、质量专业技术人员职业资格、质量工作年限',
    ],
    [
      'years short: only the qualification is missing',
      person(undefined, 4, undefined, 'small'),
      '不能判定：缺质量专业技术人员职业资格',
    ],
    [
      'qualification none: education is missing',
      person(undefined, 6, 'none', 'large'),
      '不能判定：缺学历（已毕业的最高学历）',
    ],
  ])('%s', (_, facts, word) => {
    expect(verdictWord(judge(facts))).toBe(word)
  })

  test('结业、肄业 do not count, and what lies below them is unknown', () => {
    const begun = (level: Level): QualificationFacts => ({
      ...person(undefined, 6, 'none', 'large'),
      education: { level, completed: false },
    })
    expect(judge(begun('bachelor')).outcome).toBe('fail')
    expect(judge(begun('junior-secondary')).outcome).toBe('fail')
    expect(judge(begun('master')).missing.map((each) => each.fact)).toEqual(['education'])
  })

  test('a title does not stand in for the qualification here', () => {
    expect(judge({ ...person('associate', 3, 'none', 'large'), titleLevel: 'senior' }).outcome).toBe('fail')
  })
})

describe('relaxation', () => {
  const facts = person('associate', 8, 'none', 'small')

  test('waits for a reason, and stands once it is written', () => {
    const before = judge(facts)
    expect([before.outcome, before.needsReason, before.relaxedFor]).toEqual(['relaxed', true, null])
    expect(nodeOf(before.tree, 'qualification-or-education').outcome).toBe('relaxable')
    const after = judge(facts, { reason: ' 连续从事质量工作8年 ', reviewer: '示例审查人' })
    expect([after.outcome, after.needsReason, after.relaxedFor?.reason]).toEqual([
      'relaxed',
      false,
      '连续从事质量工作8年',
    ])
    expect(nodeOf(after.tree, 'qualification-or-education').outcome).toBe('relaxed')
    expect(verdictWord(after)).toBe('符合（已放宽）')
    expect(after.decidedBy.map((each) => each.id)).toEqual(['smaller-enterprises'])
  })

  test('a blank reason is none, and a reason changes nothing where there is nothing to relax', () => {
    expect(judge(facts, { reason: '  ', reviewer: '示例审查人' }).needsReason).toBe(true)
    const large = judge(person('associate', 8, 'none', 'large'), {
      reason: '示例理由',
      reviewer: '示例审查人',
    })
    expect([large.outcome, large.relaxedFor]).toEqual(['fail', null])
    expect(
      judge(person('bachelor', 8, 'none', 'small'), { reason: '示例理由', reviewer: '示例审查人' }).outcome,
    ).toBe('pass')
  })

  test('says for whom it is and what it leaves required', () => {
    const { tree } = judge(facts)
    const relaxation = nodeOf(tree, 'smaller-enterprises')
    expect(relaxation.outcome).toBe('relaxable')
    expect(relaxation.values.map(({ label, shown, met }) => [label, shown, met])).toEqual([
      ['企业规模', '小型', true],
      ['质量工作年限', '8年', true],
    ])
    expect(nodeOf(judge(person('associate', 4, 'none', 'small')).tree, 'smaller-enterprises').outcome).toBe(
      'not-met',
    )
    expect(nodeOf(judge(person('associate', 8, 'none', 'large')).tree, 'smaller-enterprises').outcome).toBe(
      'not-applicable',
    )
  })

  test('never covers an exclusion', () => {
    const verdict = judge(
      { ...facts, declarations: { ...DECLARED, noExclusions: false } },
      { reason: '示例理由', reviewer: '示例审查人' },
    )
    expect([verdict.outcome, verdict.hard, verdict.relaxedFor]).toEqual(['fail', true, null])
  })
})

describe('declarations', () => {
  const qualified = person('bachelor', 9, 'none', 'small')
  const withDeclarations = (declarations: QualificationFacts['declarations']) =>
    judge({ ...qualified, declarations })

  test('an exclusion that is declared, named or found is a hard fail', () => {
    for (const declarations of [
      { noExclusions: false },
      { presentExclusions: ['abuse-of-power'] },
      { noExclusions: true, exclusionsReview: 'found' as const },
    ]) {
      const verdict = withDeclarations(declarations)
      expect([verdict.outcome, verdict.hard, verdict.decidedBy.map((each) => each.id)]).toEqual([
        'fail',
        true,
        ['exclusions'],
      ])
    }
    const { tree } = withDeclarations({ presentExclusions: ['abuse-of-power'] })
    expect(nodeOf(tree, 'abuse-of-power').outcome).toBe('not-met')
    expect(nodeOf(tree, 'improper-gain').outcome).toBe('declared')
  })

  test('what is not declared yet is pending and does not change the result', () => {
    const verdict = withDeclarations(undefined)
    expect(verdict.outcome).toBe('pass')
    expect(verdict.pendingDeclarations.map((each) => each.id)).toEqual([
      'exclusions',
      'professional-ethics',
      'knows-quality-law',
    ])
    expect(nodeOf(verdict.tree, 'general-conditions').outcome).toBe('pending-declaration')
    const partly = withDeclarations({
      noExclusions: true,
      generalConditions: { 'professional-ethics': true },
    })
    expect(partly.pendingDeclarations.map((each) => each.id)).toEqual(['knows-quality-law'])
    expect(nodeOf(partly.tree, 'exclusions').outcome).toBe('declared')
  })

  test('a general condition that is denied is a fail, but not a hard one', () => {
    const verdict = withDeclarations({
      noExclusions: true,
      generalConditions: { 'professional-ethics': false },
    })
    expect([verdict.outcome, verdict.hard, verdict.strength]).toEqual(['fail', false, 'must'])
    expect(verdict.decidedBy.map((each) => each.id)).toEqual(['general-conditions'])
  })

  test('the review settles the exclusions', () => {
    const verdict = withDeclarations({ ...DECLARED, exclusionsReview: 'none-found' })
    expect(nodeOf(verdict.tree, 'exclusions').outcome).toBe('met')
  })
})

describe('the verdict', () => {
  test('names the alternative that decided and marks the other as not mattering', () => {
    const verdict = judge(person('bachelor', 9, 'none', 'small'))
    expect(verdict.decidedBy).toEqual([
      { id: 'education-and-years', title: '大学本科以上学历，且5年以上质量工作经历', mark: '乙' },
    ])
    const other = nodeOf(verdict.tree, 'quality-qualification')
    expect([other.mark, other.outcome, other.matters]).toEqual(['甲', 'not-met', false])
    expect(verdict.relaxations).toEqual([])
  })

  test('cites 文号 and 条款 on every line and shows what decided', () => {
    const verdict = judge(person('bachelor', 9, 'none', 'small'))
    const lines = (node: VerdictNode): VerdictNode[] => [node, ...node.children.flatMap(lines)]
    for (const node of verdict.tree.flatMap(lines)) {
      expect([node.docNo, node.clause]).toEqual(['宜市市监联发〔2024〕9号', '三（一）2'])
    }
    expect(nodeOf(verdict.tree, 'education').values).toEqual([
      {
        fact: 'education',
        label: '学历',
        shown: '大学本科',
        required: '大学本科以上',
        met: true,
        remark: '达到大学本科',
      },
    ])
    expect(nodeOf(verdict.tree, 'quality-years').values[0]?.remark).toBe('达到5年')
  })

  test('carries the pack, its hash and the day', () => {
    const verdict = judge({})
    expect(verdict.pack).toMatchObject({ id: 'yichun-2024', version: 1, hash: yichun.hash })
    expect([verdict.onDate, verdict.inForce]).toEqual(['2026-09-01', true])
    expect(evaluate(yichun, {}, '2024-05-05').inForce).toBe(false)
  })

  test('原则上 is kept: a fail of the tree is advisory', () => {
    expect(judge(person('associate', 1, 'none', 'large')).strength).toBe('should')
  })
})
