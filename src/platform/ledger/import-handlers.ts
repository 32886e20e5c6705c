import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../ids.ts'
import { malformedRequest, wrongState } from '../operation.ts'
import { type Context, type Handled, handle } from '../perform.ts'
import { keepUpload } from '../spreadsheets/keep-upload.ts'
import { writeResults } from '../spreadsheets/write-results.ts'
import { checkImportJob } from './check-import.job.ts'
import type { LedgerContract } from './contract-of.ts'
import { headerOf } from './header-of.ts'
import {
  getImport,
  type ImportRecord,
  insertImport,
  lockImport,
  readImport,
  rowResults,
  updateImport,
} from './import-store.ts'
import { applyRows, changedSince, takeBack } from './import-writing.ts'
import { judgeAgain } from './judge-again.ts'
import type { Ledger } from './ledger.ts'
import type { JudgingParts, LedgerParts } from './ledger-parts.ts'
import type { OfEnterprise } from './ledger-policies.ts'

type OfImport = OfEnterprise & { readonly importId: string }

const MEGABYTES = 50
const BATCH = 2000
const outcomeWords = { add: '新增', change: '更新', same: '未变', reject: '未导入' } as const

/** The verbs of an import into a ledger. */
export function importHandlers<L extends Ledger>(
  ledger: L,
  contract: LedgerContract<L>,
  parts: Pick<LedgerParts, 'policies'> & JudgingParts,
): readonly Handled[] {
  const { policies } = parts
  const subject = async (_ctx: unknown, { enterpriseId }: OfEnterprise) => ({ enterpriseId })
  const audit =
    (verb: string) => (input: OfEnterprise, _subject: unknown, output: { id: string; sha256: string }) => ({
      chain: { enterpriseId: input.enterpriseId },
      action: `${ledger.name}.import-${verb}`,
      subject: { type: 'ledger-import', id: output.id },
      details: { sha256: output.sha256 },
    })
  const step = (
    op: LedgerContract<L>['applyImport'],
    verb: string,
    run: (ctx: Context, found: ImportRecord) => Promise<void>,
  ) =>
    handle(op, {
      subject,
      policy: policies.write,
      audit: audit(verb),
      async run(ctx, { enterpriseId, importId }: OfImport) {
        await run(ctx, await lockImport(ctx.tx, ledger, enterpriseId, importId))
        return readImport(ctx.tx, ledger, enterpriseId, importId)
      },
    })
  return [
    handle(contract.startImport, {
      subject,
      policy: policies.write,
      audit: audit('started'),
      run: (ctx, input) => start(ctx, ledger, input),
    }),
    handle(contract.readImport, {
      subject,
      policy: policies.write,
      run: ({ tx }, { enterpriseId, importId }) => readImport(tx, ledger, enterpriseId, importId),
    }),
    step(contract.applyImport, 'applied', async (ctx, found) => {
      mustBe(found, ['checked'])
      await judgeAgain(ctx.tx, ledger, parts, found)
      await applyRows(ctx.tx, ledger, found, ctx.now)
      await updateImport(ctx.tx, found, { status: 'applied', finished_at: ctx.now })
    }),
    step(contract.cancelImport, 'cancelled', async (ctx, found) => {
      mustBe(found, ['checking', 'checked'])
      await updateImport(ctx.tx, found, { status: 'cancelled', finished_at: ctx.now })
    }),
    step(contract.undoImport, 'undone', async (ctx, found) => {
      mustBe(found, ['applied'])
      const changed = await changedSince(ctx.tx, ledger, found)
      if (changed > 0) {
        throw wrongState({
          detail: `导入：写入后有 ${changed} 条记录又被改过，不能整批撤销。请逐条修改或停用。`,
          details: { changed },
        })
      }
      await takeBack(ctx.tx, ledger, found, ctx.now).catch(whyNotTakenBack)
      await takeBack(ctx.tx, ledger, found, ctx.now).catch(named)
      await updateImport(ctx.tx, found, { status: 'undone', finished_at: ctx.now })
    }),
    handle(contract.importResult, {
      subject,
      policy: policies.write,
      run: (ctx, { enterpriseId, importId }) => result(ctx, ledger, enterpriseId, importId),
    }),
  ]
}

const FOREIGN_KEY_VIOLATION = '23503'

/** What came in is held by what others wrote since. @throws wrongState */
function whyNotTakenBack(error: unknown): never {
  if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error
  throw wrongState({
    detail: '导入：写入的记录已经被别的记录用到，不能整批撤销。请逐条修改或停用。',
  })
}

const statusWords: Readonly<Record<string, string>> = {
  checking: '正在核对',
  checked: '已核对',
  applying: '正在写入',
  applied: '已写入',
  cancelled: '已取消',
  failed: '不能导入',
  undone: '已撤销',
}

/** A record that others name (a batch its product, a veto its subject) does not go with the import that brought it. */
function named(error: unknown): never {
  if ((error as { code?: string }).code !== '23503') throw error
  throw wrongState({
    detail:
      '导入：写入的记录已被其他记录引用（如批次引用产品、否决引用对象），不能整批撤销。请逐条修改或停用。',
  })
}

function mustBe(found: ImportRecord, statuses: readonly string[]) {
  if (statuses.includes(found.status)) return
  const now = statusWords[found.status]
  throw wrongState({
    detail: `导入：现在是“${now}”，不能这样办理。请刷新后查看。`,
    details: { status: found.status },
  })
}

type Handed = { readonly enterpriseId: string; readonly fileName: string; readonly into?: string | undefined }

async function start(ctx: Context, ledger: Ledger, { enterpriseId, fileName, into }: Handed) {
  if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
  const id = newId()
  const { sha256 } = await keepUpload(join(ctx.installation.vault.uploads, id), ctx.body, MEGABYTES)
  const file = { enterpriseId, id, fileName, into, sha256 }
  await insertImport(ctx.tx, ledger, { ...file, by: ctx.actor, at: ctx.now })
  ctx.afterCommit(() => ctx.installation.jobs.send(checkImportJob(ledger), { enterpriseId, importId: id }))
  return readImport(ctx.tx, ledger, enterpriseId, id)
}

async function result({ tx, installation }: Context, ledger: Ledger, enterpriseId: string, importId: string) {
  const run = await getImport(tx, ledger, enterpriseId, importId)
  mustBe(run, ['checked', 'applied', 'cancelled', 'undone'])
  const made = join(installation.vault.uploads, `result-${newId()}`)
  let window = new Map<number, string>()
  let upTo = 0
  const resultOf = async (line: number) => {
    while (line > upTo) {
      const rows = await rowResults(tx, run, upTo, BATCH)
      window = new Map(rows.map((row) => [row.line, wordsOf(row)]))
      upTo = rows.at(-1)?.line ?? Number.MAX_SAFE_INTEGER
    }
    return window.get(line) ?? ''
  }
  const kind = await writeResults(
    join(installation.vault.uploads, run.stored_as),
    made,
    headerOf(ledger),
    resultOf,
  )
  const bytes = createReadStream(made)
  bytes.once('close', () => void rm(made, { force: true }))
  const xlsx = kind.format === 'xlsx'
  return {
    mediaType: xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
    fileName: `${run.file_name.replace(/\.[^.]*$/, '')}-导入结果.${xlsx ? 'xlsx' : 'csv'}`,
    bytes,
  }
}

function wordsOf({ outcome, message }: { outcome: string; message: string }): string {
  const word = outcomeWords[outcome as keyof typeof outcomeWords]
  return message ? `${word}：${message}` : word
}
