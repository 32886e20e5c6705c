import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import ExcelJS from '@protobi/exceljs'
import { exportEnterprises } from '#registry/enterprises/contract.ts'
import { LIST_HEADER, listLine } from '../generator/enterprises.ts'
import { seededRandom } from '../generator/random.ts'
import { type Measured, round } from '../measure.ts'
import { cityGrounds, type ImportPlace, importList, openImportPlace } from './import-place.ts'
import { watchMemory } from './memory.ts'

const LIMIT_MB = 400
/** Columns that nobody knows, as real lists have them: 20 in all. */
const MORE = ['法定代表人', '邮编', '登记机关', '经营状态', '备注', '序号'] as const

/** A workbook of 20 columns read into the directory, and the directory given as a workbook: the most memory that is seen. */
export async function measureWorkbooks(dataDir: string, rows: number): Promise<Measured[]> {
  const place = await openImportPlace(dataDir)
  try {
    const path = join(dataDir, 'list.xlsx')
    await writeBook(path, rows)
    return [await measureRead(place, path, rows), await measureWrite(place, dataDir)]
  } finally {
    await place.close()
  }
}

async function measureRead(place: ImportPlace, path: string, rows: number): Promise<Measured> {
  const memory = watchMemory(place.server.pid)
  const done = await importList(place, path)
  const most = await memory.stop()
  return figure('import.xlsx', most.server, [
    `${rows} × ${LIST_HEADER.length + MORE.length}; dry run ${round(done.check, 1)} s, writing ${round(done.apply, 1)} s; ${done.run.added} added`,
    `reading process ${Math.round(most.helpers)} MB, both ${Math.round(most.both)} MB`,
  ])
}

async function measureWrite(place: ImportPlace, dataDir: string): Promise<Measured> {
  const memory = watchMemory(place.server.pid)
  const begun = performance.now()
  const { bytes } = await place.client.download(exportEnterprises, {})
  const seconds = (performance.now() - begun) / 1000
  const most = await memory.stop()
  await pipeline(Readable.from([bytes]), createWriteStream(join(dataDir, 'export.xlsx')))
  return figure('export.xlsx', most.server, [
    `${round(bytes.length / 1e6, 1)} MB in ${round(seconds, 1)} s; helping processes ${Math.round(most.helpers)} MB`,
  ])
}

async function writeBook(path: string, rows: number) {
  const random = seededRandom(3)
  const grounds = cityGrounds()
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true })
  const sheet = book.addWorksheet('名单')
  sheet.addRow([...LIST_HEADER, ...MORE]).commit()
  for (let number = 0; number < rows; number++) {
    const line = Object.values(listLine(random, grounds, number))
    sheet.addRow([...line, '示例郑', '336000', '示例局', '存续', '', String(number + 1)]).commit()
  }
  sheet.commit()
  await book.commit()
}

function figure(name: string, megabytes: number, notes: string[]): Measured {
  return {
    name,
    ours: round(megabytes, 0),
    ceiling: null,
    ratio: null,
    unit: 'MB',
    p50: null,
    p95: null,
    p99: null,
    errors: 0,
    limit: LIMIT_MB,
    notes,
  }
}
