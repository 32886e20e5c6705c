import type { Column, ColumnSet } from '../cover.ts'
import { figureDefinitions, figureKeys } from '../figures.ts'
import type { ColumnForm } from './contract.ts'

/** What a column of 附件2 part A can be filled with, and its usual title. */
export const detailFields = {
  seq: '序号',
  unit: '县（市、区）',
  enterprise: '企业名称',
  creditCode: '统一社会信用代码',
  industry: '所属行业',
  enterpriseType: '企业类型',
  size: '企业规模',
  aboveScale: '是否规上',
  award: '政府质量奖情况',
  products: '主要产品',
  person: '首席质量官姓名',
  gender: '性别',
  idNumber: '身份证号',
  education: '学历',
  title: '职称',
  currentPost: '现任职务',
  qualityYears: '质量工作年限',
  fullTime: '专职/兼职',
  appointedOn: '聘任时间',
  letter: '是否颁发聘书',
  trained: '是否参加培训',
  trainedOn: '培训时间',
  trainer: '培训组织方',
  evaluated: '是否取得评价证书',
  certificateNo: '证书编号',
  mobile: '手机号码',
  filingNo: '备案编号',
  filedOn: '备案日期',
  remarks: '备注',
} as const
export type DetailField = keyof typeof detailFields

/** What a column of part B can be filled with. */
export const summaryFields = {
  unit: '县（市、区）',
  ...(Object.fromEntries(figureKeys.map((key) => [key, figureDefinitions[key].title])) as Record<
    (typeof figureKeys)[number],
    string
  >),
  filledBy: '填报人',
  reviewedBy: '审核人',
  phone: '联系电话',
  filledOn: '填报日期',
} as const

const columnsOf = (fields: Readonly<Record<string, string>>): Column[] =>
  Object.entries(fields).map(([key, title]) => ({ key, title }))

export const availableColumns: Readonly<Record<ColumnForm, readonly Column[]>> = {
  detail: columnsOf(detailFields),
  summary: columnsOf(summaryFields),
}

/** Until a place sets its own: the official 附件2 was not available, so these say 参考格式. */
export const defaultColumns: Readonly<Record<ColumnForm, ColumnSet>> = {
  detail: { title: '企业首席质量官信息汇总表（明细）', docNo: '', columns: columnsOf(detailFields) },
  summary: { title: '企业首席质量官信息汇总表（汇总）', docNo: '', columns: columnsOf(summaryFields) },
}

/** A column that stays empty, for what the real table asks and nobody has recorded. */
export const isBlank = (key: string) => /^blank-[a-z0-9-]{1,30}$/.test(key)

/** The note under a table: its document, or that it is no official layout. */
export function formNote({ docNo }: ColumnSet): string {
  return docNo === '' ? '参考格式' : docNo
}
