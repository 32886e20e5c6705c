import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The import rules hold, they saw every file, and each of them fires when it is broken. */
const root = fileURLToPath(new URL('..', import.meta.url))

type Cruise = {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number }
}

function cruise(folder: string): Cruise['summary'] {
  const args = ['src', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const { stdout } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  return (JSON.parse(stdout) as Cruise).summary
}

/** Rule → file that breaks it and what it imports; both are made in an empty tree. */
const probes: Record<string, [from: string, to: string]> = {
  'no-cycles': ['src/platform/a.ts', 'src/platform/b.ts'],
  'platform-knows-no-capability': ['src/platform/a.ts', 'src/registry/filings/contract.ts'],
  'foundation-is-below-the-wings': ['src/foundation/files/store.ts', 'src/registry/filings/contract.ts'],
  'registry-is-below-workbench': ['src/registry/filings/store.ts', 'src/workbench/risks/contract.ts'],
  'nobody-imports-apps': ['src/registry/filings/store.ts', 'src/apps/serve.ts'],
  'contracts-are-pure': ['src/registry/filings/contract.ts', 'src/platform/perform.ts'],
  'policies-and-domains-are-pure': ['src/registry/filings/policy.ts', 'src/platform/perform.ts'],
  'sql-stays-in-stores': ['src/registry/filings/operations/a.ts', 'node_modules/kysely/index.ts'],
  'others-see-contract-and-index': ['src/registry/filings/store.ts', 'src/registry/appointments/store.ts'],
  'web-sees-contracts-and-ui': ['src/registry/filings/web/a.tsx', 'src/platform/perform.ts'],
  'ui-stands-alone': ['src/ui/a.tsx', 'src/registry/filings/contract.ts'],
}

function fires(rule: string, [from, to]: [string, string]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'opencqo-probe-'))
  try {
    const path = (file: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      return join(folder, file)
    }
    const relative = (file: string, other: string) =>
      `${'../'.repeat(dirname(file).split('/').length)}${other}`
    writeFileSync(path(from), `import { x } from '${relative(from, to)}'\nexport const y = x\n`)
    const back = rule === 'no-cycles' ? `import { y } from '${relative(to, from)}'\nexport const z = y\n` : ''
    writeFileSync(path(to), `${back}export const x = 1\n`)
    const names = cruise(folder).violations.map((violation) => violation.rule.name)
    return names.includes(rule)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const problems: string[] = []
const found = cruise(root)
for (const { rule, from, to } of found.violations) problems.push(`${rule.name}: ${from} → ${to}`)
const files = execFileSync('git', ['ls-files', 'src/**/*.ts', 'src/**/*.tsx', 'src/*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
const expected = files
  .trim()
  .split('\n')
  .filter((file) => !file.endsWith('.d.ts')).length
if (found.totalCruised < expected)
  problems.push(`only ${found.totalCruised} modules were seen of ${expected} files`)
const { default: config } = await import(join(root, '.dependency-cruiser.cjs'))
for (const { name } of config.forbidden as { name: string }[]) {
  const probe = probes[name]
  if (!probe) problems.push(`${name}: no probe shows that it fires`)
  else if (!fires(name, probe)) problems.push(`${name}: does not fire on ${probe[0]} → ${probe[1]}`)
}
for (const problem of problems) console.error(problem)
console.log(`${found.totalCruised} modules, ${config.forbidden.length} rules, ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
