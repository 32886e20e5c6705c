import { type ColumnSpec, headerKey } from '#platform/spreadsheets/match-columns.ts'
import type { Cell, Row } from '#platform/spreadsheets/read-table.ts'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { type CreditCodeCheck, checkCreditCode } from '#platform/values/credit-code.ts'
import { checkRegistrationNumber } from '#platform/values/registration-number.ts'
import { remembering } from '#platform/values/remembering.ts'
import { cleanText } from '#platform/values/text.ts'
import type { Enterprise } from './contract.ts'
import { enterpriseTypeOfText } from './enterprise-types.ts'
import { divisionOf, findIndustry, findIndustryByName } from './industries.ts'
import { nameKeyOf, searchWordsOf } from './name-search.ts'

export type ImportKey =
  | 'name'
  | 'creditCode'
  | 'address'
  | 'area'
  | 'registeredOn'
  | 'typeText'
  | 'businessScope'
  | 'products'
  | 'industry'
  | 'size'
  | 'employees'
  | 'revenueWan'
  | 'assetsWan'
  | 'figuresYear'

/** Columns of an enterprise list and the names they go by. */
export const importColumns: readonly ColumnSpec<ImportKey>[] = [
  { key: 'name', label: '企业名称', aliases: ['单位名称', '名称', '市场主体名称'], required: true },
  {
    key: 'creditCode',
    label: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码', '统一代码', '统一社会信用代码/注册号'],
    required: true,
  },
  { key: 'address', label: '注册地址', aliases: ['住所', '地址', '企业地址', '注册地', '生产经营地址'] },
  { key: 'area', label: '所属县区', aliases: ['县市区', '县区', '所在县区', '行政区划', '地区'] },
  { key: 'registeredOn', label: '注册日期', aliases: ['成立日期', '登记日期', '成立时间'] },
  { key: 'typeText', label: '企业类型', aliases: ['登记类型', '类型'] },
  { key: 'businessScope', label: '经营范围', aliases: ['经营项目'] },
  { key: 'products', label: '主要产品', aliases: ['产品'] },
  { key: 'industry', label: '所属行业', aliases: ['行业', '行业代码', '行业类别', '国民经济行业'] },
  { key: 'size', label: '企业规模', aliases: ['规模', '企业划型', '划型'] },
  {
    key: 'employees',
    label: '从业人员',
    aliases: ['从业人数', '从业人员数', '职工人数', '从业人员期末人数'],
  },
  { key: 'revenueWan', label: '营业收入', aliases: ['营业收入万元', '主营业务收入', '年营业收入'] },
  { key: 'assetsWan', label: '资产总额', aliases: ['资产总额万元', '资产总计', '总资产'] },
  { key: 'figuresYear', label: '数据年份', aliases: ['年份', '年度', '数据年度'] },
]

const known = new Set(importColumns.flatMap((spec) => [spec.label, ...spec.aliases]).map(headerKey))

/** A header row holds at least two names that we know. */
export function isImportHeader(names: readonly string[]): boolean {
  return names.filter((name) => known.has(headerKey(name))).length >= 2
}

/** A row as it will be written; dates are civil dates. */
export type ImportRecord = {
  name: string
  creditCode: string
  creditCodeWarning: boolean
  /** An old 15-digit 注册号 is taken only with a reason. */
  codeKind: Enterprise['codeKind']
  address: string
  area: string
  registeredOn: string | null
  typeText: string
  /** 统计类别, where the wording decides it */
  typeCode: string | null
  businessScope: string
  products: string
  industryCode: string | null
  /** What the list says; where figures are known, they decide. */
  size: Enterprise['size']
  /** 从业人员, and 营业收入 and 资产总额 in 万元, of the year `figuresYear`. */
  employees: number | null
  revenueWan: number | null
  assetsWan: number | null
  figuresYear: number | null
  searchWords: string
  nameKey: string
  nameAreas: string
}

export type RowReading =
  | { readonly ok: true; readonly record: ImportRecord; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly name: string; readonly creditCode: string }

/** Reads a row: what is wrong is said in one sentence with the remedy, what is odd in remarks. */
export function readImportRow(row: Row, indexes: Partial<Record<ImportKey, number>>): RowReading {
  const cell = (key: ImportKey): Cell => row.cells[indexes[key] ?? -1] ?? { text: '' }
  const texts = {} as Record<ImportKey, string>
  for (const { key } of importColumns) texts[key] = cleanText(cell(key).text.toWellFormed())
  const text = (key: ImportKey) => texts[key]
  const name = text('name')
  const code = cell('creditCode')
  const bad = (message: string): RowReading => ({
    ok: false,
    message,
    name,
    creditCode: cleanText(code.text.toWellFormed()),
  })
  if (name === '') return bad('企业名称：没有填写。请补填。')
  if (/\ufffd.*\ufffd/.test(name))
    return bad(
      '企业名称：文字编码与文件的其他部分不同，无法辨认。请把整个文件另存为同一种编码，或另存为 .xlsx 再传。',
    )
  if ([...name].length > 120) return bad(`企业名称：有 ${[...name].length} 个字，最多 120 个字。请核对。`)
  const formula = importColumns.find(({ key }) => cell(key).formula || /^[=@]/.test(text(key)))
  if (formula) return bad(`${formula.label}：单元格是公式。请改成文字后再导入。`)
  if (code.numeric) return bad('统一社会信用代码：被 Excel 存成了数字，末几位已丢失。请设为文本后重新填写。')
  const checked = checkCode(code.text)
  if (!checked.ok) return bad(`统一社会信用代码：${checked.problem?.message ?? '不能识别。请核对。'}`)
  const remarks: string[] = []
  if (checked.problem) remarks.push(`统一社会信用代码：${checked.problem.message}`)
  for (const { key, label } of importColumns) {
    if (text(key).includes('\ufffd')) remarks.push(`${label}：含有残缺字符（\ufffd）。请核对后更正。`)
  }
  const typeText = blankNA(text('typeText')).slice(0, 100)
  const { key: nameKey, areas: nameAreas } = nameKeyOf(name)
  const record: ImportRecord = {
    name,
    searchWords: searchWordsOf(name),
    nameKey,
    nameAreas,
    creditCode: checked.code,
    creditCodeWarning: checked.problem !== undefined,
    codeKind: checked.codeKind,
    address: blankNA(text('address')).slice(0, 200),
    area: blankNA(text('area')),
    registeredOn: readDate(text('registeredOn'), remarks),
    typeText,
    typeCode: typeCodeOf(typeText)[0] ?? null,
    businessScope: blankNA(text('businessScope')).slice(0, 4000),
    products: blankNA(text('products')).slice(0, 300),
    industryCode: readIndustry(blankNA(text('industry')), remarks),
    size: readSize(blankNA(text('size')), remarks),
    ...readFigures((key) => blankNA(text(key)), remarks),
  }
  return { ok: true, record, remarks }
}

type CheckedCode = CreditCodeCheck & { readonly codeKind: Enterprise['codeKind'] }

/** A 统一社会信用代码, or an old 15-digit 注册号. */
function checkCode(text: string): CheckedCode {
  const old = checkRegistrationNumber(text)
  if (!old.ok) return { ...checkCreditCode(text), codeKind: 'credit-code' }
  const codeKind = 'registration-number'
  if (old.checkDigitFits) return { ok: true, code: old.code, codeKind }
  const message = '旧注册号的校验位对不上，可能有一位抄错。请对照营业执照核对。'
  return {
    ok: true,
    code: old.code,
    codeKind,
    problem: { kind: 'check-digit', severity: 'warning', message },
  }
}

function readDate(text: string, remarks: string[]): string | null {
  if (blankNA(text) === '') return null
  const read = parseCivilDate(text)
  if (read.ok) return read.value
  remarks.push(`注册日期：${read.message}本列已留空。`)
  return null
}

const typeCodeOf = remembering((text) => [enterpriseTypeOfText(text)?.code])

/** A code such as C34 or 3411, alone or before a name, or the name itself. */
const industryOf = remembering((text): string => {
  const written = /^([A-T]?)(\d{2,4})(?!\d)/i.exec(text)
  const division = written ? divisionOf(written[0]) : null
  if (written && division) return `${division.category}${written[2]}`
  return (findIndustryByName(text) ?? findIndustry(text))?.code ?? ''
})

function readIndustry(text: string, remarks: string[]): string | null {
  if (text === '') return null
  const code = industryOf(text)
  if (code !== '') return code
  remarks.push(`所属行业：不能识别“${text.slice(0, 30)}”，本列已留空。请填国民经济行业代码。`)
  return null
}

const figures = {
  employees: { label: '从业人员', most: 5_000_000 },
  revenueWan: { label: '营业收入', most: 1_000_000_000 },
  assetsWan: { label: '资产总额', most: 10_000_000_000 },
} as const
type Figure = keyof typeof figures

/** Whole persons and 万元; a figure with a fraction is rounded down, so that no bound is reached by rounding. */
function readFigures(text: (key: Figure | 'figuresYear') => string, remarks: string[]) {
  const read = (key: Figure): number | null => {
    const written = text(key).replace(/[,，\s]/g, '')
    if (written === '') return null
    const value = /^\d+(\.\d+)?$/.test(written) ? Math.floor(Number(written)) : Number.NaN
    if (value <= figures[key].most) return value
    remarks.push(`${figures[key].label}：不能识别“${written.slice(0, 30)}”，本列已留空。请填不带单位的数字。`)
    return null
  }
  const year = /^(\d{4})(年|年度)?$/.exec(text('figuresYear'))?.[1]
  const figuresYear = year && Number(year) >= 1990 && Number(year) <= 2100 ? Number(year) : null
  if (text('figuresYear') !== '' && figuresYear === null) {
    remarks.push('数据年份：不能识别，本列已留空。请填四位年份，如 2025。')
  }
  return {
    employees: read('employees'),
    revenueWan: read('revenueWan'),
    assetsWan: read('assetsWan'),
    figuresYear,
  }
}

function readSize(text: string, remarks: string[]): ImportRecord['size'] {
  if (text === '') return null
  const word = /^([大中小微])型?(企业)?$/.exec(text)?.[1]
  if (word) return `${word}型` as ImportRecord['size']
  remarks.push(`企业规模：不能识别“${text.slice(0, 30)}”，本列已留空。请填大型、中型、小型或微型。`)
  return null
}

function blankNA(text: string): string {
  return /^(n\/?a|无|-|—|\/)$/i.test(text) ? '' : text
}
