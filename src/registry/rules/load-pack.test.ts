import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HUBEI, MINIMAL, TANGSHAN } from './language.fixture.ts'
import { PACK_SIZE_LIMIT, readPack, shippedPacks } from './load-pack.ts'
import { RulePack } from './pack.ts'
import type { PackProblem } from './pack-problems.ts'

const YICHUN = shippedPacks().find(({ pack }) => pack.id === 'yichun-2024')?.text ?? ''

function problemsOf(text: string | Uint8Array): readonly PackProblem[] {
  const reading = readPack(text)
  return reading.ok ? [] : reading.problems
}

/** Yichun's pack with one place changed; the place must be there. */
function broken(from: string, to: string): string {
  if (!YICHUN.includes(from)) throw new Error(`not in the pack: ${from}`)
  return YICHUN.replace(from, to)
}

/** The line on which a text stands. */
function lineOf(text: string, part: string): number {
  const before = text.indexOf(part)
  if (before < 0) throw new Error(`not in the pack: ${part}`)
  return text.slice(0, before).split('\n').length
}

describe('a broken pack is refused with line, key, reason and remedy', () => {
  test.each([
    ['a misspelt key', 'supersedes:', 'superseds:', 'superseds:', 'superseds', /不认识“superseds”/],
    [
      'a key that must be there',
      'docNo: 宜市市监联发〔2024〕9号\n',
      '',
      'id: yichun',
      'docNo',
      /没有写这个键/,
    ],
    ['a key of another kind', 'version: 1\n', 'version: 一\n', 'version:', 'version', /应为数/],
    ['a version of 0', 'version: 1\n', 'version: 0\n', 'version:', 'version', /太小/],
    [
      'a day that does not exist',
      '2024-05-06\neffectiveTo',
      '2024-02-30\neffectiveTo',
      'effectiveFrom',
      'effectiveFrom',
      /不是有效的日期/,
    ],
    [
      'an end before the start',
      'effectiveTo: null',
      'effectiveTo: 2024-05-05',
      'effectiveTo',
      'effectiveTo',
      /早于生效日/,
    ],
    ['an area without quotes', '"3609"', '3609', 'areas', 'areas[0]', /应为文字/],
    ['an area that is no code', '"3609"', '"36093"', 'areas', 'areas[0]', /不是行政区划代码/],
    ['an area twice', '["3609"]', '["3609", "3609"]', 'areas', 'areas[1]', /不止一次/],
    ['its own parent', 'parent: null', 'parent: yichun-2024', 'parent', 'parent', /自己/],
    [
      'a strength that does not exist',
      'strength: must\nnote',
      'strength: maybe\nnote',
      'strength: maybe',
      'strength',
      /不能写 "maybe"/,
    ],
    [
      'no issuer',
      'issuer: [宜春市市场监督管理局, 宜春市工业和信息化局]',
      'issuer: []',
      'issuer',
      'issuer',
      /不能为空/,
    ],
    [
      'an unknown fact',
      'fact: qualityYears',
      'fact: years',
      'fact: years',
      'qualification[0].any[1].all[1].fact',
      /没有“years”这个事项/,
    ],
    [
      'an unknown level',
      'atLeast: bachelor',
      'atLeast: 本科',
      'atLeast: 本科',
      'qualification[0].any[1].all[0].atLeast',
      /没有代码/,
    ],
    [
      'a word for a number',
      'atLeast: 5',
      'atLeast: "5"',
      'atLeast: "5"',
      'qualification[0].any[1].all[1].atLeast',
      /要和数比较/,
    ],
    [
      'an operator that does not fit',
      'atLeast: 5',
      'isTrue: true',
      'isTrue: true',
      'qualification[0].any[1].all[1].isTrue',
      /不能用 isTrue/,
    ],
    [
      'two operators',
      'atLeast: 5',
      'atLeast: 5\n            atMost: 50',
      'atMost: 50',
      'qualification[0].any[1].all[1].atMost',
      /只能有一种判断/,
    ],
    [
      'no operator',
      '            atLeast: 5\n',
      '',
      'id: quality-years',
      'qualification[0].any[1].all[1]',
      /没有写怎样判断/,
    ],
    [
      'an operator without fact',
      '            fact: qualityYears\n',
      '',
      'atLeast: 5',
      'qualification[0].any[1].all[1].atLeast',
      /没有写对哪个事项/,
    ],
    [
      'an id twice',
      'id: education-and-years',
      'id: quality-qualification',
      'id: quality-qualification\n        title: 大学',
      'qualification[0].any[1].id',
      /不止一次/,
    ],
    [
      'an id with capitals',
      'id: education-and-years',
      'id: EducationAndYears',
      'id: EducationAndYears',
      'qualification[0].any[1].id',
      /小写字母/,
    ],
    [
      'a power twice',
      'id: quality-funds',
      'id: proposing-measures',
      'id: proposing-measures, title: 质量工作经费',
      'powers[5].id',
      /不止一次/,
    ],
    [
      'a relaxation of what is not there',
      'id: education\n        to',
      'id: degree\n        to',
      'id: degree',
      'relaxations[0].conditions[1].id',
      /没有“degree”/,
    ],
    [
      'a relaxation of an exclusion',
      'id: education\n        to',
      'id: improper-gain\n        to',
      'id: improper-gain',
      'relaxations[0].conditions[1].id',
      /禁任情形，不能放宽/,
    ],
    [
      'a relaxation that keeps what it relaxes',
      '[quality-years]',
      '[education]',
      'provided',
      'relaxations[0].provided[0]',
      /既列为可放宽又列为不得放宽/,
    ],
    [
      'a size that does not exist',
      '[medium, small, micro]',
      '[medium, tiny]',
      'when:',
      'relaxations[0].when.in[1]',
      /没有代码 "tiny"/,
    ],
    [
      'exclusions without items',
      /exclusions:\n {2}title: 四种不得担任的情形\n[\s\S]*?\n\n/,
      'exclusions: { title: 情形, items: [] }\n\n',
      'exclusions',
      'exclusions.items',
      /不能为空/,
    ],
    [
      'an order that does not exist',
      'order: appoint-first',
      'order: 先聘后训',
      'order:',
      'flow.order',
      /appoint-first/,
    ],
    [
      'no way of confirming',
      '[in-app, stamped-scan]',
      '[]',
      'confirmation:',
      'flow.confirmation',
      /不能为空/,
    ],
    [
      'a step outside the levels',
      'levels: [county, city, province]',
      'levels: [county, city]',
      'id: acknowledge',
      'flow.steps[5].level',
      /不在 levels 里/,
    ],
    ['a percentage for a ratio', 'value: 1\n', 'value: 100\n', 'value: 100', 'targets[0].value', /大于 1/],
    [
      'an indicator that does not exist',
      'indicator: filed-coverage',
      'indicator: 覆盖率',
      'indicator: 覆盖率',
      'targets[0].indicator',
      /filed-coverage/,
    ],
    [
      'a form that is not declared',
      'form: annex3',
      'form: annex9',
      'form: annex9',
      'milestones[0].form',
      /forms 里没有/,
    ],
    [
      'a number that would repeat',
      'CQO-{unit}-{year}-{seq:5}',
      'CQO-{unit}-{year}',
      'pattern',
      'numbering.pattern',
      /没有 \{seq\}/,
    ],
    ['an unknown placeholder', '{seq:5}', '{serial}', 'pattern', 'numbering.pattern', /\{serial\} 不认识/],
    [
      'a pass score above 100',
      'passScore: null',
      'passScore: 120',
      'exam:',
      'training.exam.passScore',
      /太大/,
    ],
  ] as const)('%s', (_, from, to, line, key, reason) => {
    const text = typeof from === 'string' ? broken(from, to) : YICHUN.replace(from, to)
    const [problem, ...others] = problemsOf(text)
    expect(problem).toMatchObject({ line: lineOf(text, line), key })
    expect(`${problem?.reason} ${problem?.remedy}`).toMatch(reason)
    expect(problem?.remedy).toMatch(/。$/)
    expect(others).toEqual([])
  })

  test('all problems are listed at once, in the order of the file', () => {
    const text = broken('version: 1\n', 'version: 0\n').replace('order: appoint-first', 'order: x')
    expect(problemsOf(text).map((problem) => problem.key)).toEqual(['version', 'flow.order'])
  })
})

describe('a file that is not such YAML is refused', () => {
  test.each([
    ['a key twice', broken('version: 1\n', 'version: 1\nversion: 2\n'), 5, 'version', /两次相同的键/],
    ['tabs', broken('  title: 四种', '\ttitle: 四种'), undefined, undefined, /制表符|缩进|不应出现/],
    ['an open quote', broken('"3609"', '"3609'), undefined, undefined, /引号|标点/],
    ['two documents', `${MINIMAL}---\n${MINIMAL}`, undefined, undefined, /不止一份文档/],
    ['an anchor', MINIMAL.replace('[county]', '&levels [county]'), undefined, undefined, /锚点/],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 1, undefined, /锚点|引用/],
    ['a tag', MINIMAL.replace('version: 1', 'version: !!js/eval 1'), undefined, undefined, /标签/],
    ['nothing', '', 1, '', /空的/],
    ['only a comment', '# 规则\n', 1, '', /空的/],
    ['a list', '- a\n- b\n', 1, '', /应为一组键/],
    ['a word', 'abc', 1, '', /应为一组键/],
    ['a key of the prototype', `${MINIMAL}__proto__: { polluted: true }\n`, undefined, '__proto__', /不认识/],
  ])('%s', (_, text, line, key, reason) => {
    const [problem] = problemsOf(text)
    if (line !== undefined) expect(problem?.line).toBe(line)
    if (key !== undefined) expect(problem?.key).toBe(key)
    expect(problem?.reason).toMatch(reason)
    expect(problem?.remedy).toMatch(/。$/)
  })

  test('too large, not UTF-8, nested without end', () => {
    expect(problemsOf(`${MINIMAL}# ${'x'.repeat(PACK_SIZE_LIMIT)}`)[0]?.reason).toMatch(/256 KB/)
    expect(problemsOf(Uint8Array.of(0xd2, 0xcb, 0xb4, 0xba))[0]?.reason).toMatch(/UTF-8/)
    expect(problemsOf('['.repeat(200_000))[0]?.reason).toMatch(/嵌套/)
    expect(problemsOf('- '.repeat(100_000))[0]?.reason).toMatch(/嵌套/)
    const stairs = Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    expect(problemsOf(stairs)[0]?.reason).toMatch(/嵌套/)
  })

  test('no text makes the reader throw', () => {
    const mutated = fc.tuple(
      fc.nat(YICHUN.length),
      fc.nat(60),
      fc.string({ maxLength: 20, unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(mutated, ([at, length, put]) => {
        const reading = readPack(YICHUN.slice(0, at) + put + YICHUN.slice(at + length))
        if (reading.ok) return
        expect(reading.problems.length).toBeGreaterThan(0)
        for (const problem of reading.problems) expect(problem.line).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readPack(text).ok).toBe(false)
      }),
    )
  })
})

describe('what is read', () => {
  test('a byte order mark and Windows line ends do not matter', () => {
    const plain = readPack(MINIMAL)
    const windows = readPack(`\uFEFF${MINIMAL.replaceAll('\n', '\r\n')}`)
    if (!plain.ok || !windows.ok) throw new Error('the minimal pack is right')
    expect(windows.hash).toBe(plain.hash)
  })

  test('what a pack does not say is null or empty, never a number', () => {
    const reading = readPack(MINIMAL)
    if (!reading.ok) throw new Error('the minimal pack is right')
    const { pack } = reading
    expect(pack.flow.deadlines.registration).toBeNull()
    expect([pack.exclusions, pack.training, pack.numbering, pack.powers]).toEqual([null, null, null, []])
  })

  test('the content as written can be kept and parsed again to the same pack', () => {
    for (const text of [YICHUN, MINIMAL, TANGSHAN, HUBEI]) {
      const reading = readPack(text)
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
      expect(RulePack.parse(JSON.parse(JSON.stringify(reading.source)))).toEqual(reading.pack)
    }
  })
})

describe('yichun-2024', () => {
  const pack = shippedPacks().find((each) => each.pack.id === 'yichun-2024')?.pack

  test('holds the document: four exclusions, six powers with one veto, targets as they stand', () => {
    expect([pack?.docNo, pack?.effectiveFrom, pack?.effectiveTo]).toEqual([
      '宜市市监联发〔2024〕9号',
      '2024-05-06',
      null,
    ])
    expect(pack?.exclusions?.items).toHaveLength(4)
    expect(pack?.powers).toHaveLength(6)
    expect(pack?.powers.filter((power) => power.veto).map((power) => power.clause)).toEqual(['三（三）1'])
    expect(pack?.flow.order).toBe('appoint-first')
    const targets = pack?.targets.map(({ scope, dueDate, value, clause }) => [scope, dueDate, value, clause])
    expect(targets).toEqual([
      ['government-quality-award', '2024-12-31', 1, '二'],
      ['above-scale', '2025-12-31', 1, '二'],
      ['sme', '2025-12-31', null, '二'],
      ['all', null, 1, '四1'],
      ['above-scale', '2024-12-31', 0.6, '五4'],
    ])
  })

  test('the document sets no deadline; what is only proposed says so', () => {
    expect(new Set(Object.values(pack?.flow.deadlines ?? {}))).toEqual(new Set([null]))
    expect(pack?.numbering?.note).toMatch(/^示例/)
    expect(pack?.flow.officePromise.registration?.note).toMatch(/^示例/)
    expect(
      pack?.forms.filter((form) => !form.official).map((form) => [form.id, form.note?.slice(0, 2)]),
    ).toEqual([['annex2', '示例']])
  })

  test('every power, target, milestone and provision cites its clause', () => {
    const cited = [
      pack?.powers,
      pack?.targets,
      pack?.milestones,
      pack?.provisions,
      pack?.exclusions?.items,
    ].flat()
    for (const item of cited) expect(item?.clause).toMatch(/^[二三四五]/)
  })
})
