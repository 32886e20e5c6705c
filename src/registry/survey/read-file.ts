import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readAll, sha256 } from '#platform/files/vault.ts'
import { newId } from '#platform/ids.ts'
import { tooLarge, wrongFileType } from '#platform/operation.ts'
import type { Installation } from '#platform/perform.ts'
import { headerKey, matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { surveyColumns, type WrittenRow, writtenRow } from './judge-rows.ts'

const ROW_LIMIT = 20_000
/** Held in memory while it is sealed. */
const LIST_LIMIT = 20 * 1024 * 1024
const names = new Set(surveyColumns.flatMap(({ label, aliases }) => [label, ...aliases]).map(headerKey))

/** A header names at least two of our columns: titles above it may hold one of the words. */
export const isSurveyHeader = (header: readonly string[]) =>
  header.filter((name) => names.has(headerKey(name))).length >= 2

type Kept = Pick<Installation, 'vault' | 'sealer'>

/** Lists hold 身份证号: what stays on disk is sealed, and lies in clear only while it is read. */
const placeOf = (id: string) => ({ table: 'survey_imports', column: 'file', row: id })

/** Reads an uploaded list and keeps it sealed under its id; a refused file does not stay. @throws tooLarge, wrongFileType */
export async function keepAndRead({ vault, sealer }: Kept, id: string, body: AsyncIterable<Uint8Array>) {
  const bytes = await readAll(body, LIST_LIMIT)
  const read = await inClear(vault.uploads, bytes, rowsOf).catch((error) => {
    if (!(error instanceof SpreadsheetRefusal)) throw error
    throw (error.kind === 'size' ? tooLarge : wrongFileType)({ detail: error.message })
  })
  await writeSynced(join(vault.uploads, id), sealer.seal(bytes, placeOf(id)))
  return { sha256: sha256(bytes), ...read }
}

/** Lends a kept list in clear, at a path that is gone afterwards. */
export async function withKeptList<T>(
  { vault, sealer }: Kept,
  id: string,
  use: (path: string) => Promise<T>,
) {
  const bytes = sealer.open(await readFile(join(vault.uploads, id)), placeOf(id))
  return inClear(vault.uploads, bytes, use)
}

async function inClear<T>(folder: string, bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, `survey-${newId()}`)
  try {
    await writeSynced(path, bytes)
    return await use(path)
  } finally {
    await rm(path, { force: true })
  }
}

async function writeSynced(path: string, bytes: Buffer) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
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
