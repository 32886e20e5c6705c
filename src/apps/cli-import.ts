import { openAsBlob } from 'node:fs'
import { access, constants, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Client } from '#platform/client.ts'
import { Refused } from '#platform/operation.ts'
import {
  applyImport,
  cancelImport,
  downloadImportResult,
  type ImportRun,
  listImportRows,
  readImport,
  startImport,
} from '#registry/enterprises/contract.ts'
import { openSession, sentenceOf, Usage } from './cli-session.ts'
import { processTerminal, type Terminal } from './terminal.ts'

const help = `导入企业名单

用法：opencqo import <文件> [选项]

上传 xlsx 或 CSV（UTF-8、GB18030），试运行后报告每类行数，并把逐行结果存在文件旁边。
加 --apply 才写入名录。存疑的行在网页“批量导入”中逐行决定。

  --server <网址>   默认 http://127.0.0.1:8080（环境变量 OPENCQO_SERVER）
  --login <账号>    密码从键盘输入，或从标准输入读一行
  --token <令牌>    程序令牌，代替账号和密码；环境变量 OPENCQO_TOKEN 不会留在命令历史里
  --unit <编号>     导入到哪个单位；默认本人所在单位
  --apply           试运行后写入名录
  --result <文件>   逐行结果存到哪里；默认“名单.导入结果.xlsx”
  --force           覆盖已有的结果文件

结束码：0 全部可以导入；1 有存疑或不能导入的行，或中途停止；2 用法不对或被拒绝`

const options = {
  server: { type: 'string' },
  login: { type: 'string' },
  token: { type: 'string' },
  unit: { type: 'string' },
  apply: { type: 'boolean' },
  result: { type: 'string' },
  force: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** `opencqo import`: the whole way over HTTP, as any other client. @returns the exit code */
export async function importFromCommandLine(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    return await run(args, terminal)
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      terminal.err('已停止，没有上传。')
      return 1
    }
    if (error instanceof Usage) terminal.err(`${error.message}\n\n${help}`)
    else if (error instanceof Refused) terminal.err(sentenceOf(error))
    else throw error
    return 2
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readOptions(args)
  if (values.help) {
    terminal.out(help)
    return 0
  }
  const [given, ...more] = positionals
  if (!given || more.length > 0) throw new Usage('请写明一个要导入的文件。')
  const file = resolve(given)
  if (!(await stat(file).catch(() => null))?.isFile()) throw new Usage(`文件：找不到 ${given}。请核对路径。`)
  const resultFile = resolve(values.result ?? besides(file))
  await mustBeWritable(resultFile, file, values.force ?? false)
  const session = await openSession(values, terminal)
  try {
    const unitId = values.unit ?? session.unitId
    if (!unitId) throw new Usage('单位：当前身份不属于哪个单位。请用 --unit 写明。')
    const started = await upload(session.client, unitId, file)
    return await follow(session.client, started, { resultFile, apply: values.apply ?? false, terminal })
  } finally {
    await session.close()
  }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Usage(`选项不对：${(error as Error).message}`)
  }
}

/** 名单.xlsx → 名单.导入结果.xlsx, in the same folder. */
function besides(file: string): string {
  const extension = extname(file)
  return join(file, '..', `${basename(file, extension)}.导入结果${extension}`)
}

/** Before anything is uploaded, so that no result is lost at the end. */
async function mustBeWritable(resultFile: string, file: string, force: boolean) {
  const folder = dirname(resultFile)
  if (!(await isAllowed(folder, constants.W_OK))) {
    throw new Usage(`结果文件：文件夹 ${folder} 没有或不能写入。请用 --result 换一个地方。`)
  }
  if (!(await isAllowed(resultFile, constants.F_OK))) return
  if ((await realpath(resultFile)) === (await realpath(file))) {
    throw new Usage('结果文件：就是要导入的文件本身。请换一个 --result。')
  }
  if (!force) {
    throw new Usage(`结果文件：${resultFile} 已经有了。请换一个 --result，或加 --force 覆盖。`)
  }
}

const isAllowed = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  )

async function upload(client: Client, unitId: string, file: string): Promise<ImportRun> {
  const body = await openAsBlob(file)
  return client.call(startImport, { unitId, fileName: basename(file) }, { body })
}

type Following = { resultFile: string; apply: boolean; terminal: Terminal }

async function follow(client: Client, started: ImportRun, following: Following): Promise<number> {
  const { resultFile, apply, terminal } = following
  const of = { unitId: started.unitId, importId: started.id }
  const checked = await settle(client, started, terminal)
  if (checked.status !== 'checked') return stopped(checked, terminal)
  terminal.out(countsOf(checked))
  await showRows(client, checked, terminal)
  let last = checked
  if (apply) {
    if (!terminal.signal.aborted) await client.call(applyImport, { ...of, version: checked.version })
    last = await settle(client, started, terminal)
    if (last.status !== 'applied') return stopped(last, terminal)
    terminal.out(`已写入名录：新增 ${last.added} 家，更新 ${last.changed} 家。`)
  } else terminal.out('这是试运行，名录没有变动。加 --apply 写入，或在网页上核对后写入。')
  const { bytes } = await client.download(downloadImportResult, of)
  await writeFile(resultFile, bytes)
  terminal.out(`逐行结果：${resultFile}`)
  return last.doubtful + last.rejected > 0 ? 1 : 0
}

/** Waits until the server has done its step, telling how far it is; a stop cancels the import there too. */
async function settle(client: Client, { unitId, id }: ImportRun, terminal: Terminal): Promise<ImportRun> {
  const of = { unitId, importId: id }
  let told = ''
  let cancelled = false
  for (;;) {
    const run = await client.call(readImport, of)
    const busy = ['uploaded', 'checking', 'applying'].includes(run.status)
    const { aborted } = terminal.signal
    if (aborted && !cancelled && (busy || run.status === 'checked')) {
      await client.call(cancelImport, of).catch(unlessOver)
      cancelled = true
      continue
    }
    if (!busy) return run
    const progress = progressOf(run)
    if (progress !== told) terminal.err(progress)
    told = progress
    await wait(300, undefined, aborted ? {} : { signal: terminal.signal }).catch(() => undefined)
  }
}

/** A cancellation that comes too late is no fault: the next look tells what became of the import. */
function unlessOver(error: unknown) {
  if (!(error instanceof Refused && error.problem.status === 409)) throw error
}

function progressOf({ status, rowsRead, rowsTotal }: ImportRun): string {
  const what = status === 'applying' ? '正在写入' : '正在试运行'
  return `${what}：${rowsRead}${rowsTotal === null ? '' : ` / ${rowsTotal}`} 行`
}

function stopped(run: ImportRun, terminal: Terminal): number {
  terminal.err(run.problem ?? '导入已取消，名录没有变动。')
  return run.status === 'failed' ? 2 : 1
}

function countsOf({ added, changed, unchanged, doubtful, rejected }: ImportRun): string {
  return `新增 ${added}，更新 ${changed}，无变化 ${unchanged}，存疑 ${doubtful}，不能导入 ${rejected}`
}

async function showRows(client: Client, run: ImportRun, terminal: Terminal) {
  const of = { unitId: run.unitId, importId: run.id }
  for (const [outcome, title] of [
    ['doubtful', '存疑'],
    ['reject', '不能导入'],
  ] as const) {
    const { rows, total } = await client.call(listImportRows, { ...of, outcome, limit: 5 })
    if (rows.length > 0) terminal.out(`${title} ${total} 行：`)
    for (const row of rows) terminal.out(`  第 ${row.line} 行　${row.name}　${row.message}`)
    if (total > rows.length) terminal.out('  ……其余见逐行结果')
  }
}
