import type { ActionEvent, ActionFilter, ActionKind, ActionState } from './contract.ts'
import type { Deed } from './domain.ts'

export const kindWords: Readonly<Record<ActionKind, string>> = {
  condition: '解除条件',
  containment: '应急处置',
  correction: '纠正',
  corrective: '纠正措施',
  preventive: '预防措施',
  measure: '控制措施',
  step: '实施步骤',
  gap: '整改',
  task: '任务',
}

export const stateWords: Readonly<Record<ActionState, string>> = {
  open: '待办',
  done: '已完成',
  dropped: '已取消',
}

export const filterWords: Readonly<Record<ActionFilter, string>> = {
  ...stateWords,
  overdue: '已逾期',
  all: '全部',
}

export const eventWords: Readonly<Record<ActionEvent['kind'], string>> = {
  added: '提出',
  changed: '修改',
  finished: '完成',
  reopened: '重新打开',
  dropped: '取消',
  sealed: '封存',
}

export const deedWords: Readonly<Record<Deed, string>> = {
  change: '修改',
  finish: '完成',
  drop: '取消',
  reopen: '重新打开',
}

/** Kinds of records because of which something is to be done, as the list filters by them. */
export const sourceWords: Readonly<Record<string, string>> = {
  veto: '一票否决',
  opinion: '意见与建议',
  'plan-item': '计划项目',
  risk: '风险',
  incident: '隐患与事件',
  recall: '召回',
  instrument: '计量器具',
  clause: '条款差距',
}
