import { declareLedger } from '#platform/ledger/ledger.ts'
import { departments, products, staff } from '#workbench/master-data/ledgers.ts'

/** 低, 一般, 较大, 重大 (蓝黄橙红). */
export const riskLevels = { low: '低', general: '一般', larger: '较大', major: '重大' } as const

/** Steps of a scheme at most. */
export const MOST_STEPS = 10

const step = (label: string, aliases: readonly string[]) =>
  ({
    kind: 'whole',
    label,
    aliases,
    min: 1,
    max: MOST_STEPS,
    listed: true,
    hint: '按风险评价方案填写等级数',
  }) as const

/** 风险台帐 (DB1302/T 589—2024 7.2 b). Levels are computed by the scheme, never typed. */
export const risks = declareLedger({
  name: 'risk',
  path: 'risks',
  table: 'risks',
  title: '风险台帐',
  noun: '风险',
  key: ['point', 'process'],
  called: 'point',
  attachments: true,
  due: { column: 'nextReviewOn', lead: [30, 7, 0], label: '风险复评' },
  columns: {
    riskNo: {
      kind: 'code',
      label: '风险编号',
      aliases: ['编号', '序号'],
      max: 40,
      listed: true,
      hint: '留空时自动编号，如 FX-2026-001',
    },
    point: {
      kind: 'text',
      label: '风险点',
      aliases: ['风险名称', '风险描述', '危险源'],
      max: 200,
      required: true,
      listed: true,
    },
    process: { kind: 'text', label: '过程', aliases: ['工序', '环节', '作业活动'], max: 100, listed: true },
    department: {
      kind: 'link',
      label: '责任部门',
      aliases: ['部门', '所在部门'],
      to: () => departments,
      listed: true,
    },
    product: { kind: 'link', label: '产品', to: () => products },
    consequence: { kind: 'text', label: '可能的后果', aliases: ['后果'], max: 500, lines: 'many' },
    severity: step('严重性', ['严重程度', '严重度', 'S']),
    likelihood: step('可能性', ['发生可能性', '频度', 'L']),
    score: { kind: 'whole', label: '风险值', managed: true },
    level: { kind: 'choice', label: '风险等级', options: riskLevels, managed: true, listed: true },
    controls: {
      kind: 'text',
      label: '控制措施',
      aliases: ['管控措施', '现有控制'],
      max: 1000,
      lines: 'many',
    },
    residualSeverity: { ...step('剩余严重性', ['残余严重性']), listed: false },
    residualLikelihood: { ...step('剩余可能性', ['残余可能性']), listed: false },
    residualLevel: { kind: 'choice', label: '剩余等级', options: riskLevels, managed: true, listed: true },
    schemeVersion: { kind: 'whole', label: '评价方案版本', managed: true },
    owner: { kind: 'link', label: '责任人', aliases: ['负责人'], to: () => staff, listed: true },
    identifiedOn: { kind: 'date', label: '识别日期', hint: '留空时为登记当天' },
    reviewMonths: {
      kind: 'whole',
      label: '复评周期',
      min: 1,
      max: 120,
      unit: '月',
      hint: '多少个月复评一次，如 12',
    },
    lastReviewedOn: { kind: 'date', label: '上次复评', managed: true },
    nextReviewOn: { kind: 'date', label: '下次复评', managed: true, listed: true },
    note: { kind: 'text', label: '备注', max: 300, lines: 'many' },
  },
})
