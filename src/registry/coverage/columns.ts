import type { ExportColumn } from '#platform/spreadsheets/export-list.ts'
import { maskPersonName } from '#platform/values/person-name.ts'
import type { Coverage, CoverageRow, Indicator, Measure, Warning } from './contract.ts'
import type { MissingReason } from './lists/contract.ts'
import type { PageRow } from './store.ts'

type Row = { readonly row: CoverageRow }

/** A column for each count, numerators and denominators beside their ratio, so that a reader can work it out again. */
export function coverageColumns(table: Coverage): ExportColumn<Row>[] {
  return [
    { title: '单位', width: 28, of: ({ row }) => unitName(row, table) },
    ...table.indicators.flatMap((indicator) => columnsOf(indicator)),
  ]
}

function unitName({ unit }: CoverageRow, { unit: root, total }: Coverage): string {
  if (unit === total.unit || (unit.id === root.id && !unit.own)) return `${unit.name}（合计）`
  const ended = unit.endedOn === null ? '' : unit.mergedInto ? `（已并入${unit.mergedInto}）` : '（已撤销）'
  return `${unit.name}${unit.own ? '（本级）' : ''}${ended}`
}

function columnsOf({ id, name, kind, scopeName }: Indicator): ExportColumn<Row>[] {
  const figure = ({ row }: Row) => row.figures[id]
  const numerator = {
    title: kind === 'count' ? name : `${name}：分子`,
    kind: 'number' as const,
    of: (row: Row) => figure(row)?.numerator ?? null,
  }
  if (kind === 'count') return [numerator]
  return [
    numerator,
    {
      title: `${name}：分母（${scopeName}）`,
      kind: 'number',
      of: (row) => figure(row)?.denominator ?? '未知',
    },
    { title: `${name}（%）`, kind: 'number', of: (row) => percent(figure(row)?.ratio) },
    { title: `${name}：上年同日（%）`, kind: 'number', of: (row) => percent(figure(row)?.yearAgo) },
    { title: `${name}：目标（%）`, kind: 'number', of: (row) => goalOf(figure(row)?.goal?.value) },
    { title: `${name}：还差（家）`, kind: 'number', of: (row) => figure(row)?.goal?.short ?? null },
  ]
}

/** To a tenth; the exact number is in the two columns before. */
export function percent(ratio: number | null | undefined): number | string {
  return typeof ratio === 'number' ? Math.round(ratio * 1000) / 10 : '未知'
}

function goalOf(value: number | null | undefined): number | null {
  return typeof value === 'number' ? Math.round(value * 1000) / 10 : null
}

const warningWords: Readonly<Record<Warning['code'], string>> = {
  'list-missing': '没有名单',
  'list-old': '名单已过时',
  'lists-mixed': '名单年份不一',
  'packs-mixed': '各单位适用的规则不同',
  'no-pack': '没有适用的规则包',
  future: '统计日期还没有到，按已登记的任期推算',
}

/** What one must know to get the same numbers again. */
export function coverageFacts({ asOf, indicators }: Coverage): (readonly [string, string])[] {
  const scopeNames = new Map(indicators.map(({ scope, scopeName }) => [scope, scopeName]))
  const pack = asOf.pack
  return [
    ['统计日期', asOf.on],
    ['按何时掌握的情况', asOf.latest ? `${asOf.knownAt}（导出时）` : asOf.knownAt],
    ['单位划分', asOf.boundaries === 'then' ? '按统计日当时的归属' : '按现在的归属'],
    [
      '规则包',
      pack ? `${pack.docNo} ${pack.title}（${pack.id} 第 ${pack.version} 版，校验值 ${pack.hash}）` : '无',
    ],
    ...indicators.map(
      ({ code, name, doc, source }) =>
        [[code, name].filter(Boolean).join(' '), `${doc}。依据：${source}`] as const,
    ),
    ...asOf.lists.map(
      (list) =>
        [
          `名单：${list.unitName}`,
          list.rosterName === null
            ? `${scopeNames.get(list.scope) ?? list.scope}：没有`
            : `${list.rosterName} 第 ${list.no} 版，自 ${list.effectiveOn} 起，${list.members} 家${list.pending ? `（另有 ${list.pending} 家不在名录内）` : ''}，${list.signedBy} ${list.signedAt} 签认，校验值 ${list.digest}`,
        ] as const,
    ),
    ...asOf.warnings.map(
      ({ code, scope, units }) =>
        [
          '提示',
          `${warningWords[code]}${scope ? `（${scopeNames.get(scope) ?? scope}）` : ''}${units.length > 0 ? `：${units.join('、')}` : ''}`,
        ] as const,
    ),
  ]
}

export const measureWords: Readonly<Record<Measure, string>> = {
  members: '范围内的企业',
  filed: '已备案',
  appointed: '已聘任未备案',
  vacant: '空缺',
  expired: '任期届满',
  never: '从未聘任',
  letter: '已颁发聘书',
  trained: '已参加培训',
  evaluated: '已取得评价证书',
  'trained-times': '培训人次',
  pending: '在名单上、不在名录内',
}

export const reasonWords: Readonly<Record<MissingReason, string>> = {
  never: '从未聘任',
  'not-filed': '已聘任，还没有报备',
  submitted: '已报备，正在办理',
  returned: '已退回，等企业补正',
  vacant: '离任后空缺',
  expired: '任期届满未续聘',
  'list-old': '名单已过时',
}

/** The enterprises of a page in a workbook; names of persons as on the screen. */
export const memberColumns: readonly ExportColumn<PageRow>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '单位', width: 28, of: (row) => row.unitName },
  { title: '规模', of: (row) => row.size ?? '' },
  { title: '情况', width: 16, of: (row) => (row.standing === null ? '' : measureWords[row.standing]) },
  { title: '自', kind: 'date', of: (row) => row.since },
  { title: '首席质量官', of: (row) => (row.person === null ? '' : maskPersonName(row.person)) },
  { title: '任期至', kind: 'date', of: (row) => row.termTo },
]
