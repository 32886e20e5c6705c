import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createToken } from '#foundation/sign-in/contract.ts'
import { makeAccount, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { rulesFromCommandLine } from './cli-rules.ts'
import type { Terminal } from './terminal.ts'

let folder: string
let said: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-rules-'))
  said = []
  return () => rm(folder, { recursive: true, force: true })
})

function terminal(environment: Terminal['environment'] = {}): Terminal {
  const say = (line: string) => void said.push(line)
  const { signal } = new AbortController()
  return { out: say, err: say, password: async () => PASSWORD, signal, environment }
}

const run = (...args: string[]) => rulesFromCommandLine(args, terminal())
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const PACK = `
id: shili-2026
version: 1
title: 示例办法
docNo: 示例〔2026〕1号
issuer: [示例市市场监督管理局]
areas: ["9902"]
effectiveFrom: 2026-01-01
facts:
  - { key: patents, label: 专利数, type: number, min: 0 }
qualification:
  - { id: years, title: 3年以上, clause: 第二条, fact: qualityYears, atLeast: 3 }
  - { id: patent, title: 有专利, clause: 第三条, fact: patents, atLeast: 1 }
flow: { order: any, levels: [county], fileTo: county, confirmation: [in-app] }
`
const CASES = `
pack: shili-2026
onDate: 2026-05-01
cases:
  - { name: 够, facts: { qualityYears: 3, patents: 1 }, expect: { outcome: 符合, strength: must, decidedBy: [years, patent] } }
  - { name: 缺专利数, facts: { qualityYears: 3 }, expect: { outcome: 不能判定, missing: [patents] } }
`

describe('rules check', () => {
  test('says nothing is wrong and what the pack is', async () => {
    expect(await run('check', await file('a.yaml', PACK))).toBe(0)
    expect(said[0]).toMatch(/a\.yaml：没有问题。/)
    expect(said[1]).toContain('shili-2026 第 1 版，《示例办法》示例〔2026〕1号')
    expect(said.at(-1)).toBe('  提示：areas 里的 9902 不在行政区划表里，请核对。')
    said = []
    expect(
      await run('check', await file('b.yaml', PACK.replace('"9902"', '"360902", "3609", "36", CN'))),
    ).toBe(0)
    expect(said.join()).not.toContain('提示')
    expect(await run('check', await file('c.yaml', PACK.replace('clause: 第二条, ', '')))).toBe(0)
    expect(said.at(-1)).toBe('  提示：没有写条款号（clause）的有 years。')
  })

  test('line, column, key, reason and remedy of every problem; ends with 1', async () => {
    const path = await file(
      'a.yaml',
      PACK.replace('version: 1', 'version: 0').replace('fact: qualityYears', 'fact: years'),
    )
    expect(await run('check', path)).toBe(1)
    expect(said).toEqual([
      `${path}:3:1  version  0 太小。写 1 或以上。`,
      expect.stringMatching(
        /a\.yaml:12:\d+ {2}qualification\[0\]\.fact {2}没有“years”这个事项。写其中之一：education、/,
      ),
      `${path}：2 处问题。`,
    ])
  })

  test('a parent is found beside the file, or named', async () => {
    const child = `${PACK.replace('id: shili-2026', 'id: shili-below').replace(/facts:[\s\S]*/, '')}parent: shili-2026\n`
    const below = await file('below.yaml', child)
    expect(await run('check', below)).toBe(1)
    expect(said[0]).toContain('找不到上级规则包“shili-2026”。先装载上级规则包')
    expect(said[1]).toContain('--with')
    await file('above.yaml', PACK)
    expect(await run('check', below)).toBe(0)
    expect(said).toContain('  上级：shili-2026 第 1 版')
    const elsewhere = await mkdtemp(join(tmpdir(), 'opencqo-rules-'))
    await writeFile(join(elsewhere, 'x.yaml'), child)
    expect(await run('check', join(elsewhere, 'x.yaml'), '--with', join(folder, 'above.yaml'))).toBe(0)
    await rm(elsewhere, { recursive: true })
  })

  test('wrong use ends with 2 and says how', async () => {
    expect(await run('check')).toBe(2)
    expect(await run('check', join(folder, 'nothing.yaml'))).toBe(2)
    expect(await run('prove', await file('a.yaml', PACK))).toBe(2)
    expect(await run('check', '--colour')).toBe(2)
    expect(said.join('\n')).toContain('找不到')
    expect(await run('--help')).toBe(0)
  })
})

describe('rules try', () => {
  test('every case that agrees in a line, with what decided', async () => {
    expect(await run('try', await file('a.yaml', PACK), await file('c.yaml', CASES))).toBe(0)
    expect(said).toEqual([
      '相符  够：符合。由“3年以上”、“有专利”决定。',
      '相符  缺专利数：不能判定：缺专利数。“有专利”还不能判定。',
      '共 2 例：2 例相符，0 例不符。',
    ])
  })

  test('a difference is named with the whole explanation, and ends with 1', async () => {
    const path = await file('c.yaml', CASES.replace('outcome: 符合', 'outcome: 不符合'))
    expect(await run('try', await file('a.yaml', PACK), path)).toBe(1)
    expect(said[0]).toBe('不符  够（第 5 行）：应为“不符合”，判断为“符合”')
    expect(said).toContain('        [符合] 3年以上（示例〔2026〕1号 第二条）')
    expect(said.at(-1)).toBe('共 2 例：1 例相符，1 例不符。')
  })

  test('cases as a table', async () => {
    const table =
      'name,onDate,qualityYears,patents,outcome,missing\n够,2026-05-01,3,1,符合,\n缺,2026-05-01,3,,不能判定,patents\n'
    expect(await run('try', await file('a.yaml', PACK), await file('c.csv', `\uFEFF${table}`))).toBe(0)
    expect(
      await run('try', await file('a.yaml', PACK), await file('d.csv', table.replace('3,1', '三,1'))),
    ).toBe(1)
    expect(said.at(-2)).toMatch(/d\.csv:2:1 {2}qualityYears {2}应为数/)
  })

  test.each([
    ['an unknown fact', 'patents: 1', 'patent: 1', 5, /cases\[0\]\.facts\.patent {2}不认识“patent”.*patents/],
    ['a level that does not exist', 'patents: 1', 'education: 本科', 5, /facts\.education.*bachelor/],
    ['a value out of range', 'patents: 1', 'patents: -1', 5, /facts\.patents {2}专利数：-1 太小/],
    ['an outcome that does not exist', '不能判定,', '不知道,', 6, /expect\.outcome {2}不能写 "不知道"/],
    [
      'no expectation',
      ', expect: { outcome: 不能判定, missing: [patents] }',
      '',
      6,
      /cases\[1\]\.expect {2}没有写/,
    ],
    ['another pack', 'pack: shili-2026', 'pack: other', 2, /pack {2}案例是给“other”写的/],
    ['no date', 'onDate: 2026-05-01\n', '', 4, /没有写 onDate/],
    ['a day that does not exist', '2026-05-01', '2026-02-30', 3, /onDate {2}不是有效的日期/],
    [
      'an unknown key',
      'expect: { outcome: 符合',
      'expects: 1, expect: { outcome: 符合',
      5,
      /不认识“expects”/,
    ],
    ['a tab', '  - { name: 够', '\t- { name: 够', 5, /./],
    ['no case', /cases:[\s\S]*/, 'cases: []\n', 4, /cases {2}不能为空/],
  ])('cases that are wrong: %s', async (_, from, to, line, words) => {
    const path = await file('c.yaml', CASES.replace(from, to))
    expect(await run('try', await file('a.yaml', PACK), path)).toBe(1)
    expect(said[0]).toMatch(words)
    expect(said[0]).toMatch(new RegExp(`^${path}:${line}:\\d+ `))
    expect(said[0]).toMatch(/。$/)
  })

  test('as a program of its own, without database', async () => {
    const [pack, cases] = [await file('a.yaml', PACK), await file('c.yaml', CASES)]
    const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
    const child = spawn(process.execPath, [cli, 'rules', 'try', pack, cases], {
      env: { PATH: process.env.PATH, DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    })
    let out = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    const [code] = await once(child, 'close')
    expect([code, out.split('\n').at(-2)]).toEqual([0, '共 2 例：2 例相符，0 例不符。'])
  })
})

describe('rules load', () => {
  let app: TestApp
  let login: string
  beforeAll(async () => {
    app = await startTestApp()
    await seedPlace(app)
    login = await makeAccount(app, 'system-admin', { platform: true })
  })
  afterAll(() => app.close())

  test('checks at the server, loads once, and refuses other content', async () => {
    const pack = await file('a.yaml', PACK)
    const at = ['--server', app.baseUrl, '--login', login]
    expect(await run('load', pack, '--check', ...at)).toBe(0)
    expect(said).toEqual(['shili-2026 第 1 版可以装载。'])
    expect(await run('load', pack, ...at)).toBe(0)
    expect(said.at(-1)).toBe('已装载：shili-2026 第 1 版，适用9902，2026-01-01 起有效。')
    expect(await run('load', pack, ...at)).toBe(0)
    expect(said.at(-1)).toContain('已经装载，内容相同')
    const other = await file('b.yaml', PACK.replace('atLeast: 1', 'atLeast: 2'))
    expect(await run('load', other, '--check', ...at)).toBe(1)
    expect(await run('load', other, ...at)).toBe(2)
    expect(said.at(-1)).toContain('提高 version')
    expect(await run('load', await file('c.yaml', PACK.replace('version: 1', 'version: 0')), ...at)).toBe(1)
    expect(said.at(-2)).toMatch(/c\.yaml:3:1 {2}version {2}0 太小/)
  })

  test('a token will do; who may not load is told so', async () => {
    const admin = await signInAs(app, 'system-admin', { platform: true })
    const { token } = await admin.call(createToken, { label: '装载规则', days: 1 })
    const pack = await file(
      'a.yaml',
      PACK.replace('id: shili-2026', 'id: shili-other').replace('"9902"', '"9903"'),
    )
    const environment = { OPENCQO_TOKEN: token, OPENCQO_SERVER: app.baseUrl }
    expect(await rulesFromCommandLine(['load', pack], terminal(environment))).toBe(0)
    const auditor = await makeAccount(app, 'audit-admin', { platform: true })
    const another = await file(
      'b.yaml',
      PACK.replace('id: shili-2026', 'id: shili-third').replace('"9902"', '"9904"'),
    )
    expect(await run('load', another, '--server', app.baseUrl, '--login', auditor)).toBe(2)
    expect(said.at(-1)).toContain('由系统管理员装载')
  })
})
