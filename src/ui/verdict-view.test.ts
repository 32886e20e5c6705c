import { expect, test } from 'vitest'
import { citationOf, decidedByText, nodeLook, type VerdictViewNode, verdictStatus } from './verdict-view.ts'

const node: VerdictViewNode = {
  id: 'a',
  title: '中级以上质量专业技术人员职业资格',
  mark: '甲',
  clause: '三（一）2',
  docNo: '宜市市监联发〔2024〕9号',
  outcome: 'not-met',
  matters: true,
  values: [],
  children: [],
}

test('an unmet alternative is red only where it decided', () => {
  expect(nodeLook(node, 'fail')).toMatchObject({ icon: 'close-circle', tone: 'error' })
  expect(nodeLook(node, 'relaxed')).toMatchObject({ icon: 'close-circle', tone: 'muted' })
  expect(nodeLook({ ...node, matters: false }, 'pass')).toMatchObject({ icon: 'ring', tone: 'muted' })
})

test('the same clause is not cited twice on one branch', () => {
  expect(citationOf(node)).toBe('宜市市监联发〔2024〕9号 三（一）2')
  expect(citationOf(node, node)).toBeNull()
  expect(citationOf(node, { ...node, clause: '三（一）1' })).not.toBeNull()
  expect(citationOf({ ...node, clause: null })).toBeNull()
})

test('放宽 without reasons still asks for them', () => {
  expect(verdictStatus({ outcome: 'relaxed', needsReason: true, missing: [] }).text).toBe('可放宽，需写理由')
  expect(verdictStatus({ outcome: 'relaxed', needsReason: false, missing: [] }).text).toBe('符合（已放宽）')
  expect(
    verdictStatus({ outcome: 'cannot-tell', needsReason: false, missing: [{ label: '学历' }] }).text,
  ).toBe('不能判定：缺学历')
})

test('what decided is named by its mark, else by its title', () => {
  expect(decidedByText({ decidedBy: [{ title: 'x', mark: '乙' }] })).toBe('由条件乙决定。')
  expect(decidedByText({ decidedBy: [{ title: '学历', mark: null }] })).toBe('由条件“学历”决定。')
  expect(decidedByText({ decidedBy: [] })).toBe('')
})
