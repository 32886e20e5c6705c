import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capabilityFiles, oracleLines, stampAfter, type Wing } from './new-capability/files.ts'
import { isReserved, type Names, namesOf } from './new-capability/names.ts'
import { clashOf, readTaken } from './new-capability/taken.ts'

/** `npm run new-capability -- <wing>/<name>`: a capability that works, with a command, a question, a table and a test. */
const root = fileURLToPath(new URL('..', import.meta.url))
const list = join(root, 'src/apps/capabilities.ts')
const wings = ['foundation', 'registry', 'workbench']
const help = `用法：npm run new-capability -- <翼>/<名称>
翼：${wings.join('、')}；名称：小写英文，词间用连字号，如 workbench/quality-costs`

function refuse(message: string): never {
  console.error(`${message}\n\n${help}`)
  process.exit(2)
}

function readTarget(): { wing: string; names: Names } {
  const [target = '', ...more] = process.argv.slice(2)
  if (target === '' || more.length > 0) refuse('参数：要写一个能力，也只能写一个。请写成 <翼>/<名称>。')
  const [wing = '', name = '', ...deeper] = target.split('/')
  if (!wings.includes(wing)) refuse(`翼：没有“${wing}”。请从${wings.join('、')}中选一个。`)
  if (deeper.length > 0) refuse(`参数：“${target}”的层数太多。请写成 <翼>/<名称>。`)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    refuse(`名称：“${name}”不是 40 字以内的小写英文加连字号。请改写，如 quality-costs。`)
  }
  const names = namesOf(name)
  if (isReserved(names)) refuse(`名称：“${name}”是程序或数据库的保留字。请换一个名称，如用复数。`)
  return { wing, names }
}

/** Adds the import, and the line at the end of the list of its side. */
function listed(source: string, wing: string, { folder, variable }: Names): string {
  const imported = `import { ${variable} } from '#${wing}/${folder}/index.ts'`
  const side = wing === 'workbench' ? 'workbench' : 'registry'
  const wanted = new RegExp(`(\\nconst ${side}: readonly Capability\\[\\] = \\[\\n[^\\]]*)\\]\\n`)
  const after = source
    .replace(/\n\n\/\*\*/, () => `\n${imported}\n\n/**`)
    .replace(wanted, (_, known: string) => `${known}  ${variable},\n]\n`)
  if (!after.includes(`${imported}\n`) || !after.includes(`\n  ${variable},\n]\n`)) {
    refuse('src/apps/capabilities.ts：写法变了，加不进去。请改 scripts/new-capability.ts 中的 listed。')
  }
  return after
}

function run(what: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${what}没有成功，原因见上`)
}

/** Makes the folder and the line, or leaves everything as it was. */
function build(wing: string, names: Names, after: string, stamp: string): void {
  const before = readFileSync(list, 'utf8')
  const folder = join(root, 'src', wing, names.folder)
  // The first folder that was not there: for the first capability of a wing it is the wing.
  const made = mkdirSync(folder, { recursive: true })
  // Ctrl-C ends the step that runs, which then counts as failed; without a listener it would end us before the clean-up.
  process.on('SIGINT', () => {})
  try {
    for (const [path, text] of Object.entries(capabilityFiles(names, stamp, wing as Wing))) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    writeFileSync(list, after)
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    run('格式检查', biome, 'check', '--write', '--error-on-warnings', folder, list)
    run('生成数据库类型', 'scripts/generate.ts')
  } catch (error) {
    if (made) rmSync(made, { recursive: true, force: true })
    writeFileSync(list, before)
    console.error(`src/${wing}/${names.folder}：${(error as Error).message}。已经复原，请改正后再运行。`)
    process.exit(1)
  }
}

function main() {
  const { wing, names } = readTarget()
  const taken = readTaken(root, wings)
  const clash = clashOf(names, taken)
  if (clash) refuse(clash)
  const after = listed(readFileSync(list, 'utf8'), wing, names)
  build(wing, names, after, stampAfter(taken.lastMigration, new Date()))
  console.log(`已建 src/${wing}/${names.folder}，已列入 src/apps/capabilities.ts，已更新 docs/schema.sql、docs/openapi.json 和数据库类型。

接下来：
  1. 在 src/testing/${wing === 'workbench' ? 'workbench-oracle.ts' : 'permission-oracle.ts 的 oracle'} 中写明谁可以做，现在是：
${oracleLines(names, wing as Wing)}
  2. 把 contract.ts、迁移和测试改成真正的内容，再运行 npm run generate；
     权限测试的输入由格式自动生成，须是已有记录编号的写在 src/testing/sample-input.ts；
  3. 在 docs/glossary.md 和 docs/requirements.md 各加一行；
  4. npm test。`)
}

main()
