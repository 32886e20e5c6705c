import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newId } from '#platform/ids.ts'
import { malformedRequest, tooLarge, wrongFileType } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { cleanText, isWellFormed } from '#platform/values/text.ts'
import { uploadOrgUnits } from '../contract.ts'
import { findCodes, lockUnits, recordDeed } from '../deed-store.ts'
import { judgeUpload, type WrittenRow } from '../judge-upload.ts'
import { mayArrangeUnits } from '../policy.ts'
import { type Column, columns, isUnitHeader } from '../spreadsheet.ts'
import { findUnended } from '../store.ts'

const ROWS = 10_000

export const uploadOrgUnitsHandler = handle(uploadOrgUnits, {
  policy: mayArrangeUnits,
  audit: (_input, _subject, { written, added, changed }) =>
    written
      ? {
          chain: 'platform',
          action: 'org-unit.uploaded',
          subject: { type: 'list', id: 'org-unit.upload' },
          details: { added, changed },
        }
      : null,
  async run(ctx, { dryRun, validFrom }) {
    const { tx, actor, now } = ctx
    const today = civilDateOf(now)
    const written = await readBody(ctx)
    if (!dryRun) await lockUnits(tx)
    const [units, codes] = await Promise.all([findUnended(tx), findCodes(tx)])
    const judged = judgeUpload(written, units, codes, validFrom ?? today)
    const count = (outcome: string) => judged.rows.filter((row) => row.outcome === outcome).length
    const writes = !dryRun && count('wrong') === 0
    if (writes) {
      await recordDeed(tx, actor, { id: newId(), events: judged.added }, today)
      await recordDeed(tx, actor, { id: newId(), events: judged.changed }, today)
    }
    return {
      rows: judged.rows.filter(({ outcome }) => outcome !== 'same'),
      added: count('add'),
      changed: count('change'),
      same: count('same'),
      wrong: count('wrong'),
      written: writes,
    }
  },
})

async function readBody({ body, installation }: Context): Promise<WrittenRow[]> {
  if (!body) throw malformedRequest()
  const path = join(installation.vault.uploads, `units-${newId()}`)
  try {
    await pipeline(Readable.from(body), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return await readRows(path)
  } catch (error) {
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await rm(path, { force: true })
  }
}

async function readRows(path: string): Promise<WrittenRow[]> {
  const table = await readTable(path, isUnitHeader)
  const { indexes, missing } = matchColumns(table.header, columns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const rows: WrittenRow[] = []
  for await (const { line, cells } of table.rows) {
    if (rows.length === ROWS) {
      throw new SpreadsheetRefusal('size', `文件：超过 ${ROWS} 行。请分成几个文件再传。`)
    }
    const entries = Object.entries(indexes).flatMap(([key, at]) => {
      const cell = cells[at]
      return cell ? [[key as Column, cell] as const] : []
    })
    const formula = entries.find(([, cell]) => cell.formula)
    const broken = entries.find(([, cell]) => !isWellFormed(cell.text))
    const label = (key: Column) => columns.find((column) => column.key === key)?.label ?? key
    rows.push({
      line,
      cells: Object.fromEntries(entries.map(([key, cell]) => [key, cleanText(cell.text)])),
      ...(formula && { problem: `${label(formula[0])}：是公式。请改成文字再传。` }),
      ...(broken && { problem: `${label(broken[0])}：含有残缺的字符。请重新输入。` }),
    })
  }
  return rows
}
