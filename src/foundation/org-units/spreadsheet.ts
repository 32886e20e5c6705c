import type { ColumnSpec } from '#platform/spreadsheets/match-columns.ts'
import type { OrgUnit } from './contract.ts'

/** The words of the list of units, out and in. */
export const lineWords: Record<OrgUnit['line'], string> = {
  'market-regulation': '市场监管',
  industry: '工信',
}
export const levelWords: Record<OrgUnit['level'], string> = {
  nation: '国家',
  province: '省',
  city: '市',
  county: '县',
}
export const kindWords: Record<OrgUnit['kind'], string> = { bureau: '局', branch: '分局', zone: '功能区' }
export const functionWords: Record<OrgUnit['functions'][number], string> = {
  registration: '备案',
  roster: '名单',
  training: '培训',
}

export type Column =
  | 'numberingCode'
  | 'name'
  | 'shortName'
  | 'parent'
  | 'line'
  | 'level'
  | 'kind'
  | 'functions'
  | 'addressWords'

export const columns: readonly ColumnSpec<Column>[] = [
  { key: 'numberingCode', label: '编号代码', aliases: ['代码', '单位代码'], required: true },
  { key: 'name', label: '名称', aliases: ['单位名称', '单位'], required: true },
  { key: 'shortName', label: '简称', aliases: ['单位简称'] },
  { key: 'parent', label: '上级编号代码', aliases: ['上级代码', '上级单位代码'] },
  { key: 'line', label: '条线', aliases: [] },
  { key: 'level', label: '层级', aliases: ['级别'] },
  { key: 'kind', label: '类别', aliases: ['类型'] },
  { key: 'functions', label: '职能', aliases: [] },
  { key: 'addressWords', label: '地址关键词', aliases: ['关键词'] },
]

/** A header row of such a list. */
export function isUnitHeader(names: readonly string[]): boolean {
  const known = columns.filter(({ label, aliases }) =>
    [label, ...aliases].some((each) => names.includes(each)),
  )
  return known.length >= 2 && known.some(({ key }) => key === 'numberingCode')
}

/** The key of a word in a list, e.g. 分局 → branch; undefined when it is none. */
export function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  word: string,
): Key | undefined {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word)
}
