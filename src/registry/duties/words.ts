import type { Duty, DutyKind, DutyState } from './contract.ts'

export const kindWords: Readonly<Record<DutyKind, string>> = {
  'cultivation-plan': '培育计划',
  'upward-report': '上报',
  roster: '名单',
  survey: '摸底',
  entry: '录入信息采集系统',
  other: '其他',
}

/** States without their figures, as filters name them. */
export const stateNames: Readonly<Record<DutyState, string>> = {
  upcoming: '未到期',
  near: '临近',
  today: '今天到期',
  late: '逾期',
  done: '按时完成',
  'done-late': '逾期完成',
  'not-applicable': '不适用',
  undated: '未定期限',
}

export const doneByWords = { system: '系统', unit: '本单位登记', upper: '上级单位登记' } as const

/** 2026 年, 2026 年上半年, 2026 年第 3 季度, 2026 年 7 月; a day is said by the due date already. */
export function periodWords(period: string): string {
  const [, year, half, quarter, month] = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)))?$/.exec(period) ?? []
  if (!year) return ''
  if (half) return `${year}年${half === '1' ? '上' : '下'}半年`
  if (quarter) return `${year}年第${quarter}季度`
  return month ? `${year}年${Number(month)}月` : `${year}年`
}

/** The words of a state, with its figure. */
export function stateWords({
  state,
  lateWorkdays,
  workdaysLeft,
}: Pick<Duty, 'state' | 'lateWorkdays' | 'workdaysLeft'>): string {
  switch (state) {
    case 'upcoming':
      return '未到期'
    case 'near':
      return `临近，还有 ${workdaysLeft} 个工作日`
    case 'today':
      return '今天到期'
    case 'late':
      return lateWorkdays ? `逾期 ${lateWorkdays} 个工作日` : '逾期不足 1 个工作日'
    case 'done':
      return '按时完成'
    case 'done-late':
      return lateWorkdays ? `逾期 ${lateWorkdays} 个工作日完成` : '逾期完成'
    case 'not-applicable':
      return '不适用'
    case 'undated':
      return '未定期限'
  }
}

export function basisWords({ basis }: Pick<Duty, 'basis'>): string {
  const said = [basis.setBy ? `${basis.setBy}设定` : '', basis.docNo ?? '', basis.clause ?? ''].filter(
    Boolean,
  )
  return [...said, ...(basis.sample ? ['示例'] : [])].join(' ')
}

/** A ratio is never shown without something to divide by. */
export function ratioWords(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`
}
