import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('ids are UUIDv7 and grow, within a millisecond too and when the clock goes back', () => {
  const now = Date.now() + 1_000
  const ids = Array.from({ length: 10_000 }, (_, index) => newId(index === 5_000 ? now - 500 : now))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual([...ids].sort())
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('the first 48 bits are the time', () => {
  const at = Date.now() + 60_000
  expect(Number.parseInt(newId(at).replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})
