import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capabilityFiles, namesOf } from './new-capability/files.ts'

/** `npm run new-capability -- <wing>/<name>`: a capability that works, with a command, a question, a table and a test. */
const root = fileURLToPath(new URL('..', import.meta.url))
const wings = ['foundation', 'registry', 'workbench']
const help = `用法：npm run new-capability -- <翼>/<名称>
翼：${wings.join('、')}；名称：小写英文，词间用连字号，如 workbench/quality-costs`

function refuse(message: string): never {
  console.error(`${message}\n\n${help}`)
  process.exit(2)
}

function readTarget(): { wing: string; name: string } {
  const [target = '', ...more] = process.argv.slice(2)
  if (target === '' || more.length > 0) refuse('请写一个要建的能力。')
  const [wing = '', name = '', ...deeper] = target.split('/')
  if (!wings.includes(wing) || deeper.length > 0) refuse(`翼：没有“${wing}”。`)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    refuse(`名称：“${name}”不是小写英文加连字号。`)
  }
  return { wing, name }
}

/** Adds the import and the line to the list of capabilities. */
function listed(source: string, wing: string, { folder, variable }: ReturnType<typeof namesOf>): string {
  const imported = `import { ${variable} } from '#${wing}/${folder}/index.ts'`
  const withImport = source.replace(/\n\n\/\*\*/, `\n${imported}\n\n/**`)
  return withImport.replace(/\n\]\n$/, `\n  ${variable},\n]\n`)
}

function run(...args: string[]): boolean {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0
}

function main() {
  const { wing, name } = readTarget()
  const names = namesOf(name)
  const folder = join(root, 'src', wing, name)
  if (existsSync(folder)) refuse(`src/${wing}/${name} 已经有了。`)
  const list = join(root, 'src/apps/capabilities.ts')
  const before = readFileSync(list, 'utf8')
  const after = listed(before, wing, names)
  if (after.split(names.variable).length < 3) refuse('src/apps/capabilities.ts 的写法变了，加不进去。')
  try {
    for (const [path, text] of Object.entries(capabilityFiles(names, new Date()))) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    writeFileSync(list, after)
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    if (!run(biome, 'check', '--write', '--log-level=error', folder, list)) throw new Error('biome')
    if (!run('scripts/generate.ts')) throw new Error('generate')
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(list, before)
    console.error(`没有建成，已经复原：${(error as Error).message}`)
    process.exit(1)
  }
  console.log(`已建 src/${wing}/${name}，已列入 src/apps/capabilities.ts，数据库类型和 openapi.json 已更新。

接下来：
  1. 在 src/testing/permission-oracle.ts 写明 ${names.folder}.add 和 ${names.folder}.list 谁可以做；
  2. 把 contract.ts、迁移和测试改成真正的内容，再运行 npm run generate；
  3. 在 docs/glossary.md 和 docs/requirements.md 各加一行；
  4. npm test。`)
}

main()
