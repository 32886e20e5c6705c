import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `npm test`: every check in turn. `npm test -- lint types` runs only the named ones. */
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => `${root}node_modules/.bin/${name}`

const steps: Record<string, [string, ...string[]]> = {
  lint: [bin('biome'), 'ci', '.'],
  types: [bin('tsc'), '--noEmit'],
  boundaries: [process.execPath, 'scripts/check-boundaries.ts'],
  unused: [bin('knip'), '--no-progress'],
  documents: [process.execPath, 'scripts/check-docs.ts'],
  generated: [process.execPath, 'scripts/generate.ts', '--check'],
  tests: [bin('vitest'), 'run'],
  journeys: [bin('vitest'), 'run', '--config', 'vitest.journeys.config.ts'],
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in steps))
if (unknown.length > 0) {
  console.error(`没有这一步：${unknown.join('、')}。可选：${Object.keys(steps).join('、')}。`)
  process.exit(2)
}

let passed = 0
let failed = 0
for (const [name, [command, ...args]] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n=== ${name}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
  if (status !== 0) break
}
console.log(`\nchecks: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
