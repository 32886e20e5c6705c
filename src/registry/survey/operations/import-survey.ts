import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { invalidInput, malformedRequest, wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { writeResults } from '#platform/spreadsheets/write-results.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import {
  applySurveyImport,
  discardSurveyImport,
  downloadSurveyResult,
  downloadSurveyTemplate,
  listSurveyImports,
  readSurveyImport,
  type SurveyImport,
  startSurveyImport,
  undoSurveyImport,
} from '../contract.ts'
import {
  countMovedAway,
  findImports,
  findKnown,
  getImport,
  goodRows,
  type ImportRecord,
  insertImport,
  lockImport,
  presentImport,
  rowResults,
  setStatus,
  standingRecords,
} from '../import-store.ts'
import { codeOf, judgeRows, keyOf, surveyColumns } from '../judge-rows.ts'
import { mayImportSurvey } from '../policy.ts'
import { isSurveyHeader, keepAndRead, withKeptList } from '../read-file.ts'
import { insertCredentials } from '../store.ts'
import { voiding, whoRecords } from './records.ts'

const subject = async (_ctx: unknown, { unitId }: { unitId: string }) => ({ unitId })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BATCH = 2000

const audit =
  (verb: string) =>
  (_input: unknown, { unitId }: { unitId: string }, run: SurveyImport) => ({
    chain: { unitId },
    action: `survey.import-${verb}`,
    subject: { type: 'survey-import', id: run.id },
    details: { sha256: run.sha256, rows: run.rowsRead, records: run.records },
  })

export const startSurveyImportHandler = handle(startSurveyImport, {
  subject,
  policy: mayImportSurvey,
  audit: audit('checked'),
  async run(ctx, { unitId, fileName, asOf, saidBy }) {
    if (!ctx.body || !('accountId' in ctx.actor)) throw malformedRequest()
    if (asOf > civilDateOf(ctx.now)) {
      const message = '截至日期：晚于今天。请核对。'
      throw invalidInput({ detail: message, errors: [{ path: 'asOf', message }] })
    }
    const id = newId()
    const { sealer } = ctx.installation
    const { rows, mapping, sha256 } = await keepAndRead(ctx.installation, id, ctx.body)
    const known = await findKnown(ctx.tx, {
      codes: rows.map(codeOf).filter(Boolean),
      names: rows.map(({ texts }) => texts.name),
      nameKeys: rows.map(keyOf),
    })
    const hash = (idNumber: string) => sealer.lookupHash(idNumber, 'id-number').toString('hex')
    const judged = judgeRows(rows, known, { asOf, hash })
    await insertImport(
      ctx.tx,
      { unitId, id, fileName, sha256, mapping, asOf, saidBy, by: ctx.actor, at: ctx.now },
      judged,
    )
    return presentImport(ctx.tx, await getImport(ctx.tx, unitId, id))
  },
})

export const listSurveyImportsHandler = handle(listSurveyImports, {
  subject,
  policy: mayImportSurvey,
  run: async ({ tx }, { unitId }) => ({ rows: await findImports(tx, unitId) }),
})

export const readSurveyImportHandler = handle(readSurveyImport, {
  subject,
  policy: mayImportSurvey,
  run: async ({ tx }, { unitId, importId }) => presentImport(tx, await getImport(tx, unitId, importId)),
})

export const applySurveyImportHandler = handle(applySurveyImport, {
  subject,
  policy: mayImportSurvey,
  audit: audit('applied'),
  run: (ctx, { unitId, importId }) =>
    advance(ctx, unitId, importId, 'checked', 'applied', async (run) => {
      await refuseMovedAway(ctx, run, '请放弃这次导入，重新核对清单。')
      const rows = await goodRows(ctx.tx, run)
      const records = rows.flatMap(({ enterpriseId, records: said }) =>
        said.map(({ personKey, ...each }) => ({
          ...each,
          ...whoRecords(ctx),
          enterpriseId,
          personKey: personKey === null ? null : Buffer.from(personKey, 'hex'),
          hours: null,
          saidBy: run.said_by,
          asOf: run.as_of,
          source: 'import' as const,
          importId: run.id,
          voids: null,
        })),
      )
      // Of several officers of one enterprise it is enough that one has it: of one moment, what is written last holds.
      const asWritten = [...records.filter(({ held }) => !held), ...records.filter(({ held }) => held)]
      await insertCredentials(
        ctx.tx,
        asWritten.map((record) => ({ ...record, id: newId() })),
      )
    }),
})

export const discardSurveyImportHandler = handle(discardSurveyImport, {
  subject,
  policy: mayImportSurvey,
  audit: audit('discarded'),
  run: (ctx, { unitId, importId }) => advance(ctx, unitId, importId, 'checked', 'discarded', async () => {}),
})

export const undoSurveyImportHandler = handle(undoSurveyImport, {
  subject,
  policy: mayImportSurvey,
  audit: audit('undone'),
  run: (ctx, { unitId, importId }) =>
    advance(ctx, unitId, importId, 'applied', 'undone', async (run) => {
      await refuseMovedAway(ctx, run, '这些企业的登记请由现在负责的单位逐条作废。')
      const standing = await standingRecords(ctx.tx, run.id)
      const reason = `撤销导入：${run.file_name}`
      await insertCredentials(
        ctx.tx,
        standing.map((record) => voiding(ctx, record, reason)),
      )
    }),
})

/** An import is written, and taken back, whole or not at all. */
async function refuseMovedAway({ tx }: Context, run: ImportRecord, remedy: string): Promise<void> {
  const moved = await countMovedAway(tx, run)
  if (moved === 0) return
  throw wrongState({
    detail: `导入：核对以后有 ${moved} 家企业已移交别的单位。${remedy}`,
    details: { moved },
  })
}

const statusWords: Readonly<Record<string, string>> = {
  checked: '已核对，未写入',
  applied: '已写入',
  undone: '已撤销',
  discarded: '已放弃',
}

async function advance(
  ctx: Context,
  unitId: string,
  importId: string,
  from: SurveyImport['status'],
  to: SurveyImport['status'],
  work: (run: ImportRecord) => Promise<void>,
): Promise<SurveyImport> {
  const run = await lockImport(ctx.tx, unitId, importId)
  if (run.status !== from) {
    const detail = `导入：现在是“${statusWords[run.status]}”，不能这样办理。请刷新后查看。`
    throw wrongState({ detail, details: { status: run.status } })
  }
  await work(run)
  await setStatus(ctx.tx, run, to, ctx.now)
  return presentImport(ctx.tx, await getImport(ctx.tx, unitId, importId))
}

export const downloadSurveyResultHandler = handle(downloadSurveyResult, {
  subject,
  policy: mayImportSurvey,
  async run({ tx, installation }, { unitId, importId }) {
    const run = await getImport(tx, unitId, importId)
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
    const kind = await withKeptList(installation, run.stored_as, (path) =>
      writeResults(path, made, isSurveyHeader, resultOf),
    )
    const bytes = createReadStream(made)
    bytes.once('close', () => void rm(made, { force: true }))
    const xlsx = kind.format === 'xlsx'
    return {
      mediaType: xlsx ? XLSX : 'text/csv',
      fileName: `${run.file_name.replace(/\.[^.]*$/, '')}-导入结果.${xlsx ? 'xlsx' : 'csv'}`,
      bytes,
    }
  },
})

function wordsOf({ enterprise_id, message }: { enterprise_id: string | null; message: string }): string {
  const word = enterprise_id === null ? '未导入' : '可以登记'
  return message ? `${word}：${message}` : word
}

export const downloadSurveyTemplateHandler = handle(downloadSurveyTemplate, {
  subject,
  policy: mayImportSurvey,
  async run() {
    return {
      mediaType: XLSX,
      fileName: '摸底清单模板（参考格式）.xlsx',
      bytes: await writeWorkbook(
        surveyColumns.map(({ label }) => label),
        [],
      ),
    }
  },
})
