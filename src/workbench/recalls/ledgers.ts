import { declareLedger } from '#platform/ledger/ledger.ts'
import { batches, products, staff } from '#workbench/master-data/ledgers.ts'

/** A number of pieces, kilograms …: whatever the batches are counted in. */
const amount = (label: string, aliases: readonly string[] = []) =>
  ({ kind: 'decimal', label, aliases, places: 3, listed: true }) as const

/** 召回 (DB1302/T 589—2024 7.2 b), from the clue to the closing. Its verbs write it. */
export const recalls = declareLedger({
  name: 'recall',
  path: 'recalls',
  table: 'recalls',
  title: '召回',
  noun: '召回',
  key: ['number'],
  called: 'title',
  writtenBy: 'verbs',
  attachments: true,
  due: { column: 'nextDue', lead: [7, 3, 1, 0], label: '召回期限' },
  columns: {
    title: { kind: 'text', label: '召回事项', max: 100, required: true, listed: true },
    number: { kind: 'code', label: '编号', max: 20, required: true, listed: true },
    kind: {
      kind: 'choice',
      label: '产品类别',
      required: true,
      listed: true,
      options: { consumer: '消费品', vehicle: '汽车', food: '食品', other: '其他' },
    },
    product: { kind: 'link', label: '产品', to: () => products, listed: true },
    initiative: {
      kind: 'choice',
      label: '召回方式',
      required: true,
      options: { voluntary: '主动召回', ordered: '责令召回' },
    },
    clue: {
      kind: 'choice',
      label: '线索来源',
      required: true,
      options: {
        complaint: '顾客投诉',
        self: '自行发现',
        supplier: '供应商通知',
        inspection: '监督抽查',
        authority: '监管部门通知',
        media: '媒体报道',
        other: '其他',
      },
    },
    stage: {
      kind: 'choice',
      label: '阶段',
      required: true,
      listed: true,
      options: {
        clue: '线索',
        investigating: '缺陷调查',
        refuted: '缺陷不成立',
        confirmed: '缺陷确认',
        planned: '计划已报',
        'carrying-out': '实施',
        completed: '实施完成',
        summarised: '总结已报',
        closed: '已关闭',
      },
    },
    knownOn: { kind: 'date', label: '首次知道日期', required: true, listed: true },
    responsible: { kind: 'link', label: '召回负责人', to: () => staff, listed: true },
    /** Of the clocks that run, the nearest; computed at every deed, never typed. */
    nextDue: { kind: 'date', label: '下一期限', listed: true },
    nextStep: { kind: 'text', label: '下一期限事项', max: 200, listed: true },
    note: { kind: 'text', label: '备注', max: 500, lines: 'many' },
  },
})

const note = { kind: 'text', label: '备注', max: 300, lines: 'many' } as const

const recall = {
  kind: 'link',
  label: '召回编号',
  aliases: ['召回', '召回事项'],
  required: true,
  listed: true,
  to: () => recalls,
  hint: '如 ZH-2026-001；整列填同一个编号',
} as const

/** What of a batch is to be recalled: the denominator of the rate. */
export const recallBatches = declareLedger({
  name: 'recall-batch',
  path: 'recall-batches',
  table: 'recall_batches',
  title: '召回批次清单',
  noun: '召回批次',
  key: ['recall', 'batchNo'],
  called: 'batchNo',
  columns: {
    batchNo: {
      kind: 'code',
      label: '批号',
      aliases: ['批次', '批次号', '生产批号'],
      max: 40,
      required: true,
      listed: true,
    },
    recall,
    toRecall: { ...amount('召回数量', ['应召回数量', '需召回数量']), required: true },
    produced: amount('生产数量', ['产量', '数量']),
    inStock: amount('在库封存数量', ['库存', '在库数量']),
    note,
    /** Set by the database where the ledger of batches has one of this number. */
    batch: { kind: 'link', label: '批次台帐', to: () => batches, listed: true, managed: true },
  },
})

/** To whom products of the recall went, how they were told and what came back: the numerator of the rate. */
export const recallCustomers = declareLedger({
  name: 'recall-customer',
  path: 'recall-customers',
  table: 'recall_customers',
  title: '召回分销清单',
  noun: '分销记录',
  key: ['recall', 'customer', 'batchNo'],
  called: 'customer',
  columns: {
    customer: {
      kind: 'text',
      label: '顾客或经销商',
      aliases: ['顾客', '客户', '客户名称', '经销商', '购货单位', '收货单位'],
      max: 100,
      required: true,
      listed: true,
    },
    recall,
    batchNo: {
      kind: 'code',
      label: '批号',
      aliases: ['批次', '批次号', '生产批号'],
      max: 40,
      required: true,
      listed: true,
      hint: '不分批的填“不分批”',
    },
    region: { kind: 'text', label: '地区', aliases: ['销售区域', '省市'], max: 60 },
    shipped: { ...amount('发货数量', ['销售数量', '出库数量', '数量']), required: true },
    shippedOn: { kind: 'date', label: '发货日期', aliases: ['出库日期', '销售日期'] },
    notifiedOn: { kind: 'date', label: '通知日期', aliases: ['告知日期'], listed: true },
    notifiedHow: {
      kind: 'choice',
      label: '通知方式',
      listed: true,
      options: {
        phone: '电话',
        letter: '书面',
        message: '短信或即时消息',
        mail: '电子邮件',
        visit: '上门',
        notice: '公告',
        other: '其他',
      },
    },
    recovered: amount('收回数量', ['召回数量', '退回数量', '已召回数量']),
    corrected: amount('修正数量', ['就地修正数量', '维修数量', '更换数量']),
    disposal: {
      kind: 'choice',
      label: '处置方式',
      aliases: ['处理方式'],
      listed: true,
      options: {
        repair: '修理',
        replace: '更换',
        refund: '退货退款',
        rework: '返工',
        downgrade: '降级使用',
        destroy: '销毁',
        harmless: '无害化处理',
        other: '其他',
      },
    },
    disposedOn: { kind: 'date', label: '处置日期' },
    note,
  },
})
