import { openAsBlob, readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { Refused } from '#platform/operation.ts'
import { readCases } from '#registry/rules/case-file.ts'
import { checkRulePack, loadRulePack } from '#registry/rules/contract.ts'
import { composePack, type PackReading, readPack } from '#registry/rules/load-pack.ts'
import { chainOf, type PackFile } from '#registry/rules/load-pack-chain.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import { packsAround } from '#registry/rules/pack-folder.ts'
import type { PackProblem } from '#registry/rules/pack-problems.ts'
import { linesOf, tryCases } from '#registry/rules/try-cases.ts'
import { openSession, sentenceOf, Usage } from './cli-session.ts'
import { processTerminal, type Terminal } from './terminal.ts'

const help = `规则包

用法：
  opencqo rules check <规则包.yaml>...              检查规则包：逐处写明行、键、原因、办法
  opencqo rules try <规则包.yaml> <案例.yaml|csv>   按案例试判：符合、可放宽、不符合、不能判定
  opencqo rules load <规则包.yaml>                  装载到正在运行的服务（系统管理员）

check 和 try 不需要数据库，也不需要服务。写法见 docs/recipes/add-a-rule-pack.md。

  --with <文件>     上级规则包的文件，可写多次；同一文件夹里的和随产品提供的不用写
  --explain         try 时每个案例都写出全部依据
  --check           load 时只检查，不装载
  --server <网址>   默认 http://127.0.0.1:8080（环境变量 OPENCQO_SERVER）
  --login <账号>    密码从键盘输入，或从标准输入读一行
  --token <令牌>    程序令牌，代替账号和密码；环境变量 OPENCQO_TOKEN 不会留在命令历史里

结束码：0 没有问题；1 规则包或案例有问题，或判断与案例不同；2 用法不对或被拒绝`

const options = {
  with: { type: 'string', multiple: true },
  explain: { type: 'boolean' },
  check: { type: 'boolean' },
  server: { type: 'string' },
  login: { type: 'string' },
  token: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Asked = { readonly files: readonly string[]; readonly values: ReturnType<typeof readOptions>['values'] }

/** `opencqo rules`: check and try without a server, load over HTTP. @returns the exit code */
export async function rulesFromCommandLine(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    const { values, positionals } = readOptions(args)
    const [verb, ...files] = positionals
    if (values.help || verb === undefined) {
      terminal.out(help)
      return values.help ? 0 : 2
    }
    for (const file of [...files, ...(values.with ?? [])]) mustBeFile(file)
    return await run(verb, { files, values }, terminal)
  } catch (error) {
    if (error instanceof Usage) terminal.err(`${error.message}\n\n${help}`)
    else if (error instanceof Refused) terminal.err(sentenceOf(error))
    else if (error instanceof Error && error.name === 'AbortError') terminal.err('已停止，没有装载。')
    else throw error
    return 2
  }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Usage(`选项不对：${(error as Error).message}`)
  }
}

async function run(verb: string, asked: Asked, terminal: Terminal): Promise<number> {
  const [pack, cases, ...more] = asked.files
  if (verb === 'check') {
    if (pack === undefined) throw new Usage('请写明要检查的规则包文件。')
    let failed = false
    for (const file of asked.files) if (await check(file, asked, terminal)) failed = true
    return failed ? 1 : 0
  }
  if (verb === 'try') {
    if (!pack || !cases || more.length > 0) throw new Usage('请写明一个规则包文件和一个案例文件。')
    return tryFile(pack, cases, asked, terminal)
  }
  if (verb === 'load') {
    if (!pack || cases !== undefined) throw new Usage('请写明一个要装载的规则包文件。')
    return load(pack, asked, terminal)
  }
  throw new Usage(`没有“rules ${verb}”这个命令。`)
}

function mustBeFile(file: string) {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Usage(`文件：找不到 ${file}。请核对路径。`)
  }
}

/** @returns true when there is something wrong */
async function check(file: string, asked: Asked, terminal: Terminal): Promise<boolean> {
  const reading = readPack(readFileSync(file), packsAround(file, asked.values.with ?? []))
  if (!reading.ok) {
    tellProblems(file, reading.problems, terminal, true)
    return true
  }
  terminal.out(`${file}：没有问题。`)
  for (const line of [...summaryOf(reading), ...(await hintsOn(reading))]) terminal.out(`  ${line}`)
  return false
}

const PARENT_FILE = '检查和试判时，把上级规则包的文件放在同一文件夹，或用 --with 给出。'

/** `文件:行:列  键  原因。办法` */
function tellProblems(file: string, problems: readonly PackProblem[], terminal: Terminal, offline = false) {
  for (const { line, column, key, reason, remedy } of problems) {
    terminal.out(`${file}:${line}:${column}  ${key === '' ? '' : `${key}  `}${reason}。${remedy}`)
    if (offline && reason.startsWith('找不到上级')) terminal.out(`  ${PARENT_FILE}`)
  }
  terminal.out(`${file}：${problems.length} 处问题。`)
}

function summaryOf({ pack, hash, layers }: Extract<PackReading, { ok: true }>): string[] {
  const until = pack.effectiveTo === null ? '起' : `至 ${pack.effectiveTo}`
  const above = layers.slice(0, -1).map(({ id, version }) => `${id} 第 ${version} 版`)
  return [
    `${pack.id} 第 ${pack.version} 版${pack.draft ? '（草案，不用于办理）' : ''}，《${pack.title}》${pack.docNo}`,
    `适用 ${pack.areas.join('、')}，${pack.effectiveFrom} ${until}有效`,
    ...(above.length > 0 ? [`上级：${above.join(' → ')}`] : []),
    `校验值 ${hash}`,
  ]
}

/** What is allowed and yet may be a slip. The list of areas is long, so it is read only here. */
async function hintsOn({ pack, hints }: Extract<PackReading, { ok: true }>): Promise<string[]> {
  const { areaFullName } = await import('#foundation/org-units/index.ts')
  const unknown = pack.areas.filter(
    (area) => /^\d+$/.test(area) && areaFullName(area.padEnd(6, '0')) === null,
  )
  const items = [...pack.qualification, ...pack.relaxations, ...pack.powers, ...pack.targets]
  const uncited = items.filter(({ clause }) => !clause).map(({ id }) => id)
  return [
    ...unknown.map((area) => `提示：areas 里的 ${area} 不在行政区划表里，请核对。`),
    ...(uncited.length > 0 ? [`提示：没有写条款号（clause）的有 ${uncited.join('、')}。`] : []),
    ...hints.map(hintLine),
  ]
}

function hintLine({ line, column, key, reason, remedy }: PackProblem): string {
  return `提示：${line}:${column}  ${key}  ${reason}。${remedy}`
}

function tryFile(packFile: string, caseFile: string, { values }: Asked, terminal: Terminal): number {
  const known = packsAround(packFile, values.with ?? [])
  const reading = readPack(readFileSync(packFile), known)
  if (!reading.ok) {
    tellProblems(packFile, reading.problems, terminal, true)
    return 1
  }
  const format = extname(caseFile).toLowerCase() === '.csv' ? 'csv' : 'yaml'
  const cases = readCases(readFileSync(caseFile), reading.pack, format)
  if (!cases.ok) {
    tellProblems(caseFile, cases.problems, terminal)
    return 1
  }
  const tried = tryCases(cases.cases, (onDate) => packOn(reading, known, onDate))
  for (const each of tried) {
    for (const line of linesOf(each, values.explain ?? false)) terminal.out(line)
  }
  const wrong = tried.filter(({ differences }) => differences.length > 0).length
  terminal.out(`共 ${tried.length} 例：${tried.length - wrong} 例相符，${wrong} 例不符。`)
  return wrong > 0 ? 1 : 0
}

/** With the versions of its parents of the day. @throws Usage when that version and the pack do not go together */
function packOn(
  reading: Extract<PackReading, { ok: true }>,
  known: readonly PackFile[],
  onDate: string,
): LoadedPack {
  const chain = chainOf(reading.file, known, onDate)
  if (!chain.ok) return reading
  try {
    return composePack(chain.files)
  } catch {
    const above = chain.files.slice(0, -1).map(({ header }) => `${header.id} 第 ${header.version} 版`)
    throw new Usage(`规则包：与 ${onDate} 有效的上级（${above.join('、')}）合不上。请先用 rules check 检查。`)
  }
}

async function load(file: string, { values }: Asked, terminal: Terminal): Promise<number> {
  const session = await openSession(values, terminal)
  try {
    const checked = await session.client.call(checkRulePack, {}, { body: await openAsBlob(file) })
    if (checked.problems.length > 0) {
      tellProblems(file, checked.problems, terminal)
      return 1
    }
    for (const hint of checked.hints) terminal.out(hintLine(hint))
    const name = `${checked.pack?.id} 第 ${checked.pack?.version} 版`
    if (checked.kept === 'same') {
      terminal.out(`${name}已经装载，内容相同。`)
      return 0
    }
    if (values.check) {
      const isNew = checked.kept === 'new'
      terminal.out(isNew ? `${name}可以装载。` : `${name}已经装载，内容不同。请提高 version。`)
      return isNew ? 0 : 1
    }
    const row = await session.client.call(loadRulePack, {}, { body: await openAsBlob(file) })
    terminal.out(`已装载：${name}，适用${row.places.join('、')}，${row.effectiveFrom} 起有效。`)
    return 0
  } finally {
    await session.close()
  }
}
