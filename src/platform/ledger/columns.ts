import { z } from 'zod'
import { CivilDate, parseCivilDate, WrittenDate } from '../values/civil-date.ts'
import { Fen, formatYuan, parseYuan } from '../values/money.ts'
import { type Reading, refused, understood } from '../values/reading.ts'
import { normaliseCode, normaliseText, textSchema } from '../values/text.ts'
import { parseYearMonth, YearMonth } from '../values/year-month.ts'

type Shared = {
  /** Its name on screen, on paper and as a header in Excel. */
  readonly label: string
  /** Other headers under which lists of enterprises have it. */
  readonly aliases?: readonly string[]
  readonly required?: boolean
  /** Shown in the list; all columns are in the form and in Excel. */
  readonly listed?: boolean
  readonly hint?: string
  /**
   * Written by the capability alone, e.g. a state or a computed day: shown, filtered, sorted and exported, but in no form,
   * template or import.
   */
  readonly managed?: true
}

/** A declared column of a ledger. Values that are missing are null. */
export type Column =
  | (Shared & { readonly kind: 'text'; readonly max: number; readonly lines?: 'many' })
  /** A number of a thing, e.g. 出厂编号: half width, without white space. */
  | (Shared & { readonly kind: 'code'; readonly max: number })
  | (Shared & { readonly kind: 'date' })
  /** A month of the calendar, YYYY-MM. */
  | (Shared & { readonly kind: 'month' })
  | (Shared & {
      readonly kind: 'whole'
      readonly min?: number
      readonly max?: number
      readonly unit?: string
      /** Units that lists use beside ours, and how many of ours one of them is: 年 is 12 月. */
      readonly otherUnits?: Readonly<Record<string, number>>
    })
  /** Kept as a decimal text, exactly as many places as told. */
  | (Shared & { readonly kind: 'decimal'; readonly places: number; readonly unit?: string })
  /** Integer 分; people read and write 元. Below zero only where `negative` says that it has a meaning. */
  | (Shared & { readonly kind: 'money'; readonly negative?: true })
  | (Shared & { readonly kind: 'choice'; readonly options: Readonly<Record<string, string>> })
  | (Shared & { readonly kind: 'yes-no' })
  /** A record of another ledger of the enterprise, kept by its id; files name it by its key or by what it is called. */
  | (Shared & {
      readonly kind: 'link'
      readonly to: () => LinkTarget
      /** Leads to the own ledger, and never round to where it began: 上级部门. */
      readonly acyclic?: true
    })

/** What a link needs to know of the ledger that it leads to. */
export type LinkTarget = {
  readonly table: string
  readonly noun: string
  readonly path: string
  readonly key: readonly string[]
  readonly called: string
}

export type Value = string | number | boolean | null

/** The value of a column as it is kept. */
export type ValueOf<C extends Column> =
  | (C extends { kind: 'whole' | 'money' } ? number : C extends { kind: 'yes-no' } ? boolean : string)
  | (C extends { required: true } ? never : null)

const MISSING = '没有填写。请填写。'
const NEGATIVE = '金额不能是负数。请核对；冲减的，请在说明里写清楚。'
/** The largest whole number that a column keeps. */
const LARGEST = 2_147_483_647

/** Schema of what is kept and shown. */
export function keptSchema(column: Column): z.ZodType<Value> {
  const schema = {
    text: () => z.string(),
    code: () => z.string(),
    date: () => CivilDate,
    month: () => YearMonth,
    whole: () => z.int(),
    decimal: () => z.string(),
    money: () => Fen,
    choice: () => z.string(),
    'yes-no': () => z.boolean(),
    link: () => z.uuid(),
  }[column.kind]()
  return column.required ? schema : schema.nullable()
}

/** Whether a text stands for a value of the column, as a page's end names it. */
export function isKept(column: Column, text: string): boolean {
  if (column.kind === 'whole' || column.kind === 'money') return /^-?\d{1,16}$/.test(text)
  if (column.kind === 'decimal') return /^-?\d{1,30}(\.\d{1,30})?$/.test(text)
  if (column.kind === 'yes-no') return text === 'true' || text === 'false'
  return keptSchema({ ...column, required: true }).safeParse(text).success
}

/** Schema of what a person hands in through a form: texts are cleaned, dates and amounts read as people write them. */
export function writtenSchema(column: Column): z.ZodType<Value> {
  const schema = written(column)
  if (column.required) return schema
  // An emptied field of a form is a value that is missing.
  return z.preprocess(
    (value) => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value),
    schema.nullable(),
  )
}

function written(column: Column): z.ZodType<Value> {
  switch (column.kind) {
    case 'text':
      return textSchema({ max: column.max, ...(column.lines && { lines: column.lines }) })
    case 'date':
      return WrittenDate
    case 'month':
      return YearMonth
    case 'whole':
      return z
        .int('不是整数。请填写整数。')
        .min(least(column), `小于 ${least(column)}。请核对。`)
        .max(most(column), `大于 ${most(column)}。请核对。`)
    case 'money':
      return column.negative ? Fen : Fen.min(0, NEGATIVE)
    case 'yes-no':
      return z.boolean('没有选择。请选择是或否。')
    case 'choice':
      return z.enum(Object.keys(column.options), '不在可选的范围内。请从列表中选择。')
    case 'link':
      return z.uuid('没有选择。请从列表中选择。')
    default:
      return z.string(MISSING).transform((text, ctx) => {
        const read = readText(column, text)
        if (read.ok && read.value !== null && read.value !== '') return read.value as string
        ctx.addIssue({ code: 'custom', message: read.ok ? MISSING : read.message })
        return z.NEVER
      })
  }
}

/** A cell of a file; `numeric` where the workbook kept a number, so that long digits are lost. */
export type WrittenCell = { readonly text: string; readonly numeric?: true }

/** Reads a cell as people write it in lists of their own. */
export function readCell(column: Column, cell: WrittenCell): Reading<Value> {
  if (cell.text.trim() === '') {
    return column.required ? refused(MISSING) : understood(null)
  }
  if (column.kind === 'code' && cell.numeric && /e\+|\d{16,}/i.test(cell.text)) {
    return refused('Excel 把它当成了数字，后面的位数已经丢失。请把这一列设成文本格式后重新填写。')
  }
  if (column.kind === 'month' && cell.numeric && cell.text.includes('.')) {
    return refused('Excel 把它当成了小数，分不清 1 月和 10 月。请把这一列设成文本格式，按“2026-10”填写。')
  }
  return readText(column, cell.text)
}

function readText(column: Column, text: string): Reading<Value> {
  switch (column.kind) {
    case 'text':
      return withinLength(normaliseText(text, column.lines), column.max)
    case 'code':
      return withinLength(understood(normaliseCode(text)), column.max)
    case 'date':
      return parseCivilDate(text)
    case 'month':
      return parseYearMonth(text)
    case 'money':
      return readMoney(column, text)
    case 'whole':
      return readWhole(column, text)
    case 'decimal':
      return readDecimal(column, text)
    case 'choice':
      return readChoice(column.options, text)
    case 'yes-no':
      return readYesNo(text)
    case 'link':
      // Looked up among the records of the other ledger afterwards, many at once.
      return normaliseText(text)
  }
}

function withinLength(read: Reading<string>, max: number): Reading<string> {
  if (!read.ok) return read
  const count = [...read.value].length
  return count <= max ? read : refused(`填了 ${count} 个字，最多 ${max} 个字。请删减。`)
}

/** “1,200 件” with the column's own unit is 1200; another unit is refused, not converted in silence. */
function numberText(text: string, unit: string | undefined): Reading<string> {
  const raw = normaliseCode(text)
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(.*)$/.exec(raw)
  if (!found) return refused('不是数字。请填写数字。')
  const [, sign = '', whole = '', fraction = '', written = ''] = found
  if (written !== '' && written !== normaliseCode(unit ?? '')) {
    const wanted = unit ? `这一列的单位是“${unit}”` : '这一列没有单位'
    return refused(`写了单位“${written}”，${wanted}。请换算后只填数字。`)
  }
  return understood(`${sign}${whole.replaceAll(',', '')}${fraction ? `.${fraction}` : ''}`)
}

function readWhole(column: Extract<Column, { kind: 'whole' }>, text: string): Reading<number> {
  const raw = normaliseCode(text)
  const [other, ours] =
    Object.entries(column.otherUnits ?? {}).find(([unit]) => raw.endsWith(normaliseCode(unit))) ?? []
  const read = other
    ? numberText(raw.slice(0, -normaliseCode(other).length), undefined)
    : numberText(text, column.unit)
  if (!read.ok) return read
  const value = Number(read.value) * (ours ?? 1)
  if (!Number.isSafeInteger(value)) return refused('不是整数。请填写整数。')
  if (value < least(column)) return refused(`小于 ${least(column)}。请核对。`)
  if (value > most(column)) return refused(`大于 ${most(column)}。请核对。`)
  return understood(value)
}

const least = ({ min }: Extract<Column, { kind: 'whole' }>) => min ?? -LARGEST
const most = ({ max }: Extract<Column, { kind: 'whole' }>) => max ?? LARGEST

function readMoney(column: Extract<Column, { kind: 'money' }>, text: string): Reading<number> {
  const read = parseYuan(text)
  return read.ok && read.value < 0 && !column.negative ? refused(NEGATIVE) : read
}

function readDecimal(column: Extract<Column, { kind: 'decimal' }>, text: string): Reading<string> {
  const read = numberText(text, column.unit)
  if (!read.ok) return read
  const [whole = '', fraction = ''] = read.value.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > column.places) return refused(`超过 ${column.places} 位小数。请四舍五入后填写。`)
  if (whole.replace('-', '').length > 15) return refused('数字太大。请核对位数和单位。')
  const digits = kept.padEnd(column.places, '0')
  return understood(`${whole.replace(/^(-?)0+(?=\d)/, '$1')}${column.places > 0 ? `.${digits}` : ''}`)
}

function readChoice(options: Readonly<Record<string, string>>, text: string): Reading<string> {
  const wanted = normaliseCode(text)
  const found = Object.entries(options).find(
    ([code, label]) => normaliseCode(label) === wanted || normaliseCode(code) === wanted,
  )
  if (found) return understood(found[0])
  return refused(`“${text.trim()}”不在可选的范围内。请填写${Object.values(options).join('、')}之一。`)
}

function readYesNo(text: string): Reading<boolean> {
  const wanted = normaliseCode(text)
  if (['是', '有', 'Y', 'YES', 'TRUE', '1', '√'].includes(wanted)) return understood(true)
  if (['否', '无', 'N', 'NO', 'FALSE', '0', '×', 'X'].includes(wanted)) return understood(false)
  return refused(`看不懂“${text.trim()}”。请填写是或否。`)
}

/** As people read it, in a list, a file or a message; a missing value is an empty text. */
export function asWritten(column: Column, value: Value): string {
  if (value === null) return ''
  if (column.kind === 'money') return formatYuan(value as number)
  if (column.kind === 'choice') return column.options[value as string] ?? String(value)
  if (column.kind === 'yes-no') return value ? '是' : '否'
  // Kept with all its places; nobody writes 60.000.
  if (column.kind === 'decimal')
    return String(value)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '')
  return String(value)
}
