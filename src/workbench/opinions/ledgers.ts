import { declareLedger } from '#platform/ledger/ledger.ts'
import { staff } from '#workbench/master-data/ledgers.ts'

/** 意见, 建议 of the officer to others; 审批 of the officer on what others submitted. */
export const opinionKinds = { opinion: '意见', proposal: '建议', approval: '审批' } as const

/** What it is about, by the clause that gives the part in it. */
export const matters = {
  business: '经营决策',
  planning: '市场、产品、工艺策划',
  measures: '质量措施',
  personnel: '质量部门人事',
  rewards: '考核与奖励结果',
  plans: '质量战略与计划',
  budget: '质量经费',
  other: '其他',
} as const

/** Matters of persons: 质量人员 do not read them, unless addressed to them (row-level security says so). */
export const DISCREET = 'personnel'

export const statuses = {
  waiting: '待答复',
  adopted: '已采纳',
  partly: '部分采纳',
  declined: '未采纳',
  approved: '同意',
  conditional: '附条件同意',
  refused: '不同意',
  withdrawn: '已撤回',
} as const

/** 意见与建议, written by verbs (DB1302/T 589—2024 6.2, 8.1). */
export const opinions = declareLedger({
  name: 'opinion',
  path: 'opinions',
  table: 'opinions',
  title: '意见与建议',
  noun: '意见或建议',
  key: ['number'],
  called: 'title',
  writtenBy: 'verbs',
  attachments: true,
  columns: {
    number: { kind: 'code', label: '编号', max: 40, required: true, listed: true },
    title: { kind: 'text', label: '标题', max: 100, required: true, listed: true },
    kind: { kind: 'choice', label: '种类', options: opinionKinds, required: true, listed: true },
    matter: { kind: 'choice', label: '事项', options: matters, required: true, listed: true },
    body: { kind: 'text', label: '内容', max: 3000, lines: 'many', required: true },
    status: { kind: 'choice', label: '结果', options: statuses, required: true },
    author: { kind: 'text', label: '提出人', max: 60, required: true, listed: true },
    putOn: { kind: 'date', label: '提出日期', required: true, listed: true },
    addressee: { kind: 'text', label: '送', max: 60, required: true, listed: true },
    addresseeStaff: { kind: 'link', label: '送（人员台帐）', to: () => staff },
    answerBy: { kind: 'date', label: '请于何日前答复', listed: true },
    waitsUntil: { kind: 'date', label: '等待答复到' },
    answer: { kind: 'text', label: '答复与理由', max: 2000, lines: 'many' },
    answeredBy: { kind: 'text', label: '答复人', max: 60 },
    answeredOn: { kind: 'date', label: '答复日期' },
  },
})
