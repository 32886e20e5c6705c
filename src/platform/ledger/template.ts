import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../ids.ts'
import type { BinaryAnswer } from '../operation.ts'
import { writeSheets } from '../spreadsheets/write-sheets.ts'
import type { Column } from './columns.ts'
import { type Ledger, writtenColumns } from './ledger.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** An empty workbook with the columns of a ledger, and a second sheet that says how each is filled in. */
export async function templateOf(ledger: Ledger): Promise<BinaryAnswer> {
  const columns = writtenColumns(ledger)
  const path = join(tmpdir(), `template-${newId()}`)
  await writeSheets(path, [
    { name: ledger.title, columns: columns.map(([, { label }]) => ({ title: label, width: 18 })), rows: [] },
    {
      name: '填写说明',
      columns: [
        { title: '列', width: 20 },
        { title: '是否必填', width: 10 },
        { title: '怎么填', width: 70 },
      ],
      rows: columns.map(([, column]) => [column.label, column.required ? '必填' : '选填', howToFill(column)]),
    },
  ])
  const bytes = createReadStream(path)
  bytes.once('close', () => void rm(path, { force: true }))
  return { mediaType: XLSX, fileName: `${ledger.title}模板.xlsx`, bytes }
}

function howToFill(column: Column): string {
  const rule = {
    text: () => (column.kind === 'text' ? `文字，最多 ${column.max} 个字` : ''),
    code: () => '编号，文本格式，不要存成数字',
    date: () => '日期，如 2026-09-01',
    whole: () => `整数${unitOf(column)}`,
    decimal: () => `数字${unitOf(column)}`,
    money: () => '金额，单位元，如 1,200.50；写“3万元”也可以',
    choice: () => (column.kind === 'choice' ? Object.values(column.options).join('、') : ''),
    month: () => '年月，如 2026-09 或 2026年9月',
    'yes-no': () => '是或否',
    link: () => (column.kind === 'link' ? `已登记的${column.to().noun}的编号或名称` : ''),
  }[column.kind]()
  return column.hint ? `${rule}。${column.hint}` : rule
}

function unitOf(column: Column): string {
  return 'unit' in column && column.unit ? `，单位${column.unit}` : ''
}
