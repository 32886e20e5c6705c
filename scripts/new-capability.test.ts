import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { stampAfter } from './new-capability/files.ts'
import { isReserved, namesOf } from './new-capability/names.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const notCopied = ['.git', 'node_modules', 'dist', 'data', 'demo-output', '.cache', 'coverage']
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'opencqo-scaffold-'))
  for (const each of readdirSync(root)) {
    if (!notCopied.includes(each)) cpSync(join(root, each), join(copy, each), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function inCopy(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const make = (...args: string[]) => inCopy('scripts/new-capability.ts', ...args)
const inSource = (path: string) => join(copy, 'src', path)

/** Every file and folder, and the texts of those that the script writes to. */
function state() {
  const written = [
    'src/apps/capabilities.ts',
    'src/platform/database/schema.ts',
    'docs/openapi.json',
    'docs/schema.sql',
  ]
  return {
    files: ['src', 'docs'].flatMap((each) =>
      readdirSync(join(copy, each), { recursive: true, encoding: 'utf8' }).sort(),
    ),
    texts: written.map((path) => readFileSync(join(copy, path), 'utf8')),
  }
}

test.each([
  [[], '只能写一个'],
  [['workbench/risks', 'workbench/recalls'], '只能写一个'],
  [['risks/'], '没有“risks”'],
  [['platform/risks'], '没有“platform”'],
  [['../risks'], '没有“..”'],
  [['workbench/risks/web'], '层数太多'],
  [['workbench/'], '名称：“”不是'],
  [['workbench/..'], '名称：“..”不是'],
  [['workbench/Risks'], '名称：“Risks”不是'],
  [['workbench/风险'], '名称：“风险”不是'],
  [['workbench/quality_costs'], '名称：“quality_costs”不是'],
  [['workbench/quality--costs'], '名称：“quality--costs”不是'],
  [[`workbench/${'a'.repeat(41)}`], '40 字以内'],
  [['workbench/class'], '“class”是程序或数据库的保留字'],
  [['workbench/order'], '“order”是程序或数据库的保留字'],
  [['workbench/capabilities'], '“capabilities”是程序或数据库的保留字'],
  [['registry/filings'], 'src/registry/filings 已经有了'],
  [['workbench/filings'], 'src/registry/filings 已经有了'],
  [['workbench/accounts'], '已经有 accounts 表'],
  [['registry/filing'], 'contract.ts 的操作'],
] as [string[], string][])('%j is refused in words and leaves nothing behind', (args, why) => {
  const before = state()
  const { status, said } = make(...args)
  expect(said).toContain(why)
  expect(said).toContain('用法：npm run new-capability')
  expect(status).toBe(2)
  expect(state()).toEqual(before)
})

test('a step that fails after the files were written takes them away again', () => {
  const broken = inSource('platform/migrations/20990101T0000-broken.sql')
  writeFileSync(broken, 'create tabel;')
  const before = state()
  const { status, said } = make('workbench/sample-costs')
  expect(said).toContain('src/workbench/sample-costs：生成数据库类型没有成功')
  expect(status).toBe(1)
  expect(state()).toEqual(before)
  rmSync(broken)
})

test('a new capability passes every check once the oracle has the lines that are printed', () => {
  const made = make('workbench/sample-costs')
  expect(made.status, made.said).toBe(0)
  const lines = made.said.match(/^ {2}('sample-costs|\/\/).*$/gm) ?? []
  expect(lines).toHaveLength(2)
  const oracle = inSource('testing/workbench-oracle.ts')
  const text = readFileSync(oracle, 'utf8')
  writeFileSync(
    oracle,
    text.replace(/^ {2}'hold\.list'/m, (first) => `${lines.join('\n')}\n${first}`),
  )

  expect(inCopy('node_modules/typescript/bin/tsc', '--noEmit')).toEqual({ status: 0, said: '' })
  const linted = ['src/workbench', 'src/apps/capabilities.ts', 'src/testing/workbench-oracle.ts']
  const lint = inCopy('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...linted)
  expect(lint.status, lint.said).toBe(0)
  const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
  const imports = inCopy(
    cruiser,
    'src/workbench',
    'src/apps/capabilities.ts',
    '--config',
    '.dependency-cruiser.cjs',
  )
  expect(imports.status, imports.said).toBe(0)
  expect(imports.said).toContain('no dependency violations found')
  const unused = inCopy('node_modules/knip/bin/knip.js', '--no-progress')
  expect(unused.status, unused.said).toBe(0)
  const tests = inCopy(
    'node_modules/vitest/vitest.mjs',
    'run',
    'src/workbench/sample-costs',
    'src/testing/permissions.test.ts',
    'src/testing/workbench-wall.test.ts',
  )
  expect(tests.status, tests.said).toBe(0)
  expect(tests.said).toContain('src/workbench/sample-costs/sample-costs.test.ts')
}, 300_000)

test('the new migration comes after all others, also where the clock is behind', () => {
  const now = new Date('2026-11-21T09:30:59Z')
  expect(stampAfter('20261121T0330-named-uploads.sql', now)).toBe('20261121T0930')
  expect(stampAfter('20261121T0930-risks.sql', now)).toBe('20261121T0931')
  expect(stampAfter('20261231T2359-recalls.sql', now)).toBe('20270101T0000')
})

test('every word that the database keeps for itself is known', async () => {
  const client = new pg.Client(inject('owner'))
  await client.connect()
  const { rows } = await client.query<{ word: string }>(
    "select word from pg_get_keywords() where catcode in ('R', 'T')",
  )
  await client.end()
  expect(rows.length).toBeGreaterThan(80)
  const unknown = rows
    .map(({ word }) => word)
    .filter((word) => !isReserved(namesOf(word.replaceAll('_', '-'))))
  expect(unknown).toEqual([])
})
