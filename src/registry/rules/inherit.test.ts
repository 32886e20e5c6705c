import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import type { QualificationFacts } from './facts.ts'
import { mergeLayers } from './inherit.ts'
import { composePack, readPack } from './load-pack.ts'
import { chainHash, type PackFile } from './load-pack-chain.ts'
import type { LoadedPack } from './pack.ts'

const NATION = `
id: nation
version: 1
title: 示例国家办法
docNo: 示例国〔2025〕1号
issuer: [示例总局]
areas: [CN]
effectiveFrom: 2025-01-01
strength: should
facts:
  - { key: honest, label: 无失信记录, type: boolean }
qualification:
  - id: level-or-years
    title: 学历年限或职称
    clause: 第五条
    any:
      - { id: title-level, title: 中级职称, fact: titleLevel, atLeast: intermediate }
      - id: education-and-years
        title: 本科和5年
        all:
          - { id: education, title: 本科, fact: education, atLeast: bachelor }
          - { id: years, title: 5年, fact: qualityYears, atLeast: 5 }
  - { id: honest-record, title: 无失信记录, clause: 第六条, fact: honest, isTrue: true }
relaxations:
  - { id: smaller, title: 中小微, clause: 第七条, when: { fact: enterpriseSize, in: [small, micro] }, conditions: [{ id: education }], provided: [years] }
exclusions:
  title: 不得担任
  clause: 第八条
  items:
    - { id: crime, text: 受过刑事处罚 }
    - { id: leak, text: 泄密, clause: 第八条（二） }
flow:
  order: appoint-first
  clause: 第九条
  levels: [county, city]
  fileTo: county
  confirmation: [in-app]
  deadlines:
    registration: { amount: 20, unit: workday, clause: 第十条 }
    acceptance: { amount: 5, unit: workday, clause: 第十条 }
powers:
  - { id: veto, title: 一票否决, veto: true, clause: 第十一条 }
  - { id: funds, title: 经费, clause: 第十二条 }
training: { clause: 第十三条, initialHours: 20, ceHoursPerYear: 8 }
`

const CITY = `
id: city
version: 1
title: 示例市细则
docNo: 示例市〔2026〕2号
issuer: [示例市局]
areas: ["9901"]
effectiveFrom: 2026-01-01
parent: nation
strength: must
qualification:
  - { id: years, title: 3年, clause: 三（一）, fact: qualityYears, atLeast: 3 }
  - { id: honest-record, remove: true }
  - { id: adult, title: 65岁以下, clause: 三（二）, fact: age, atMost: 65 }
exclusions:
  items:
    - { id: leak, remove: true }
    - { id: blacklist, text: 列入严重违法失信名单, clause: 四 }
flow:
  order: train-first
  deadlines:
    registration: { amount: 10, unit: workday, clause: 五 }
powers:
  - { id: funds, remove: true }
  - { id: people, title: 人事建议权, clause: 六 }
training: null
`

const COUNTY = `
id: county
version: 1
title: 示例县通知
docNo: 示例县〔2026〕3号
issuer: [示例县局]
areas: ["990101"]
effectiveFrom: 2026-03-01
parent: city
flow:
  deadlines:
    acceptance: { amount: 2, unit: workday, clause: 一 }
`

function read(text: string, ...known: PackFile[]) {
  const reading = readPack(text, known)
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading
}

const nation = read(NATION)
const city = read(CITY, nation.file)
const county = read(COUNTY, city.file, nation.file)

describe('nation < city < county', () => {
  test('what the lower pack does not write it inherits; what it writes stands', () => {
    const { pack } = county
    expect([pack.id, pack.docNo, pack.areas, pack.flow.order]).toEqual([
      'county',
      '示例县〔2026〕3号',
      ['990101'],
      'train-first',
    ])
    expect(pack.qualification.map((condition) => condition.id)).toEqual(['level-or-years', 'adult'])
    expect(pack.qualification[0]?.any?.[1]?.all?.[1]).toMatchObject({ id: 'years', atLeast: 3 })
    expect(pack.flow.deadlines.registration).toMatchObject({ amount: 10, docNo: '示例市〔2026〕2号' })
    expect(pack.flow.deadlines.acceptance).toMatchObject({
      amount: 2,
      docNo: '示例县〔2026〕3号',
      clause: '一',
    })
    expect(pack.flow.levels).toEqual(['county', 'city'])
    expect(pack.powers.map((power) => power.id)).toEqual(['veto', 'people'])
    expect(pack.exclusions?.items.map((item) => item.id)).toEqual(['crime', 'blacklist'])
    expect(pack.training).toBeNull()
  })

  test('every item keeps the 文号 and 条款 of the pack that says it', () => {
    const { pack } = county
    expect(pack.powers.map(({ docNo, clause }) => [docNo, clause])).toEqual([
      ['示例国〔2025〕1号', '第十一条'],
      ['示例市〔2026〕2号', '六'],
    ])
    const items = pack.exclusions?.items.map(({ docNo, clause }) => [docNo, clause])
    expect(items).toEqual([
      ['示例国〔2025〕1号', '第八条'],
      ['示例市〔2026〕2号', '四'],
    ])
    const facts: QualificationFacts = {
      titleLevel: 'none',
      education: { level: 'bachelor', completed: true },
      qualityYears: 3,
      age: 66,
    }
    const { tree } = evaluate(county, { ...facts, declarations: { noExclusions: true } }, '2026-06-01')
    const lines = (nodes: typeof tree): string[] =>
      nodes.flatMap((node) => [
        `${node.id} ${node.docNo} ${node.clause} ${node.strength}`,
        ...lines(node.children),
      ])
    expect(lines(tree)).toEqual([
      'level-or-years 示例国〔2025〕1号 第五条 should',
      'title-level 示例国〔2025〕1号 第五条 should',
      'education-and-years 示例国〔2025〕1号 第五条 should',
      'education 示例国〔2025〕1号 第五条 should',
      'years 示例市〔2026〕2号 三（一） should',
      'adult 示例市〔2026〕2号 三（二） must',
      'exclusions 示例市〔2026〕2号 null must',
      'crime 示例国〔2025〕1号 第八条 must',
      'blacklist 示例市〔2026〕2号 四 must',
    ])
  })

  test('the relaxation of the nation bears on what the city put in its place', () => {
    const small: QualificationFacts = {
      titleLevel: 'none',
      education: { level: 'associate', completed: true },
      qualityYears: 3,
      age: 40,
      enterprise: { size: 'small' },
    }
    expect(evaluate(county, small, '2026-06-01').relaxations.map((each) => each.id)).toEqual(['smaller'])
    expect(evaluate(nation, { ...small, extensions: { honest: true } }, '2026-06-01').outcome).toBe('fail')
  })

  test('the layers and the hash speak for the whole chain', () => {
    expect(county.layers.map((layer) => layer.id)).toEqual(['nation', 'city', 'county'])
    const other = read(NATION.replace('20, unit: workday', '21, unit: workday'))
    const cityOnOther = read(CITY, other.file)
    const countyOnOther = read(COUNTY, cityOnOther.file, other.file)
    expect(countyOnOther.file.contentHash).toBe(county.file.contentHash)
    expect(countyOnOther.hash).not.toBe(county.hash)
    expect(nation.hash).toBe(nation.file.contentHash)
    expect(chainHash([nation.file, city.file])).toBe(city.hash)
  })
})

describe('parents that cannot be', () => {
  const problems = (text: string, ...known: PackFile[]) => {
    const reading = readPack(text, known)
    return reading.ok ? [] : reading.problems
  }

  test.each([
    ['a parent that is not there', CITY, [], 'parent', /找不到上级规则包“nation” 先装载上级规则包/],
    [
      'a draft',
      CITY,
      [read(NATION.replace('strength', 'draft: true\nstrength')).file],
      'parent',
      /草案.*定稿/,
    ],
    [
      'one that is not yet in force',
      CITY.replace('2026-01-01', '2024-12-31'),
      [nation.file],
      'parent',
      /还没有生效.*2025-01-01/,
    ],
    [
      'a circle',
      CITY,
      [{ ...nation.file, header: { ...nation.file.header, parent: 'city' } }],
      'parent',
      /绕成了圈：city → nation → city/,
    ],
    [
      'a removal of what is not there',
      CITY.replace('id: leak, remove', 'id: leaks, remove'),
      [nation.file],
      'exclusions.items[0]',
      /没有“leaks”，无从删去/,
    ],
    [
      'a removal that says more',
      CITY.replace('id: funds, remove: true', 'id: funds, title: 经费, veto: true, remove: true'),
      [nation.file],
      'powers[0].remove',
      /不认识“remove”/,
    ],
    [
      'a removal that leaves a relaxation without its condition',
      CITY.replace('- { id: honest-record, remove: true }', '- { id: education, remove: true }'),
      [nation.file],
      'parent',
      /上级规则包“nation”的 relaxations\[0\].conditions\[0\].id：任职条件里没有“education”/,
    ],
    [
      'a wrong value of its own',
      CITY.replace('atMost: 65', 'atMost: 六十五'),
      [nation.file],
      'qualification[2].atMost',
      /要和数比较/,
    ],
    [
      'a wrong key of its own',
      CITY.replace('atMost: 65', 'atMost: 65, until: 70'),
      [nation.file],
      'qualification[2].until',
      /不认识/,
    ],
    [
      'a wrong key in a section',
      CITY.replace('  order: train-first', '  order: train-first\n  orders: x'),
      [nation.file],
      'flow.orders',
      /不认识/,
    ],
    [
      'a wrong period',
      CITY.replace('amount: 10', 'amount: 0'),
      [nation.file],
      'flow.deadlines.registration.amount',
      /太小/,
    ],
    [
      'an id used by the nation',
      CITY.replace('id: adult', 'id: crime'),
      [nation.file],
      'parent',
      /exclusions.items\[0\].id.*不止一次/,
    ],
    ['a wrong header', CITY.replace('version: 1', 'version: 一'), [], 'version', /应为数/],
    [
      'no qualification left',
      CITY.replace(/qualification:[\s\S]*?exclusions:/, 'qualification: null\nexclusions:'),
      [nation.file],
      'qualification',
      /没有写这个键/,
    ],
  ])('%s', (_, text, known, key, words) => {
    const [problem, ...others] = problems(text, ...known)
    expect(`${problem?.reason} ${problem?.remedy}`).toMatch(words)
    expect(problem?.key).toBe(key)
    const written = text.split('\n')[(problem?.line ?? 0) - 1] ?? ''
    expect(written).toContain(
      key
        .split(/[.[]/)
        .at(-1)
        ?.replace(/^\d+\]$/, '') ?? '',
    )
    expect(others).toEqual([])
  })

  test('a draft may rest on a draft', () => {
    const draft = read(NATION.replace('strength', 'draft: true\nstrength')).file
    expect(problems(CITY.replace('strength', 'draft: true\nstrength'), draft)).toEqual([])
  })
})

describe('the version of the parent is that of the day', () => {
  const second = read(
    NATION.replace('version: 1', 'version: 2')
      .replace('effectiveFrom: 2025-01-01', 'effectiveFrom: 2026-07-01')
      .replace('20, unit: workday', '30, unit: workday'),
  )

  test('before and after the new version; an expired parent still speaks', () => {
    expect(read(CITY, nation.file, second.file).layers[0]?.version).toBe(1)
    expect(read(CITY.replace('2026-01-01', '2026-07-01'), nation.file, second.file).layers[0]?.version).toBe(
      2,
    )
    const expired = read(
      NATION.replace('effectiveFrom: 2025-01-01', 'effectiveFrom: 2025-01-01\neffectiveTo: 2025-12-31'),
    )
    expect(read(CITY, expired.file).layers[0]?.version).toBe(1)
  })
})

describe('laws of merging', () => {
  const item = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), title: fc.string() })
  const list = fc.uniqueArray(item, { selector: (each) => each.id, maxLength: 4 })
  const content = fc.record(
    { powers: list, training: fc.option(fc.record({ initialHours: fc.nat() })), note: fc.string() },
    { requiredKeys: [] },
  )
  const layer = content.map((source) => ({ id: 'x', docNo: 'x', source: source as Record<string, unknown> }))
  const contentOf = (...layers: { id: string; docNo: string; source: Record<string, unknown> }[]) =>
    mergeLayers(layers).value

  test('a pack alone stays as it is; over nothing and under nothing it is the same', () => {
    const empty = { id: 'x', docNo: 'x', source: {} }
    fc.assert(
      fc.property(layer, (one) => {
        expect(contentOf(one)).toBe(one.source)
        const { note: _, ...inherited } = contentOf(one, empty)
        const { note: __, ...written } = contentOf(empty, one)
        const powers = one.source.powers
        for (const merged of [inherited, written]) {
          expect(merged.powers ?? []).toHaveLength(Array.isArray(powers) ? powers.length : 0)
        }
        expect(Object.keys(inherited).sort()).toEqual(Object.keys(written).sort())
      }),
    )
  })

  test('laying a pack over itself changes nothing', () => {
    fc.assert(
      fc.property(layer, (one) => {
        expect(contentOf(one, one, one)).toEqual(contentOf(one, one))
      }),
    )
  })

  test('the lower pack wins, item by item, and every place knows its origin', () => {
    fc.assert(
      fc.property(layer, layer, (upper, lower) => {
        const merged = mergeLayers([upper, lower])
        const powers = (merged.value.powers ?? []) as { id: string; title: string }[]
        const [above, below] = [upper, lower].map((each) => (each.source.powers ?? []) as typeof powers)
        expect(new Set(powers.map(({ id }) => id))).toEqual(
          new Set([...(above ?? []), ...(below ?? [])].map(({ id }) => id)),
        )
        powers.forEach((power, index) => {
          const own = below?.find(({ id }) => id === power.id)
          expect(power.title).toBe((own ?? above?.find(({ id }) => id === power.id))?.title)
          expect(merged.originOf(['powers', index, 'title']).layer).toBe(own ? 1 : 0)
        })
      }),
    )
  })
})

test('a chain can be put together again from its files', () => {
  const again: LoadedPack = composePack([nation.file, city.file, county.file])
  expect(again.pack).toEqual(county.pack)
  expect(again.hash).toBe(county.hash)
})
