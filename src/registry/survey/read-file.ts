import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tooLarge, wrongFileType } from '#platform/operation.ts'
import { headerKey, matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { surveyColumns, type WrittenRow, writtenRow } from './judge-rows.ts'

const ROW_LIMIT = 20_000
const names = new Set(surveyColumns.flatMap(({ label, aliases }) => [label, ...aliases]).map(headerKey))

/** A header names at least two of our columns: titles above it may hold one of the words. */
export const isSurveyHeader = (header: readonly string[]) =>
  header.filter((name) => names.has(headerKey(name))).length >= 2

/** Keeps an uploaded list at `path` and reads it; a refused file does not stay. @throws tooLarge, wrongFileType */
export async function keepAndRead(path: string, body: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of body) {
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
    return { sha256: hash.digest(), ...(await rowsOf(path)) }
  } catch (error) {
    await rm(path, { force: true })
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  } finally {
    await file.close()
  }
}

async function rowsOf(path: string): Promise<{ rows: WrittenRow[]; mapping: Record<string, string> }> {
  const table = await readTable(path, isSurveyHeader)
  const { indexes, mapping, missing } = matchColumns(table.header, surveyColumns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  const rows: WrittenRow[] = []
  for await (const row of table.rows) {
    if (rows.length >= ROW_LIMIT) {
      throw new SpreadsheetRefusal('size', `文件：超过 ${ROW_LIMIT} 行。请分成几个文件，一次导入一个。`)
    }
    rows.push(writtenRow(row, indexes))
  }
  return { rows, mapping }
}
