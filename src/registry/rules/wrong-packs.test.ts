import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PACK_SIZE_LIMIT, readPack } from './load-pack.ts'

const recipe = readFileSync(new URL('../../../docs/recipes/add-a-rule-pack.md', import.meta.url), 'utf8')

/** The worked example of the recipe: every section of a pack, right as it stands. */
const RIGHT = /```yaml\n(# 文件：shili-city-2026\.yaml\n[\s\S]*?)```/.exec(recipe)?.[1] ?? ''

/** The example with one place changed, and the line of that change. */
function wrong(from: string, to: string): { text: string; line: number } {
  const at = RIGHT.indexOf(from)
  if (at < 0) throw new Error(`not in the example: ${from}`)
  const same = [...from].findIndex((character, index) => character !== to[index])
  const start = at + (same < 0 ? from.length : same)
  return {
    text: RIGHT.slice(0, at) + to + RIGHT.slice(at + from.length),
    line: RIGHT.slice(0, start).split('\n').length,
  }
}

test('the example is right', () => {
  expect(readPack(RIGHT).ok).toBe(true)
})

/** name, what stands in the example, what is written instead, key, words; the line is that of the change unless told. */
const MISTAKES: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['an area as a number', 'areas: ["9901"]', 'areas: [9901]', 'areas[0]', /应为文字，写的是 9901.*引号/],
  ['an area of five digits', '["9901"]', '["99011"]', 'areas[0]', /不是行政区划代码/],
  ['an area in words', '["9901"]', '[示例市]', 'areas[0]', /不是行政区划代码/],
  ['an id with capitals', 'id: shili-city-2026 ', 'id: Shili_City ', 'id', /小写字母/],
  ['a version that is not whole', 'version: 1', 'version: 1.5', 'version', /整数/],
  [
    'an effective date in Chinese',
    'effectiveFrom: 2026-03-01',
    'effectiveFrom: 2026年3月1日',
    'effectiveFrom',
    /YYYY-MM-DD/,
  ],
  [
    'an end before the start',
    'effectiveTo: null  ',
    'effectiveTo: 2026-02-28  ',
    'effectiveTo',
    /早于生效日/,
  ],
  ['a strength in Chinese', 'strength: must  ', 'strength: 应当  ', 'strength', /must、should/],
  [
    'an issuer that is no list',
    'issuer: [示例市市场监督管理局, 示例市工业和信息化局]',
    'issuer: 示例市市场监督管理局',
    'issuer',
    /应为列表.*“- ”/,
  ],
  [
    'itself as what it replaces',
    'strength: must  ',
    'supersedes: shili-city-2026\nstrength: must  ',
    'supersedes',
    /自己/,
  ],
  ['a fact key with a hyphen', 'key: awardedOn', 'key: awarded-on', 'facts[1].key', /小写字母开头/],
  ['a fact that the system has', 'key: awardedOn', 'key: education', 'facts[1].key', /系统已有/],
  ['a fact twice', 'key: awardedOn', 'key: projects', 'facts[1].key', /不止一次/],
  [
    'a type that does not exist',
    'type: date, evidence: 奖励证书',
    'type: day, evidence: 奖励证书',
    'facts[1].type',
    /level、choice/,
  ],
  [
    'options for a date',
    'type: date, evidence',
    'type: date, options: [{ code: a, label: 甲 }], evidence',
    'facts[1].options',
    /不能有 options/,
  ],
  [
    'an option twice',
    '{ code: technician, label',
    '{ code: none, label',
    'facts[2].options[1].code',
    /不止一次/,
  ],
  [
    'an option without label',
    '{ code: technician, label: 技师 }',
    '{ code: technician }',
    'facts[2].options[1].label',
    /没有写这个键/,
  ],
  ['a lower bound that is a word', 'min: 0', 'min: 零', 'facts[0].min', /类型不对|不是有效/],
  ['required in Chinese', 'required: true', 'required: 是', 'facts[0].required', /应为是或否.*true 或 false/],
  [
    'filings that do not exist',
    'required: true',
    'required: true\n    filings: [first]',
    'facts[0].filings[0]',
    /new、change/,
  ],
  [
    '视同 of a fact that does not exist',
    'from: { fact: skillGrade',
    'from: { fact: skill',
    'correspondences[0].from.fact',
    /没有“skill”/,
  ],
  [
    '视同 as a level that does not exist',
    'value: intermediate }\n    clause',
    'value: middle }\n    clause',
    'correspondences[0].to.value',
    /没有“middle”.*intermediate/,
  ],
  [
    '视同 as a number',
    'to: { fact: titleLevel, value: intermediate }\n    clause',
    'to: { fact: qualityYears, value: "5" }\n    clause',
    'correspondences[0].to.fact',
    /不是分等级/,
  ],
  [
    '视同 without a name',
    '  - id: technician-as-title\n    from',
    '  - from',
    'correspondences[0].id',
    /没有写这个键/,
  ],
  [
    'a certificate valid for no month',
    'validMonths: 36',
    'validMonths: 0',
    'certificates[0].validMonths',
    /太小/,
  ],
  [
    'a certificate issued by nobody',
    'issuerLevel: city',
    'issuerLevel: 市',
    'certificates[0].issuerLevel',
    /nation、province/,
  ],
  ['more than there are', 'need: 2', 'need: 4', 'qualification[0].need', /只有 3 项/],
  ['need none', 'need: 2', 'need: 0', 'qualification[0].need', /太小/],
  ['of without need', '    need: 2\n', '', 'qualification[0].of', /没有写至少满足几项/],
  [
    'need without of',
    '    any:                           #',
    '    need: 1\n    any:                           #',
    'qualification[1].need',
    /没有和 of 一起写/,
  ],
  [
    'two groups in one condition',
    '    need: 2\n',
    '    need: 2\n    any: [{ id: x, title: 甲, fact: age, atMost: 60 }]\n',
    'qualification[0].of',
    /只能有一种判断/,
  ],
  [
    'a condition without title',
    '{ id: projects, title: 主持3项以上质量改进项目, ',
    '{ id: projects, ',
    'qualification[0].of[1].title',
    /没有写这个键/,
  ],
  [
    'a condition with an empty title',
    'title: 主持3项以上质量改进项目',
    'title: ""',
    'qualification[0].of[1].title',
    /不能为空/,
  ],
  [
    'an id twice',
    '{ id: bachelor, title',
    '{ id: title, title',
    'qualification[1].any[0].all[0].id',
    /不止一次/,
  ],
  [
    'a reserved id',
    '{ id: bachelor, title',
    '{ id: exclusions, title',
    'qualification[1].any[0].all[0].id',
    /保留/,
  ],
  [
    'an unknown fact',
    'fact: projects, atLeast: 3',
    'fact: project, atLeast: 3',
    'qualification[0].of[1].fact',
    /没有“project”.*先在 facts/,
  ],
  [
    'an operator that does not exist',
    'fact: projects, atLeast: 3',
    'fact: projects, moreThan: 3',
    'qualification[0].of[1].moreThan',
    /不认识“moreThan”/,
  ],
  [
    'a level in Chinese',
    'fact: titleLevel, atLeast: intermediate',
    'fact: titleLevel, atLeast: 中级',
    'qualification[0].of[0].all[0].atLeast',
    /没有代码 "中级".*intermediate/,
  ],
  [
    'a choice compared as a level',
    'fact: titleField, in: [quality,',
    'fact: titleField, atLeast: quality, in: [metrology,',
    'qualification[0].of[0].all[1].in',
    /只能有一种判断/,
  ],
  [
    'a kind that does not exist',
    'in: [quality, standardization',
    'in: [quality, 标准化',
    'qualification[0].of[0].all[1].in[1]',
    /没有代码 "标准化"/,
  ],
  [
    'one word where a list belongs',
    'in: [quality, standardization, metrology, inspection, own-trade]',
    'in: quality',
    'qualification[0].of[0].all[1].in',
    /应为列表/,
  ],
  [
    'a number in quotes',
    'fact: qualityYears, atLeast: 8',
    'fact: qualityYears, atLeast: "8"',
    'qualification[1].any[1].all[1].atLeast',
    /要和数比较/,
  ],
  [
    'a yes in quotes',
    'isTrue: true }        #',
    'isTrue: "true" }      #',
    'qualification[2].when.isTrue',
    /应为是或否/,
  ],
  [
    'yes or no asked with a number',
    'fact: inTopManagement\n    isTrue: true',
    'fact: inTopManagement\n    atLeast: 1',
    'qualification[2].atLeast',
    /不能用 atLeast.*isTrue/,
  ],
  [
    'a span without unit',
    'withinLast: { amount: 5, unit: year }',
    'withinLast: { amount: 5 }',
    'qualification[0].of[2].withinLast.unit',
    /没有写/,
  ],
  [
    'a span in working days',
    'withinLast: { amount: 5, unit: year }',
    'withinLast: { amount: 5, unit: workday }',
    'qualification[0].of[2].withinLast.unit',
    /day、month、year/,
  ],
  [
    'a span for a number',
    'fact: projects, atLeast: 3',
    'fact: projects, forAtLeast: { amount: 1, unit: year }',
    'qualification[0].of[1].forAtLeast',
    /不能用 forAtLeast/,
  ],
  [
    'a fact beside a certificate',
    '    holdsCertificate: {',
    '    fact: trainedBefore\n    holdsCertificate: {',
    'qualification[3].fact',
    /不需要 fact/,
  ],
  [
    'a certificate that is not declared',
    'holdsCertificate: { type: city-training }',
    'holdsCertificate: { type: training }',
    'qualification[3].holdsCertificate.type',
    /没有“training”这种证书.*cqo-training/,
  ],
  [
    'a grade of an ungraded certificate',
    '{ type: city-training }',
    '{ type: city-training, atLeast: second }',
    'qualification[3].holdsCertificate.atLeast',
    /没有等级“second”.*levels/,
  ],
  [
    'hours of the year after next',
    'ceHours: { atLeast: 20 }',
    'ceHours: { atLeast: 20, year: 2027 }',
    'qualification[4].ceHours.year',
    /current、previous/,
  ],
  [
    'negative hours',
    'ceHours: { atLeast: 20 }',
    'ceHours: { atLeast: -1 }',
    'qualification[4].ceHours.atLeast',
    /太小/,
  ],
  [
    'time left inside alternatives',
    '{ id: projects, title',
    '{ id: projects, within: { amount: 1, unit: year }, title',
    'qualification[0].of[1].within',
    /移到外层/,
  ],
  [
    'a relaxation of what does not exist',
    '{ id: associate, to:',
    '{ id: degree, to:',
    'relaxations[0].conditions[0].id',
    /没有“degree”/,
  ],
  [
    'a relaxation of an exclusion',
    '{ id: associate, to:',
    '{ id: penalty, to:',
    'relaxations[0].conditions[0].id',
    /禁任情形，不能放宽/,
  ],
  [
    'a relaxation of what it keeps',
    'provided: [eight-years]',
    'provided: [associate]',
    'relaxations[0].provided[0]',
    /既列为可放宽又列为不得放宽/,
  ],
  [
    'a relaxation by the enterprise',
    'by: [county]',
    'by: [enterprise]',
    'relaxations[0].by[0]',
    /nation、province/,
  ],
  [
    'a relaxation of nothing',
    '    conditions:\n      - { id: associate, to: { fact: education, atLeast: senior-secondary } }\n',
    '    conditions: []\n',
    'relaxations[0].conditions',
    /不能为空/,
  ],
  [
    'a relaxation to a level that does not exist',
    'atLeast: senior-secondary',
    'atLeast: high-school',
    'relaxations[0].conditions[0].to.atLeast',
    /没有代码 "high-school"/,
  ],
  [
    'an exclusion without text',
    '{ id: penalty, text: 因产品质量违法受过刑事处罚 }',
    '{ id: penalty }',
    'exclusions.items[0].text',
    /没有写这个键/,
  ],
  [
    'an exclusion named as a condition',
    '{ id: penalty,',
    '{ id: title-level,',
    'exclusions.items[0].id',
    /不止一次/,
  ],
  [
    'a deadline without unit',
    '{ amount: 30, unit: day, clause',
    '{ amount: 30, clause',
    'flow.deadlines.filingAfterAppointment.unit',
    /没有写/,
  ],
  [
    'a deadline that does not exist',
    'filingAfterAppointment:',
    'filing:',
    'flow.deadlines.filing',
    /不认识“filing”/,
  ],
  ['an order in Chinese', 'order: train-first', 'order: 先培训后聘任', 'flow.order', /train-first/],
  ['a level twice', 'levels: [county, city]', 'levels: [county, county, city]', 'flow.levels[1]', /不止一次/],
  [
    'filing to a level that is skipped',
    'fileTo: county',
    'fileTo: province',
    'flow.fileTo',
    /不在 levels 里/,
  ],
  [
    'a step of a level that is skipped',
    'title: 公示, level: city',
    'title: 公示, level: province',
    'flow.steps[5].level',
    /不在 levels 里/,
  ],
  ['a step twice', '{ id: publicize,', '{ id: accept,', 'flow.steps[5].id', /不止一次/],
  [
    'an action that does not exist',
    'action: publicize',
    'action: announce',
    'flow.steps[5].action',
    /publicize/,
  ],
  [
    'a step for an unknown kind',
    'level: county, action: other, when: { fact: aboveScale',
    'level: county, action: other, when: { fact: above',
    'flow.steps[4].when.fact',
    /没有“above”/,
  ],
  ['a veto in words', 'veto: true', 'veto: 有', 'powers[0].veto', /应为是或否/],
  ['a power twice', '{ id: funds, title', '{ id: veto, title', 'powers[1].id', /不止一次/],
  ['hours in words', 'initialHours: 24', 'initialHours: 24学时', 'training.initialHours', /应为数/],
  ['a pass score above 100', 'passScore: 60', 'passScore: 160', 'training.exam.passScore', /太大/],
  ['a ratio as a percentage', 'value: 0.8', 'value: 80', 'targets[0].value', /大于 1.*小数/],
  [
    'a due date that does not exist',
    'dueDate: 2027-12-31',
    'dueDate: 2027-13-31',
    'targets[0].dueDate',
    /不是有效的日期/,
  ],
  ['a number without sequence', '{seq:4}', '', 'numbering.pattern', /没有 \{seq\}/],
  ['a placeholder that does not exist', '{year}', '{年}', 'numbering.pattern', /\{年\} 不认识/],
  [
    'a clause that looks like a number',
    'clause: 第四条',
    'clause: 4.1',
    'qualification[2].clause',
    /应为文字，写的是 4.1.*引号/,
  ],
  [
    'too many years of hours',
    'ceHours: { atLeast: 20 }',
    'ceHours: { atLeast: 20, years: 30 }',
    'qualification[4].ceHours.years',
    /太大/,
  ],
  ['a section that does not exist', 'numbering:', 'number:', 'number', /不认识“number”/],
]

describe('each mistake is refused with its line, its key, the reason and the remedy', () => {
  test.each(MISTAKES)('%s', (_, from, to, key, words) => {
    const { text, line } = wrong(from, to)
    const reading = readPack(text)
    const problems = reading.ok ? [] : reading.problems
    const [problem] = problems.filter((each) => each.key === key)
    expect(problem, JSON.stringify(problems)).toBeDefined()
    expect(`${problem?.reason}。${problem?.remedy}`).toMatch(words)
    expect(problem?.remedy).toMatch(/。$/)
    expect(
      Math.abs((problem?.line ?? 0) - line),
      `line ${problem?.line} for a change in ${line}`,
    ).toBeLessThanOrEqual(2)
    expect(problems.length).toBeLessThanOrEqual(5)
  })

  test('they are many, and each another one', () => {
    expect(MISTAKES.length).toBeGreaterThan(70)
    expect(new Set(MISTAKES.map(([, from, to]) => `${from}→${to}`)).size).toBe(MISTAKES.length)
  })
})

describe('a file that cannot be read as a pack is refused as a whole or in its line', () => {
  const deep = `qualification:\n${Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- id: a${depth}\n${'  '.repeat(depth)}  title: 甲\n${'  '.repeat(depth)}  all:`).join('\n')}\n`
  test.each([
    ['nothing', '', /空/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff), /UTF-8/],
    ['GB18030', Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xca, 0xbe, 0xc0, 0xfd), /UTF-8/],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x69, 0x00, 0x64, 0x00), /UTF-8/],
    ['a huge file', `${RIGHT}#${'长'.repeat(PACK_SIZE_LIMIT / 2)}`, /256 KB/],
    ['nesting without end', deep, /嵌套/],
    ['an alias bomb', `a: &a [1]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n${RIGHT}`, /锚点|引用/],
    ['a merge key', RIGHT.replace('title: 示例市企业', '<<: { a: 1 }\ntitle: 示例市企业'), /不认识“<<”/],
    ['tabs', RIGHT.replace('  - key: projects', '\t- key: projects'), /制表符|缩进|不应出现/],
    ['a key twice', RIGHT.replace('version: 1', 'version: 1\nversion: 1'), /两次相同的键/],
    ['an open bracket', RIGHT.replace('areas: ["9901"]', 'areas: ["9901"'), /括号|标点|缩进|不应/],
    ['two documents', `${RIGHT}\n---\n${RIGHT}`, /不止一份文档/],
    ['an anchor on a section', RIGHT.replace('flow:  ', 'flow: &f  '), /锚点/],
    ['keys without end', Array.from({ length: 20_000 }, (_, at) => `k${at}: 1\n`).join(''), /不认识|没有写/],
    ['the same key without end', 'a: 1\n'.repeat(40_000), /两次相同的键/],
    ['a tag', RIGHT.replace('version: 1', 'version: !!int "1"'), /标签/],
    ['JSON of something else', '{"a": 1}', /不认识“a”|没有写这个键/],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0xd5), /UTF-8/],
  ])('%s', (_, file, words) => {
    const reading = readPack(file)
    expect(reading.ok).toBe(false)
    if (reading.ok) return
    expect(reading.problems.map(({ reason }) => reason).join('\n')).toMatch(words)
    expect(reading.problems.length).toBeLessThanOrEqual(100)
    for (const problem of reading.problems) {
      expect(problem.line).toBeGreaterThan(0)
      expect(problem.remedy).toMatch(/。$/)
    }
  })
})
