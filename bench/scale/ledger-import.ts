import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createClient } from '#platform/client.ts'
import type { LedgerImport } from '#platform/ledger/contract-of.ts'
import { writeSheets } from '#platform/spreadsheets/write-sheets.ts'
import { instrumentContract } from '#workbench/instruments/contract.ts'
import { type Measured, median, round } from '../measure.ts'
import { cpuOf, cpuOfPostgres, usedSince } from '../processes.ts'
import { DEPARTMENTS, type LedgerPlace, openLedgerPlace, PEOPLE } from './ledger-place.ts'
import { watchMemory } from './memory.ts'

const COPIES = 3
const MOST_SECONDS = 20
const MOST_MB = 400

/**
 * A workbook of instruments over HTTP, from the first byte sent to the last row in the ledger, against COPY of the rows that came
 * of it into a table with the same columns and indexes, without keys, triggers and row-level security.
 */
export async function measureLedgerImport(dataDir: string, rows: number): Promise<Measured> {
  const place = await openLedgerPlace(dataDir)
  try {
    const path = join(dataDir, 'instruments.xlsx')
    await writeBook(path, rows)
    const memory = watchMemory(place.server.pid)
    const before = { node: await cpuOf(place.server.pid), database: await cpuOfPostgres(dataDir) }
    const done = await importBook(place, path)
    const node = (await cpuOf(place.server.pid)) - before.node
    const database = usedSince(before.database, await cpuOfPostgres(dataDir))
    const most = await memory.stop()
    const copies = await copyBare(place.owner)
    const ours = done.run.added / done.all
    const ceiling = done.run.added / median(copies)
    const reached = done.all <= MOST_SECONDS && most.server < MOST_MB
    return {
      name: 'ledger.import',
      ours: round(ours, 0),
      ceiling: round(ceiling, 0),
      ratio: round(ours / ceiling, 3),
      unit: 'rows/s',
      p50: null,
      p95: null,
      p99: null,
      errors: reached && done.run.added === rows ? 0 : 1,
      limit: 0.1,
      notes: [
        `processor time with the undoing: server ${round(node, 1)} s, PostgreSQL ${round(database, 1)} s`,
        `${rows} rows of Excel in ${round(done.all, 1)} s, to be ≤ ${MOST_SECONDS}: ${reached ? 'yes' : 'NO'}; ${done.run.added} added, ${done.run.rejected} rejected`,
        `upload ${round(done.upload, 1)} s, dry run ${round(done.check, 1)} s, writing ${round(done.apply, 1)} s, undo ${round(done.undo, 1)} s; bare COPY ${copies.map((s) => round(s, 2)).join(', ')} s`,
        `memory at most: server ${Math.round(most.server)} MB, to be < ${MOST_MB}; helping processes ${Math.round(most.helpers)} MB`,
      ],
    }
  } finally {
    await place.close()
  }
}

async function importBook({ server, enterpriseId, token, owner }: LedgerPlace, path: string) {
  const client = createClient({ baseUrl: `http://127.0.0.1:${server.port}`, token })
  const begun = performance.now()
  const body = await openAsBlob(path)
  const input = { enterpriseId, fileName: '计量器具台帐.xlsx' }
  const { id: importId } = await client.call(instrumentContract.startImport, input, { body })
  const uploaded = performance.now()
  const of = { enterpriseId, importId }
  const checked = async (): Promise<LedgerImport> => {
    for (;;) {
      const run = await client.call(instrumentContract.readImport, of)
      if (run.status === 'checked') return run
      if (run.status !== 'checking') throw new Error(run.problem ?? run.status)
      await sleep(100)
    }
  }
  await checked()
  const read = performance.now()
  const run = await client.call(instrumentContract.applyImport, of)
  const written = performance.now()
  // What came of it is copied afterwards: undone in a table of its own.
  await owner.query('create table came as table instruments')
  const undoing = performance.now()
  await client.call(instrumentContract.undoImport, of)
  const seconds = (from: number, to: number) => (to - from) / 1000
  return {
    run,
    upload: seconds(begun, uploaded),
    check: seconds(uploaded, read),
    apply: seconds(read, written),
    all: seconds(begun, written),
    undo: seconds(undoing, performance.now()),
  }
}

/** Seconds of each COPY of the rows into a bare table. */
async function copyBare(owner: pg.ClientBase): Promise<number[]> {
  const one = async (text: string) => Object.values((await owner.query(text)).rows[0] ?? {})[0] as string
  const file = `${await one('show data_directory')}/bench-copy.txt`
  await owner.query('create table bare (like instruments including defaults)')
  const { rows } = await owner.query<{ as: string }>(
    `select pg_get_indexdef(indexrelid) as as from pg_index where indrelid = 'instruments'::regclass`,
  )
  for (const [index, { as }] of rows.entries()) {
    await owner.query(as.replace(/INDEX \S+ ON public\.instruments/, `INDEX bare_${index} ON public.bare`))
  }
  await owner.query(`copy came to '${file}'`)
  const times: number[] = []
  for (let number = 0; number < COPIES; number++) {
    await owner.query('truncate bare')
    await owner.query('checkpoint')
    const begun = performance.now()
    await owner.query(`copy bare from '${file}'`)
    times.push((performance.now() - begun) / 1000)
  }
  await owner.query('drop table bare, came')
  return times
}

const HEADER = [
  '序号',
  '统一编号',
  '器具名称',
  '规格型号',
  '准确度等级',
  '出厂编号',
  '生产厂家',
  '使用部门',
  '保管人',
  'ABC分类',
  '是否强检',
  '检定周期',
  '检定日期',
  '证书编号',
  '检定单位',
  '备注',
]

/** A list as factories keep it: titles of their own, dates in several spellings. */
async function writeBook(path: string, count: number) {
  const names = ['游标卡尺', '千分尺', '压力表', '电子天平', '温度计', '示波器']
  const day = (n: number) => [1 + (n % 9), 1 + (n % 28)] as const
  const spelt = (n: number) => {
    const [month, date] = day(n)
    return [
      `2026-0${month}-${String(date).padStart(2, '0')}`,
      `2026.${month}.${date}`,
      `2026年${month}月${date}日`,
    ][n % 3]
  }
  const row = (n: number) => [
    n,
    `JL${String(n).padStart(6, '0')}`,
    names[n % names.length] ?? '',
    `0-${n % 300}mm`,
    `${(n % 4) + 1}级`,
    `SN${n * 7919}`,
    `示例${n % 20}量具厂`,
    `示例${1 + (n % DEPARTMENTS)}车间`,
    `示例${1 + (n % PEOPLE)}`,
    ['A类', 'B类', 'C类'][n % 3] ?? '',
    n % 2 ? '是' : '否',
    12,
    spelt(n) ?? '',
    `ZS${n}`,
    '示例计量所',
    '',
  ]
  function* rows() {
    for (let n = 1; n <= count; n++) yield row(n)
  }
  await writeSheets(path, [
    { name: '台帐', columns: HEADER.map((title) => ({ title, width: 14 })), rows: rows() },
  ])
}
