import { expect, test } from 'vitest'
import { z } from 'zod'
import { problemsOf } from './problems.ts'

const shape = z.strictObject({
  name: z.string().min(1),
  reason: z.string().min(4).max(8),
  years: z.int().min(0).max(80),
  stages: z.array(z.string()).max(2),
  size: z.enum(['大型', '小型']),
  own: z.string().min(3, '不足 3 个字。请写全。'),
  id: z.uuid(),
})
const labels = { name: '姓名', reason: '理由', years: '年限', stages: '简历', size: '规模', own: '自写' }

test('every wrong field is told in plain words: 哪里, 为什么, 怎么办', () => {
  const parsed = shape.safeParse({
    name: '',
    reason: '短',
    years: 81,
    stages: ['一', '二', '三'],
    size: '巨型',
    own: '少',
    id: 'x',
    more: 1,
  })
  const told = problemsOf(parsed.error as z.ZodError, labels).map(({ message }) => message)
  expect(told).toEqual([
    '姓名：没有填写。请补填。',
    '理由：至少 4 个字。请补充。',
    '年限：不能大于 80。请更正。',
    '简历：最多 2 项。请减少。',
    '规模：不在可选的范围内。请从列出的选项中选择。',
    '自写：不足 3 个字。请写全。',
    'id：填的内容不对。请更正。',
    '内容：有不认识的内容 more。请去掉。',
  ])
})

test('what is missing is to be filled in, and nobody reads the words of the library', () => {
  const told = problemsOf(shape.safeParse({}).error as z.ZodError, labels)
  expect(told).toHaveLength(7)
  for (const { message } of told) expect(message).toMatch(/：没有填写。请补填。$|从列出的选项中选择。$/)
})
