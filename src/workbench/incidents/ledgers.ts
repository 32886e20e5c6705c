import { declareLedger } from '#platform/ledger/ledger.ts'
import {
  batches,
  customers,
  departments,
  equipment,
  products,
  staff,
  suppliers,
} from '#workbench/master-data/ledgers.ts'
import { risks } from '#workbench/risks/ledgers.ts'

/** 人机料法环测: the branches of the fishbone, and what causes are counted by. */
export const causeFactors = {
  people: '人',
  machine: '机',
  material: '料',
  method: '法',
  environment: '环',
  measurement: '测',
} as const

export const incidentStages = {
  reported: '待处置',
  handled: '待调查',
  investigated: '待定责',
  acting: '整改中',
  verified: '待关闭',
  closed: '已关闭',
  dismissed: '不成立',
} as const

/** Accounts of quality cost to which losses go, by their code of the chart. */
export const lossAccounts = {
  '301': '废品损失',
  '302': '返修损失',
  '304': '事故分析处理费',
  '401': '索赔费',
} as const

/** Vetoes are no ledger of the kit, yet linked to by their number. */
const vetoes = { table: 'vetoes', noun: '否决', path: 'vetoes', key: ['number'], called: 'number' } as const

/** 隐患与事件, written by the verbs of the chain (DB1302/T 589—2024 7.2 b). */
export const incidents = declareLedger({
  name: 'incident',
  path: 'incidents',
  table: 'incidents',
  title: '隐患与事件',
  noun: '隐患或事故',
  key: ['number'],
  called: 'title',
  writtenBy: 'verbs',
  attachments: true,
  columns: {
    number: { kind: 'code', label: '编号', max: 40, required: true, listed: true },
    title: { kind: 'text', label: '标题', max: 100, required: true, listed: true },
    kind: {
      kind: 'choice',
      label: '种类',
      options: { 'hidden-danger': '隐患', accident: '事故' },
      required: true,
      listed: true,
    },
    grade: {
      kind: 'choice',
      label: '等级',
      options: { general: '一般', larger: '较大', major: '重大' },
      required: true,
      listed: true,
    },
    stage: { kind: 'choice', label: '环节', options: incidentStages, required: true },
    firstKnownOn: { kind: 'date', label: '首次知道', required: true, listed: true },
    department: { kind: 'link', label: '发生部门', to: () => departments, listed: true },
    what: { kind: 'text', label: '情况', max: 2000, lines: 'many', required: true },
    place: { kind: 'text', label: '地点', max: 100 },
    product: { kind: 'link', label: '产品', to: () => products },
    batch: { kind: 'link', label: '批次', to: () => batches },
    supplier: { kind: 'link', label: '供应商', to: () => suppliers },
    customer: { kind: 'link', label: '顾客', to: () => customers },
    equipment: { kind: 'link', label: '设备', to: () => equipment },
    risk: { kind: 'link', label: '对应风险', to: () => risks },
    veto: { kind: 'link', label: '一票否决', to: () => vetoes },
    causeFactor: { kind: 'choice', label: '原因归类', options: causeFactors },
    responsibleDepartment: { kind: 'link', label: '责任部门', to: () => departments },
    responsiblePerson: { kind: 'link', label: '责任人', to: () => staff },
    sourceNumber: { kind: 'code', label: '来自', max: 40 },
    reportedByName: { kind: 'text', label: '报告人', max: 60, required: true },
    closedOn: { kind: 'date', label: '关闭日期' },
  },
})
