import { expect, test } from 'vitest'
import { type Draft, merge, savedBody } from './draft.ts'

const base: Draft = {
  form: { name: '示例甲', products: '电瓷', school: '' },
  photoId: null,
  scanIds: ['s1'],
  consent: false,
  answers: {},
}

test('empty text is sent as not filled in, empty answers are not sent', () => {
  const body = savedBody({ ...base, answers: { 1: '已改', 2: '' } })
  expect(body.form).toEqual({ name: '示例甲', products: '电瓷', school: null })
  expect(body.answers).toEqual([{ seq: 1, answer: '已改' }])
})

test('what only the other one changed is taken over, what only I changed stays', () => {
  const mine = { ...base, form: { ...base.form, products: '绝缘子' }, scanIds: ['s1', 's2'] }
  const theirs = { ...base, form: { ...base.form, school: '示例大学' }, consent: true, photoId: 'p' }
  const merged = merge(base, mine, theirs)
  expect(merged).toMatchObject({ taken: ['school'], disputed: [] })
  expect(merged.draft).toMatchObject({
    form: { products: '绝缘子', school: '示例大学' },
    scanIds: ['s1', 's2'],
    consent: true,
    photoId: 'p',
  })
})

test('what both changed is left to be chosen; empty and missing are the same', () => {
  const mine = { ...base, form: { name: '示例乙', products: '电瓷' } }
  const theirs = { ...base, form: { name: '示例丙', products: '电瓷', school: null } }
  expect(merge(base, mine, theirs)).toMatchObject({
    taken: [],
    disputed: ['name'],
    draft: { form: { name: '示例乙' } },
  })
})
