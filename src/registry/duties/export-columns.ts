import { sql } from 'kysely'
import type { ExportColumn } from '#platform/spreadsheets/export-list.ts'
import type { Duty, OnTime } from './contract.ts'
import {
  basisWords,
  doneByWords,
  kindWords,
  periodWords,
  ratioWords,
  stateNames,
  stateWords,
} from './words.ts'

/** Rows that were computed, as a query for the export. */
export function computedRows<T extends object>(rows: readonly T[]) {
  return sql<{ row: T }>`(
    select each.value as row from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as each (value, place)
     order by each.place)`
}

export const dutyColumns: readonly ExportColumn<{ row: Duty }>[] = [
  { title: '单位', width: 28, of: ({ row }) => row.unitName },
  { title: '事项', width: 36, of: ({ row }) => row.title },
  { title: '类别', width: 16, of: ({ row }) => kindWords[row.kind] },
  { title: '期次', width: 14, of: ({ row }) => periodWords(row.period) },
  { title: '期限', kind: 'date', of: ({ row }) => row.due },
  { title: '原期限', kind: 'date', of: ({ row }) => row.extendedFrom },
  { title: '文件中的时间', width: 18, of: ({ row }) => row.dueText },
  { title: '状态', width: 22, of: ({ row }) => stateWords(row) },
  { title: '完成日期', kind: 'date', of: ({ row }) => row.doneOn },
  { title: '完成由谁登记', width: 14, of: ({ row }) => (row.doneBy ? doneByWords[row.doneBy] : null) },
  { title: '怎样算完成', width: 28, of: ({ row }) => row.counts },
  { title: '理由', width: 30, of: ({ row }) => row.reason },
  { title: '依据', width: 36, of: ({ row }) => basisWords(row) },
  { title: '说明', width: 36, of: ({ row }) => row.basis.note },
]

export const onTimeColumns: readonly ExportColumn<{ row: OnTime }>[] = [
  { title: '单位', width: 28, of: ({ row }) => row.unitName },
  { title: '已到期事项', kind: 'number', of: ({ row }) => row.due },
  { title: '按时完成', kind: 'number', of: ({ row }) => row.onTime },
  { title: '按时报送率', width: 12, of: ({ row }) => ratioWords(row.onTime, row.due) },
  { title: '逾期未完成', kind: 'number', of: ({ row }) => row.late },
  { title: '逾期完成', kind: 'number', of: ({ row }) => row.doneLate },
  { title: '连同下级：已到期', kind: 'number', of: ({ row }) => row.within.due },
  { title: '连同下级：按时完成', kind: 'number', of: ({ row }) => row.within.onTime },
  { title: '连同下级：逾期未完成', kind: 'number', of: ({ row }) => row.within.late },
]

export const filterWords = ({ year, state, kind, text }: Record<string, unknown>) =>
  [
    ['年份', String(year)],
    ...(state ? [['状态', stateNames[state as Duty['state']]]] : []),
    ...(kind ? [['类别', kindWords[kind as Duty['kind']]]] : []),
    ...(text ? [['查找', String(text)]] : []),
  ] as [string, string][]

export const dutyFacts = [
  ['怎样计算', '期限按当时有效的规则包和上级设定计算，不手工录入；逾期按国务院办公厅公布的工作日计'],
] as const
export const onTimeFacts = [
  ...dutyFacts,
  ['K9 按时报送率', '按时完成的事项 ÷ 到今天为止已到期的事项；不适用和未定期限的不计；以首次报送为准'],
] as const
