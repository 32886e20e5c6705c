import { type ColumnSpec, headerKey, matchColumns } from '#platform/spreadsheets/match-columns.ts'
import { type Cell, type Row, readTable } from '#platform/spreadsheets/read-table.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { cleanText } from '#platform/values/text.ts'
import { DRAFT_ROWS } from './drafts/contract.ts'

export type ListKey = 'name' | 'creditCode' | 'area' | 'nominated'

/** Columns of a list and the names they go by, in any order. */
export const listColumns: readonly ColumnSpec<ListKey>[] = [
  {
    key: 'name',
    label: '企业名称',
    aliases: ['单位名称', '单位详细名称', '名称', '获奖企业', '获奖单位', '企业全称', '市场主体名称'],
    required: true,
  },
  {
    key: 'creditCode',
    label: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码', '统一代码', '统一社会信用代码/注册号'],
  },
  { key: 'area', label: '所属县区', aliases: ['县市区', '县区', '所在县区', '行政区划', '地区', '所属地区'] },
  { key: 'nominated', label: '是否提名', aliases: ['奖项', '类别', '提名'] },
]
const known = new Set(listColumns.flatMap(({ label, aliases }) => [label, ...aliases]).map(headerKey))

export const isListHeader = (names: readonly string[]) =>
  names.some((name) => headerKey(name) !== headerKey('类别') && known.has(headerKey(name)))

/** A row of a list as it was written; `problem`: why it cannot be read, 哪里：为什么。怎么办。 */
export type ListedRow = {
  readonly line: number
  readonly name: string
  readonly creditCode: string
  readonly area: string
  readonly nominated: boolean
  readonly problem: string | null
}

export type ListedFile = {
  readonly mapping: Record<string, string>
  readonly rows: AsyncIterable<ListedRow>
}

/** Opens an uploaded list as a stream of rows. @throws SpreadsheetRefusal */
export async function openListedFile(path: string): Promise<ListedFile> {
  const table = await readTable(path, isListHeader)
  const { indexes, mapping, missing } = matchColumns(table.header, listColumns)
  if (missing.length > 0) {
    throw new SpreadsheetRefusal('content', `表头：缺少“${missing.join('”“')}”列。请补上后再传。`)
  }
  async function* rows() {
    let read = 0
    for await (const row of table.rows) {
      read += 1
      if (read > DRAFT_ROWS) {
        throw new SpreadsheetRefusal('size', `文件：超过 ${DRAFT_ROWS} 行。请核对是不是传错了文件。`)
      }
      yield readRow(row, indexes)
    }
  }
  return { mapping, rows: rows() }
}

function readRow(row: Row, indexes: Partial<Record<ListKey, number>>): ListedRow {
  const cell = (key: ListKey): Cell => row.cells[indexes[key] ?? -1] ?? { text: '' }
  const text = (key: ListKey) => cleanText(cell(key).text.toWellFormed())
  const name = text('name').slice(0, 200)
  const written = text('creditCode')
  const code = /^(n\/a|无|-|—|\/)$/i.test(written) ? '' : normaliseCreditCode(written).slice(0, 40)
  const formula = (['name', 'creditCode'] as const).find(
    (key) => cell(key).formula || /^[=@]/.test(text(key)),
  )
  return {
    line: row.line,
    name,
    creditCode: code,
    area: text('area').slice(0, 60),
    nominated: /提名|^是$/.test(text('nominated')),
    problem: formula
      ? '企业名称或代码：单元格是公式。请改成文字后再传。'
      : problemOf(name, code, cell('creditCode').numeric === true),
  }
}

const LOST = '统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请把这一列设为文本后重新填写。'

function problemOf(name: string, code: string, numeric: boolean): string | null {
  if (name === '' && code === '') return '企业名称：没有填写。请补填。'
  if (numeric || /^\d(\.\d+)?E\+?\d+$/i.test(code) || /^\d{15}000$/.test(code)) return LOST
  if (known.has(headerKey(name)) && (code === '' || known.has(headerKey(code)))) {
    return '这一行：是重复的表头。不列入名单。'
  }
  if (code === '' && /^(合计|总计|小计|共计|注[:：]|备注[:：]|说明[:：]|填表|制表|审核|联系)/.test(name)) {
    return '这一行：像是合计或说明，不是企业。不列入名单；确是企业的请补填代码。'
  }
  if (name.includes('\ufffd')) return '企业名称：含有残缺字符。请核对后更正，或另存为 .xlsx 再传。'
  if (code !== '' && !/^[0-9A-Z]{15}$|^[0-9A-Z]{18}$/.test(code)) {
    const why = /^[0-9A-Z]+$/.test(code) ? `有 ${code.length} 位，应为 18 位` : '有不能识别的字符'
    return `统一社会信用代码：${why}。请对照营业执照更正。`
  }
  return null
}
