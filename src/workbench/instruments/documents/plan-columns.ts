import { invalidInput } from '#platform/operation.ts'
import type { ExportColumn } from '#platform/spreadsheets/export-list.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import { type Obligation, outcomes, type Planned } from '../contract.ts'

const categories: Readonly<Record<string, string>> = { a: 'A', b: 'B', c: 'C' }
const tracings: Readonly<Record<string, string>> = {
  verification: '检定',
  calibration: '校准',
  own: '自校',
  comparison: '比对',
}

/** The plan on paper and in Excel, in the same words. */
export const planColumns: readonly (ExportColumn<Planned> & { readonly share: number })[] = [
  { title: '计划日期', kind: 'date', share: 8, of: ({ plannedOn }) => plannedOn },
  { title: '器具编号', share: 9, of: ({ instrumentNo }) => instrumentNo },
  { title: '器具名称', width: 24, share: 13, of: ({ name }) => name },
  { title: '型号规格', width: 18, share: 9, of: ({ model }) => model },
  { title: '出厂编号', share: 9, of: ({ factoryNo }) => factoryNo },
  { title: '使用部门', share: 9, of: ({ department }) => department },
  { title: '类别', share: 4, of: ({ category }) => categories[category ?? ''] ?? null },
  { title: '强检', share: 4, of: ({ mandatory }) => (mandatory ? '是' : '') },
  { title: '方式', share: 5, of: ({ tracing }) => tracings[tracing ?? ''] ?? null },
  { title: '周期（月）', kind: 'number', share: 5, of: ({ cycleMonths }) => cycleMonths },
  { title: '上次日期', kind: 'date', share: 8, of: ({ lastOn }) => lastOn },
  { title: '机构', width: 20, share: 11, of: ({ body }) => body },
  { title: '完成日期', kind: 'date', share: 8, of: ({ doneOn }) => doneOn },
  { title: '备注', share: 6, of: ({ late }) => (late ? '已超期' : '') },
]

export function planName({ year, month }: { readonly year: number; readonly month?: number | undefined }) {
  return month === undefined ? `${year}年周期检定计划` : `${year}年${month}月周期检定计划`
}

export const obligationColumns: readonly ExportColumn<Obligation>[] = [
  { title: '器具编号', of: ({ instrumentNo }) => instrumentNo },
  { title: '器具名称', width: 24, of: ({ name }) => name },
  { title: '使用部门', of: ({ department }) => department },
  { title: '强制检定', of: ({ mandatory }) => (mandatory ? '是' : '否') },
  { title: '应检日期', kind: 'date', of: ({ dueOn }) => dueOn },
  { title: '完成日期', kind: 'date', of: ({ doneOn }) => doneOn },
  { title: '情况', of: ({ outcome }) => outcomes[outcome] },
]

export const PLAN_BASIS =
  '已完成的按证书；未完成的由在用器具的有效期和周期推算，假定每次都在到期日检定，已超期的假定今天补检。以前年度超期的排在今年 1 月 1 日。'

const YEARS_AHEAD = 5

/** @throws invalidInput beyond five years: nobody plans so far, and the days are many. */
export function planQuery<Q extends { readonly year: number }>(
  query: Q,
  now: Date,
): Q & { today: CivilDate } {
  const today = civilDateOf(now)
  const last = Number(today.slice(0, 4)) + YEARS_AHEAD
  if (query.year <= last) return { ...query, today }
  const message = `年份：${query.year} 年太远，最多推算到 ${last} 年。请改小。`
  throw invalidInput({ detail: message, errors: [{ path: 'year', message }] })
}
