import type { LinkTarget } from '#platform/ledger/columns.ts'
import { declareLedger } from '#platform/ledger/ledger.ts'
import { departments, staff } from '#workbench/master-data/ledgers.ts'

/** 年度质量工作计划 (7.1.2 a), programmes of 质量文化 (7.4 g) and 社会责任 (7.5): one of a year and kind. */
export const plans = declareLedger({
  name: 'quality-plan',
  path: 'quality-plans',
  table: 'quality_plans',
  title: '年度计划',
  noun: '年度计划',
  key: ['number'],
  called: 'title',
  writtenBy: 'verbs',
  columns: {
    number: { kind: 'code', label: '编号', max: 40, required: true, listed: true },
    title: { kind: 'text', label: '名称', max: 60, required: true, listed: true },
    year: { kind: 'whole', label: '年度', min: 2000, max: 2100, required: true, listed: true },
    kind: {
      kind: 'choice',
      label: '种类',
      options: { quality: '质量工作', culture: '质量文化', responsibility: '社会责任' },
      required: true,
      listed: true,
    },
    status: {
      kind: 'choice',
      label: '状态',
      options: { draft: '拟定中', submitted: '待批准', 'in-force': '执行中', concluded: '已总结' },
      required: true,
      listed: true,
    },
    basis: { kind: 'text', label: '编制依据', max: 1000, lines: 'many' },
    approvedOn: { kind: 'date', label: '批准日期', listed: true },
    approvedBy: { kind: 'text', label: '批准人', max: 60 },
    concludedOn: { kind: 'date', label: '总结日期' },
  },
})

export const standings = {
  draft: '拟定',
  proposed: '待批准',
  open: '进行中',
  reported: '待确认',
  done: '已完成',
  cancelled: '已取消',
  carried: '已结转',
  missed: '未完成',
} as const

const text = (label: string, aliases: readonly string[], more: { hint?: string; listed?: true } = {}) =>
  ({ kind: 'text', label, aliases, max: 1000, lines: 'many', ...more }) as const

/** Items of the plans with the seven attributes of DB1302/T 589—2024 7.1.2 b. Only number and name must be there from the start. */
export const planItems = declareLedger({
  name: 'plan-item',
  path: 'plan-items',
  table: 'quality_plan_items',
  title: '计划项目',
  noun: '计划项目',
  key: ['plan', 'itemNo'],
  called: 'name',
  due: { column: 'dueOn', lead: [30, 7, 0], label: '计划项目到期' },
  columns: {
    plan: {
      kind: 'link',
      label: '所属计划',
      aliases: ['计划', '计划名称', '计划编号'],
      to: () => plans,
      required: true,
      hint: '只能选拟定中的计划；已批准的计划在计划页增列',
    },
    itemNo: {
      kind: 'code',
      label: '序号',
      aliases: ['编号', '项目编号'],
      max: 20,
      required: true,
      listed: true,
    },
    name: {
      kind: 'text',
      label: '项目',
      aliases: ['工作项目', '质量工作项目', '项目名称', '工作任务'],
      max: 200,
      required: true,
      listed: true,
    },
    content: text('内容', ['工作内容', '主要内容', '项目内容']),
    requirement: text('工作要求', ['要求']),
    resources: text('资源需求', ['资源', '所需资源', '费用预算']),
    goal: text('工作目标', ['目标', '指标', '预期目标']),
    fromOn: { kind: 'date', label: '开始日期', aliases: ['开始时间', '起始日期', '起始时间'] },
    toOn: {
      kind: 'date',
      label: '完成期限',
      aliases: ['完成时间', '截止日期', '结束日期', '结束时间', '完成日期'],
      listed: true,
    },
    owner: { kind: 'link', label: '责任人', aliases: ['负责人'], to: () => staff, listed: true },
    department: {
      kind: 'link',
      label: '责任部门',
      aliases: ['部门', '牵头部门'],
      to: () => departments,
      listed: true,
    },
    method: text('监视确认方法', ['监视和确认方法', '监视方法', '确认方法', '验收方法', '检查方法']),
    standing: {
      kind: 'choice',
      label: '状态',
      options: standings,
      required: true,
      listed: true,
      managed: true,
    },
    progress: {
      kind: 'whole',
      label: '进度',
      unit: '%',
      min: 0,
      max: 100,
      required: true,
      listed: true,
      managed: true,
    },
    dueOn: { kind: 'date', label: '待办期限', managed: true },
    doneOn: { kind: 'date', label: '确认完成日期', managed: true },
    carriedFrom: { kind: 'link', label: '结转自', to: (): LinkTarget => planItems, managed: true },
  },
})
