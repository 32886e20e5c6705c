import { join } from 'node:path'
import type { Measured } from '../measure.ts'
import { measureConformity } from './conformity-read.ts'
import { measureContention } from './contention.ts'
import { measureGrowth } from './coverage-growth.ts'
import { measureImportCsv } from './import-csv.ts'
import { measureLedgerImport } from './ledger-import.ts'
import { measureLedgerList } from './ledger-list.ts'
import { measureSearch } from './search-names.ts'
import { measureWorkbooks } from './workbooks.ts'

/** At a million enterprises; each in a folder of its own below `data`. */
export const scaleNames = [
  'import.csv',
  'import.xlsx',
  'export.xlsx',
  'search.names',
  'counter.contention',
  'coverage.growth',
  'conformity.read',
  'ledger.list',
  'ledger.import',
]
const FULL = { enterprises: 1_200_000, filings: 100_000 }
const HUNDREDTH = { enterprises: 12_000, filings: 1000 }
const WORKBOOK_ROWS = 100_000
const LEDGER_RECORDS = 200_000
const LEDGER_ROWS = 20_000

export type ScaleOptions = {
  data: string
  scale: number
  seconds: number
  wanted: (name: string) => boolean
  say: (line: string) => void
}

export async function measureScale({ data, scale, seconds, wanted, say }: ScaleOptions): Promise<Measured[]> {
  const at = (name: string) => join(data, scale === 1 ? name : `${name}-${scale}`)
  const size = { enterprises: FULL.enterprises * scale, filings: FULL.filings * scale }
  const measured: Measured[] = []
  const add = (...more: Measured[]) => {
    measured.push(...more)
    for (const { name } of more) say(`${name} done`)
  }
  if (wanted('import.csv')) add(await measureImportCsv(at('bench-import'), size.enterprises))
  if (wanted('import.xlsx') || wanted('export.xlsx')) {
    add(...(await measureWorkbooks(at('bench-workbooks'), WORKBOOK_ROWS * scale)))
  }
  if (wanted('counter.contention')) add(await measureContention(join(data, 'bench-county'), say))
  if (wanted('search.names')) add(await measureSearch(at('bench-registry'), size, seconds, say))
  if (wanted('coverage.growth')) {
    const folders = { large: at('bench-registry'), small: join(data, 'bench-registry-hundredth') }
    add(await measureGrowth(folders, { large: size, small: HUNDREDTH }, seconds, say))
  }
  if (wanted('conformity.read')) add(await measureConformity(at('bench-conformity'), scale, seconds))
  if (wanted('ledger.list')) add(await measureLedgerList(at('bench-ledger'), LEDGER_RECORDS * scale, seconds))
  if (wanted('ledger.import')) add(await measureLedgerImport(at('bench-ledger-import'), LEDGER_ROWS * scale))
  return measured
}
