import { describe, expect, test } from 'vitest'
import { inventedPlaces } from './invented-places.fixture.ts'
import { linesOf, tryCases } from './try-cases.ts'

describe.each(inventedPlaces())('$name', ({ reading, cases }) => {
  test.each(tryCases(cases, () => reading))('$case.name', (tried) => {
    expect(tried.differences, linesOf(tried).join('\n')).toEqual([])
  })
})

test('between them the places use every operator and every kind of section that decides', () => {
  const texts = inventedPlaces()
    .map(({ reading }) => JSON.stringify(reading.source))
    .join('')
  const used = (key: string) => texts.includes(`"${key}":`)
  const wanted = [
    ...['all', 'any', 'of', 'need', 'not', 'when', 'within', 'strength', 'remove', 'parent'],
    ...['atLeast', 'atMost', 'equals', 'in', 'isTrue', 'contains', 'startsWith'],
    ...['forAtLeast', 'withinLast', 'holdsCertificate', 'issuedWithinMonths', 'ceHours'],
    ...['correspondences', 'relaxations', 'exclusions', 'facts', 'certificates', 'effectiveTo'],
    ...['lists', 'lowerBy', 'lasts', 'integer', 'evidenceAlways', 'none'],
  ]
  expect(wanted.filter((key) => !used(key))).toEqual([])
})
