import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Every relative link in the documents leads to a file; a requirement stands there once, and links a test when it claims something. */
const root = fileURLToPath(new URL('..', import.meta.url))
const documents = ['README.md', 'README.en.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/requirements.md']
const problems: string[] = []

for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8')
  for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    if (!existsSync(join(root, dirname(document), target)))
      problems.push(`${document}: ${target} does not exist`)
  }
}
const known = new Set<string>()
for (const row of readFileSync(join(root, 'docs/requirements.md'), 'utf8').split('\n')) {
  const cells = row.split('|').map((cell) => cell.trim())
  const state = cells[5] ?? ''
  if (/^(部分|有|未开始)$/.test(state)) {
    const id = cells[1] ?? ''
    if (known.has(id)) problems.push(`docs/requirements.md: ${id} stands there twice`)
    known.add(id)
  }
  if (/^(部分|有)$/.test(cells[5] ?? '') && !cells[6]?.includes('.test.ts')) {
    problems.push(`docs/requirements.md: ${cells[1]} claims ${cells[5]} and links no test`)
  }
}
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
