import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCases } from './case-file.ts'
import { citedBelow } from './cited.ts'
import { evaluate } from './evaluate.ts'
import { shippedPacks } from './load-pack.ts'
import { linesOf, tryCases } from './try-cases.ts'

const packs = shippedPacks()

describe.each(packs.map((shipped) => ({ id: shipped.pack.id, shipped })))('$id', ({ id, shipped }) => {
  const text = readFileSync(new URL(`./shipped-cases/${id}.yaml`, import.meta.url))
  const cases = readCases(text, shipped.pack, 'yaml')
  if (!cases.ok) throw new Error(JSON.stringify(cases.problems))

  test.each(tryCases(cases.cases, () => shipped))('$case.name', (tried) => {
    expect(tried.differences, linesOf(tried).join('\n')).toEqual([])
  })

  test('what is not in the document says so', () => {
    const items = [...shipped.pack.flow.steps, ...shipped.pack.forms, ...shipped.pack.certificates]
    const uncited = shipped.pack.draft ? [] : items.filter(({ clause }) => clause === null)
    for (const item of uncited) expect(item.note).toMatch(/^示例/)
    if (shipped.pack.numbering?.clause === null) expect(shipped.pack.numbering.note).toMatch(/^示例/)
  })
})

describe('tangshan-2024, DB1302/T 589—2024', () => {
  const shipped = packs.find(({ pack }) => pack.id === 'tangshan-2024')
  if (!shipped) throw new Error('tangshan-2024 is shipped')
  const { pack } = shipped

  test('is advice, trains first, and sets no deadline, target or exclusion', () => {
    expect([pack.strength, pack.flow.order, pack.flow.clause]).toEqual(['should', 'train-first', '9.3'])
    expect(new Set(Object.values(pack.flow.deadlines))).toEqual(new Set([null]))
    expect([pack.targets, pack.exclusions, pack.relaxations, pack.draft]).toEqual([[], null, [], false])
  })

  test('every clause of chapters 4, 5, 6, 7, 8 and 9 is there by its number', () => {
    const conditions = pack.qualification.map(({ clause }) => clause)
    const items = [
      pack.generalConditions?.items,
      pack.powers,
      pack.termination?.reasons,
      pack.provisions,
    ].flat()
    const clauses = new Set([
      ...conditions,
      ...items.map((item) => item?.clause),
      ...pack.flow.steps.map((step) => step.clause),
    ])
    const letters = (clause: string, last: string) =>
      [...'abcdefg'].slice(0, 'abcdefg'.indexOf(last) + 1).map((letter) => `${clause} ${letter}`)
    const wanted = [
      ...['1', '3.1', '4.1', '4.2', '4.3', '4.4', '6.1', '6.2', '6.3', '6.4', '6.5', '6.6', '6.7'],
      ...['7.1.1', '7.1.2', '7.2', '7.3', '7.4', '7.5', '8.2', '9.1', '9.2', '9.3', '9.4'],
      ...letters('5.1', 'f'),
      ...letters('5.2', 'd'),
      ...letters('5.3', 'e'),
      ...letters('8.1', 'g'),
      ...letters('9.5', 'c'),
    ]
    expect(wanted.filter((clause) => !clauses.has(clause))).toEqual([])
  })

  test('steps that the document does not have cite nothing of it', () => {
    const above = { clause: pack.flow.clause, docNo: pack.docNo }
    const cited = pack.flow.steps.map((step) => [step.action, citedBelow(step, above).clause])
    expect(cited).toEqual([
      ['train', '9.3'],
      ['appoint', '9.1'],
      ['file', null],
      ['accept', null],
      ['register', null],
      ['report', null],
    ])
  })

  test('one power is the veto, 8.1 d', () => {
    expect(pack.powers.filter((power) => power.veto).map((power) => power.clause)).toEqual(['8.1 d'])
  })

  test('a fail is advisory: the strength is should', () => {
    expect(evaluate(shipped, { trainedBefore: false }, '2026-09-01').strength).toBe('should')
  })
})

test('hubei-2022 is a sample: a draft that is never in force', () => {
  const hubei = packs.find(({ pack }) => pack.id === 'hubei-2022')
  expect(hubei?.pack.draft).toBe(true)
  expect(hubei && evaluate(hubei, {}, '2026-09-01').inForce).toBe(false)
})
