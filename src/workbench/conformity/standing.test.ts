import { expect, test } from 'vitest'
import type { Clause } from './catalogue/clause.ts'
import { guide } from './catalogue/guide.ts'
import type { ClauseWord, FoundRecords } from './contract.ts'
import { gapsOf, totalsOf } from './domain.ts'
import { standingOf } from './standing.ts'

const today = '2026-11-20'
const found = (n: number): FoundRecords => ({
  what: '示例记录',
  path: 'risks',
  n,
  latest: n > 0 ? '2026-11-01' : null,
  since: null,
  older: null,
})
const word = (kind: ClauseWord['kind'], validUntil: string | null = null): ClauseWord => ({
  seq: 1,
  kind,
  text: '示例',
  file: null,
  validUntil,
  byName: '示例甲',
  at: '2026-11-01T00:00:00.000Z',
})
const clauseOf = (needs: Clause['needs']): Clause => ({
  id: '7.2b',
  section: '7.2',
  text: '示例',
  term: '示例',
  needs,
})
const next = { text: '登记' }
const byRecords = clauseOf([{ what: '风险', from: ['risks'], next }])
const byWord = clauseOf([{ what: '制度', from: [], stated: true, next }])
const both = clauseOf([...byRecords.needs, ...byWord.needs])

test('the guide has 65 clauses in 14 sections, each once, each with something that proves it', () => {
  expect(guide.clauses).toHaveLength(65)
  expect(new Set(guide.clauses.map(({ id }) => id)).size).toBe(65)
  expect(
    guide.sections.map(({ id }) => guide.clauses.filter(({ section }) => section === id).length),
  ).toEqual([4, 6, 4, 5, 7, 2, 3, 5, 7, 7, 2, 7, 1, 5])
  for (const { needs } of guide.clauses) expect(needs.some(({ supports }) => !supports)).toBe(true)
})

test('records prove a clause that asks for records; a word alone does not', () => {
  const records = (n: number) => [{ source: 'risks', records: [found(n)] }]
  expect(standingOf(byRecords, records(0), null, today).state).toBe('none')
  expect(standingOf(byRecords, records(3), null, today)).toMatchObject({ state: 'proved', stated: false })
  expect(standingOf(byRecords, records(3), word('statement'), today)).toMatchObject({ stated: false })
  expect(standingOf(byRecords, records(0), word('statement'), today)).toMatchObject({
    state: 'partly',
    stated: true,
    needs: [{ met: 'no' }],
  })
})

test('a word proves what no record can, until its last day', () => {
  expect(standingOf(byWord, [], null, today).state).toBe('none')
  expect(standingOf(byWord, [], word('statement', today), today)).toMatchObject({
    state: 'proved',
    needs: [{ met: 'statement' }],
  })
  expect(standingOf(byWord, [], word('statement', '2026-11-19'), today)).toMatchObject({
    state: 'none',
    wordExpired: true,
  })
  expect(standingOf(byWord, [], word('withdrawn'), today)).toMatchObject({ state: 'none', word: null })
})

test('all that one source declares must be there; any one source is enough; a clause with a gap is met in part', () => {
  const two = [{ source: 'risks', records: [found(2), found(0)] }]
  expect(standingOf(byRecords, two, null, today).state).toBe('partly')
  const either = clauseOf([{ what: '风险', from: ['risks', 'controls'], next }])
  expect(standingOf(either, [...two, { source: 'controls', records: [found(1)] }], null, today).state).toBe(
    'proved',
  )
  const half = standingOf(both, [{ source: 'risks', records: [found(2)] }], null, today)
  expect(half.state).toBe('partly')
  expect(gapsOf(half).map(({ what }) => what)).toEqual(['制度'])
})

test('a source that is not kept yet is told as such, and the word may stand for it', () => {
  expect(standingOf(byRecords, [], null, today).needs[0]).toMatchObject({ met: 'unkept', byWord: true })
  expect(standingOf(byRecords, [], word('statement'), today).state).toBe('proved')
})

test('records that only add weight prove nothing alone, and are not missed', () => {
  const weighed = clauseOf([...byWord.needs, { what: '召回', from: ['recalls'], supports: true, next }])
  const kept = (n: number) => [{ source: 'recalls', records: [found(n)] }]
  expect(standingOf(weighed, kept(1), null, today).state).toBe('partly')
  expect(standingOf(weighed, kept(0), word('statement'), today).state).toBe('proved')
  const unasked = standingOf(byWord, [{ source: 'new-capability', records: [found(1)] }], null, today)
  expect(unasked).toMatchObject({ state: 'partly' })
  expect(unasked.needs[1]).toMatchObject({ what: '示例记录', supports: true })
})

test('what does not apply is counted apart', () => {
  const aside = standingOf(both, [], word('not-applicable'), today)
  expect(aside.state).toBe('not-applicable')
  expect(gapsOf(aside)).toEqual([])
  const stated = standingOf(byWord, [], word('statement'), today)
  expect(totalsOf([aside, stated, standingOf(both, [], null, today)])).toEqual({
    total: 2,
    proved: 1,
    partly: 0,
    none: 1,
    notApplicable: 1,
    stated: 1,
  })
})
