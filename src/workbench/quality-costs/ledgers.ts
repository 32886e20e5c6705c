import { declareLedger } from '#platform/ledger/ledger.ts'
import { departments, products } from '#workbench/master-data/ledgers.ts'

/** 质量成本 by kind; GB/T 13339—1991 (withdrawn) is the usual pattern, cited as 参照. */
export const costClasses = {
  prevention: '预防成本',
  appraisal: '鉴定成本',
  internal: '内部损失成本',
  external: '外部损失成本',
  assurance: '外部质量保证成本',
} as const
export type CostClass = keyof typeof costClasses

const note = { kind: 'text', label: '备注', max: 300, lines: 'many' } as const
const month = (label: string, aliases: readonly string[] = []) =>
  ({ kind: 'month', label, aliases, required: true, listed: true }) as const

/** 质量成本科目 */
export const costAccounts = declareLedger({
  name: 'cost-account',
  path: 'cost-accounts',
  table: 'cost_accounts',
  title: '质量成本科目',
  noun: '科目',
  key: ['code'],
  called: 'name',
  columns: {
    code: {
      kind: 'code',
      label: '科目编号',
      aliases: ['科目代码', '编号', '编码'],
      max: 20,
      required: true,
      listed: true,
    },
    name: {
      kind: 'text',
      label: '科目名称',
      aliases: ['科目', '名称', '费用项目'],
      max: 60,
      required: true,
      listed: true,
    },
    class: {
      kind: 'choice',
      label: '类别',
      aliases: ['成本类别', '分类', '科目类别'],
      options: costClasses,
      required: true,
      listed: true,
      hint: '已有费用的科目不能改类别',
    },
    note,
  },
})

/** 质量成本明细: what was spent or lost in a month. */
export const costLines = declareLedger({
  name: 'cost-line',
  path: 'cost-lines',
  table: 'cost_lines',
  title: '质量成本明细',
  noun: '费用',
  key: ['month', 'account', 'department', 'product', 'what', 'voucherNo', 'corrects'],
  called: 'month',
  columns: {
    month: month('月份', ['所属月份', '会计期间', '期间', '年月', '日期']),
    account: {
      kind: 'link',
      label: '科目',
      aliases: ['科目名称', '科目编号', '费用项目', '质量成本科目', '三级科目', '项目'],
      to: () => costAccounts,
      required: true,
      listed: true,
    },
    class: { kind: 'choice', label: '类别', options: costClasses, managed: true, listed: true },
    department: {
      kind: 'link',
      label: '部门',
      aliases: ['责任部门', '车间', '发生部门'],
      to: () => departments,
      listed: true,
    },
    product: {
      kind: 'link',
      label: '产品',
      aliases: ['产品名称', '产品编号', '品名'],
      to: () => products,
      listed: true,
    },
    amount: {
      kind: 'money',
      label: '金额',
      aliases: ['金额元', '费用', '发生额', '费用金额'],
      negative: true,
      required: true,
      listed: true,
      hint: '负数只用于更正已锁定的月份',
    },
    what: { kind: 'text', label: '摘要', aliases: ['说明', '内容', '事由'], max: 200, listed: true },
    voucherNo: { kind: 'code', label: '凭证号', aliases: ['单据号', '凭证编号'], max: 60 },
    corrects: {
      kind: 'month',
      label: '更正月份',
      aliases: ['更正的月份'],
      hint: '更正已锁定月份的，填那个月份；本条记入其后第一个未锁定的月份',
    },
    sourceNumber: { kind: 'text', label: '来源', max: 60, managed: true, listed: true },
  },
})

export const proposalStates = {
  pending: '待处理',
  taken: '已采纳',
  refused: '不采纳',
  withdrawn: '来源已撤回',
} as const

/** 费用建议: lines that incidents, recalls and calibrations propose. */
export const costProposals = declareLedger({
  name: 'cost-proposal',
  path: 'cost-proposals',
  table: 'cost_proposals',
  title: '待入账费用',
  noun: '建议入账的费用',
  key: ['sourceNumber'],
  called: 'what',
  writtenBy: 'verbs',
  columns: {
    what: { kind: 'text', label: '摘要', max: 200, required: true, listed: true, managed: true },
    sourceNumber: { kind: 'text', label: '来源', max: 60, required: true, listed: true, managed: true },
    month: { kind: 'month', label: '月份', required: true, listed: true, managed: true },
    account: { kind: 'link', label: '科目', to: () => costAccounts, listed: true, managed: true },
    department: { kind: 'link', label: '部门', to: () => departments, managed: true },
    product: { kind: 'link', label: '产品', to: () => products, managed: true },
    amount: { kind: 'money', label: '金额', negative: true, required: true, listed: true, managed: true },
    standing: {
      kind: 'choice',
      label: '状态',
      options: proposalStates,
      required: true,
      listed: true,
      managed: true,
    },
    proposedOn: { kind: 'date', label: '提出日期', required: true, managed: true },
    decidedBy: { kind: 'text', label: '处理人', max: 60, managed: true },
    decidedOn: { kind: 'date', label: '处理日期', managed: true },
    reason: { kind: 'text', label: '不采纳的原因', max: 300, managed: true },
  },
})

/** 基数: what the ratios are divided by. */
export const costBases = declareLedger({
  name: 'cost-base',
  path: 'cost-bases',
  table: 'cost_bases',
  title: '质量成本基数',
  noun: '月度基数',
  key: ['month'],
  called: 'month',
  columns: {
    month: month('月份', ['会计期间', '期间', '年月']),
    revenue: {
      kind: 'money',
      label: '营业收入',
      aliases: ['主营业务收入', '销售收入', '销售额'],
      listed: true,
    },
    totalCost: {
      kind: 'money',
      label: '总成本',
      aliases: ['营业成本', '产品总成本', '成本合计'],
      listed: true,
    },
    outputValue: { kind: 'money', label: '工业总产值', aliases: ['总产值', '产值'], listed: true },
    note,
  },
})

/** 质量成本计划, by account or by class as a whole. */
export const costPlans = declareLedger({
  name: 'cost-plan',
  path: 'cost-plans',
  table: 'cost_plans',
  title: '质量成本计划',
  noun: '计划',
  key: ['month', 'account', 'class'],
  called: 'month',
  columns: {
    month: month('月份', ['期间', '年月']),
    account: {
      kind: 'link',
      label: '科目',
      aliases: ['科目名称', '科目编号', '费用项目'],
      to: () => costAccounts,
      listed: true,
      hint: '按科目做计划的选科目，按类别做计划的选类别，只填一项',
    },
    class: {
      kind: 'choice',
      label: '类别',
      aliases: ['成本类别', '分类'],
      options: costClasses,
      listed: true,
    },
    amount: {
      kind: 'money',
      label: '计划金额',
      aliases: ['计划', '预算', '金额'],
      required: true,
      listed: true,
    },
    note,
  },
})

export const costIndicators = {
  'cost-rate': '质量成本率（不高于）',
  'loss-rate': '质量损失率（不高于）',
  'prevention-share': '预防成本占比（不低于）',
  'per-output': '百元产值质量成本（不高于）',
} as const
export type CostIndicator = keyof typeof costIndicators

/** 质量成本目标 of a year. */
export const costTargets = declareLedger({
  name: 'cost-target',
  path: 'cost-targets',
  table: 'cost_targets',
  title: '质量成本目标',
  noun: '目标',
  key: ['year', 'indicator'],
  called: 'year',
  columns: {
    year: {
      kind: 'whole',
      label: '年度',
      aliases: ['年份'],
      min: 2000,
      max: 2199,
      required: true,
      listed: true,
    },
    indicator: {
      kind: 'choice',
      label: '指标',
      options: costIndicators,
      required: true,
      listed: true,
    },
    value: {
      kind: 'decimal',
      label: '目标值',
      aliases: ['目标'],
      places: 2,
      unit: '%',
      required: true,
      listed: true,
      hint: '百元产值质量成本填每百元产值几元',
    },
    note,
  },
})
