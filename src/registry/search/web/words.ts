import type { OfficerState } from '../contract.ts'

const n = (count: number) => count.toLocaleString('zh-CN')
const states: Record<OfficerState | 'none' | 'ended', string> = {
  filed: '已备案',
  appointed: '已聘任未备案',
  past: '已卸任',
  none: '没有首席质量官',
  ended: '企业已终止',
}

export const words = {
  title: '查找',
  what: '企业名称、姓名、拼音首字母、信用代码、备案编号',
  how: '输入两个字以上：企业名称或姓名的任何一段、拼音首字母（如 jxgs）、统一社会信用代码或备案编号的开头。',
  enterprises: '企业',
  officers: '首席质量官',
  found: (shown: number, total: number, more: boolean) =>
    more
      ? `超过 ${n(total)} 项，列出前 ${n(shown)} 项。请多输几个字。`
      : total > shown
        ? `共 ${n(total)} 项，列出前 ${n(shown)} 项。`
        : `共 ${n(total)} 项`,
  all: '在企业名录中查看全部',
  noEnterprise: '没有找到企业。请换一段名称，或核对信用代码。',
  noOfficer: '没有找到首席质量官。请换一段姓名，或核对备案编号。',
  industryLine: '首席质量官的姓名只向市场监管部门显示。',
  columns: {
    name: '企业名称',
    creditCode: '统一社会信用代码',
    unit: '负责单位',
    state: '首席质量官',
    person: '姓名',
    position: '岗位',
    term: '任期',
    filingNo: '备案编号',
    enterprise: '企业',
    personState: '状态',
  },
  states,
  term: (from: string, to: string | null) => `${from} 至 ${to ?? '未定'}`,
  none: '—',
} as const
