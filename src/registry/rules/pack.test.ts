import { expect, test } from 'vitest'
import { MINIMAL } from './language.fixture.ts'
import { readPack } from './load-pack.ts'
import { isInForce, type LoadedPack, packInForce } from './pack.ts'

function pack(id: string, areas: string, from: string, rest = '', version = 1): LoadedPack {
  const text = MINIMAL.replace('id: example', `id: ${id}`)
    .replace('["99"]', areas)
    .replace('version: 1', `version: ${version}`)
    .replace('effectiveFrom: 2026-01-01', `effectiveFrom: ${from}\n${rest}`)
  const reading = readPack(text)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

const packs = [
  pack('nation', '[CN]', '2020-01-01'),
  pack('province', '["36"]', '2023-01-01'),
  pack('city-old', '["3609"]', '2022-01-01', 'effectiveTo: 2024-05-05'),
  pack('city', '["3609"]', '2024-05-06'),
  pack('city', '["3609"]', '2024-05-06', '', 2),
  pack('city-draft', '["3609"]', '2025-01-01', 'draft: true'),
  pack('zone', '[SANQU-1]', '2025-01-01'),
]

test.each([
  [['360902'], '2026-01-01', 'city', 2],
  [['360902'], '2024-05-06', 'city', 2],
  [['360902'], '2024-05-05', 'city-old', 1],
  [['360902'], '2021-12-31', 'nation', 1],
  [['SANQU-1', '360902'], '2026-01-01', 'zone', 1],
  [['SANQU-1', '360902'], '2024-12-31', 'city', 2],
  [['360102'], '2026-01-01', 'province', 1],
  [['130202'], '2026-01-01', 'nation', 1],
])('%j on %s: %s', (places, onDate, id, version) => {
  const found = packInForce(packs, places, onDate)
  expect([found?.pack.id, found?.pack.version]).toEqual([id, version])
})

test('before any pack there is none', () => {
  expect(packInForce(packs, ['360902'], '2019-12-31')).toBeUndefined()
  expect(packInForce([], ['360902'], '2026-01-01')).toBeUndefined()
})

test('the first and the last day belong to it', () => {
  const { pack: limited } = pack('limited', '["36"]', '2026-01-01', 'effectiveTo: 2026-01-31')
  expect(
    ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => isInForce(limited, day)),
  ).toEqual([false, true, true, false])
})
