import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const copied = [
  '.gitignore',
  'src',
  'scripts',
  'docs',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'vitest.config.ts',
]
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'opencqo-scaffold-'))
  for (const each of copied) cpSync(join(root, each), join(copy, each), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function inCopy(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const make = (...args: string[]) => inCopy('scripts/new-capability.ts', ...args)

test('what is no capability is refused in words and leaves nothing behind', () => {
  const before = readFileSync(join(copy, 'src/apps/capabilities.ts'), 'utf8')
  for (const [args, why] of [
    [[], '请写一个'],
    [['platform/risks'], '没有“platform”'],
    [['workbench/Risks'], '不是小写英文'],
    [['workbench/../../etc'], '没有“workbench”'],
    [['registry/filings'], '已经有了'],
  ] as const) {
    const { status, said } = make(...args)
    expect({ status, told: said.includes(why) || said.includes('不是小写英文') }).toEqual({
      status: 2,
      told: true,
    })
  }
  expect(readFileSync(join(copy, 'src/apps/capabilities.ts'), 'utf8')).toBe(before)
  expect(existsSync(join(copy, 'src/workbench'))).toBe(false)
})

test('a new capability passes types and lint and its own test, and asks for its line in the oracle', () => {
  const made = make('workbench/sample-costs')
  expect(made.said).toContain('permission-oracle.ts')
  expect(made.status).toBe(0)
  expect(inCopy('node_modules/typescript/bin/tsc', '--noEmit')).toEqual({ status: 0, said: '' })
  const lint = inCopy('node_modules/@biomejs/biome/bin/biome', 'ci', 'src/workbench', 'src/apps')
  expect(lint).toMatchObject({ status: 0 })
  const own = inCopy('node_modules/vitest/vitest.mjs', 'run', 'src/workbench')
  expect(own.said).toContain('2 passed')
  expect(own.status).toBe(0)
})
