import { expect, test } from 'vitest'
import { deadlineStatus, filingStatus, qualificationStatus, taskStatus } from './statuses.ts'

test.each([
  [null, '未规定', 'muted'],
  [-2, '超 2 个工作日', 'error'],
  [0, '今天到期', 'error'],
  [1, '还有 1 个工作日', 'warning'],
  [5, '还有 5 个工作日', 'muted'],
] as const)('deadline %s', (left, text, tone) => {
  expect(deadlineStatus(left)).toMatchObject({ text, tone })
})

test('calendar days are 天, late ones 逾期', () => {
  expect(deadlineStatus(1015, 'days').text).toBe('还有 1,015 天')
  expect(deadlineStatus(-324, 'days').text).toBe('逾期 324 天')
})

test('the unit reads 待受理 where the enterprise reads 已提交', () => {
  expect(filingStatus('submitted').text).toBe('已提交')
  expect(filingStatus('submitted', 'unit').text).toBe('待受理')
  expect(filingStatus('registered', 'unit').text).toBe('已备案')
})

test('不能判定 names what is missing', () => {
  expect(qualificationStatus('cannot-tell', ['学历', '年限']).text).toBe('不能判定：缺学历、年限')
  expect(qualificationStatus('cannot-tell', ['学历', '年限', '职称', '岗位']).text).toBe(
    '不能判定：缺 4 项（学历、年限、职称等）',
  )
  expect(qualificationStatus('cannot-tell').text).toBe('不能判定')
})

test('a locked task says why', () => {
  expect(taskStatus('locked', { note: '前面 3 部分完成后' }).text).toBe('前面 3 部分完成后')
  expect(taskStatus('to-fix', { count: 2 }).text).toBe('2 处需修改')
})
