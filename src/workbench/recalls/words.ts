import type { Step } from './domain.ts'
import type { PaperKind } from './dossier/contract.ts'
import type { ClockSpan, RecallEventKind } from './schemes/contract.ts'

export const eventWords: Readonly<Record<RecallEventKind, string>> = {
  known: '首次知道',
  investigating: '开始缺陷调查',
  confirmed: '确认缺陷',
  refuted: '认定缺陷不成立',
  reopened: '重新调查',
  'plan-reported': '报送召回计划',
  started: '开始实施',
  'stage-reported': '报送阶段报告',
  completed: '完成实施',
  resumed: '继续实施',
  'summary-reported': '报送召回总结',
  closed: '关闭',
  'authority-told': '向监管部门报告',
  ordered: '收到责令或缺陷认定通知',
  objected: '提出异议',
  published: '向社会公布',
  'sellers-told': '通知销售者',
  'users-told': '通知使用者',
  assessed: '监管部门评估',
}

export const stepWords: Readonly<Record<Step, string>> = {
  investigate: '开始缺陷调查',
  confirm: '确认缺陷',
  refute: '认定缺陷不成立',
  reopen: '重新调查',
  'report-plan': '报送召回计划',
  start: '开始实施召回',
  'report-stage': '报送阶段报告',
  complete: '完成实施',
  resume: '继续实施',
  'report-summary': '报送召回总结',
  close: '关闭召回',
}

export const paperWords: Readonly<Record<PaperKind, string>> = {
  plan: '召回计划',
  stage: '召回阶段报告',
  summary: '召回总结报告',
}

/** 召回计划（第 2 版）, 召回阶段报告（第 1 次）, 召回总结报告. */
export function paperName(kind: PaperKind, no: number): string {
  if (kind === 'stage') return `${paperWords[kind]}（第 ${no} 次）`
  return no > 1 ? `${paperWords[kind]}（第 ${no} 版）` : paperWords[kind]
}

const units: Readonly<Record<ClockSpan['unit'], string>> = {
  hour: '小时',
  workday: '个工作日',
  day: '日',
  month: '个月',
}

export function clockSpanWords(span: ClockSpan | null): string {
  return span ? `${span.amount} ${units[span.unit]}` : '未规定'
}

export const unitWords = units
