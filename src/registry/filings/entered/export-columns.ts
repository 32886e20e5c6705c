import type { Sealer } from '#platform/encryption/sealer.ts'
import type { ExportColumn } from '#platform/spreadsheets/export-list.ts'
import type { FilingFormData } from '../documents/filing-form.ts'
import { wordFilingForm } from '../documents/gather-filing-form.ts'
import type { EntryExportRow } from './store.ts'

const kinds = { new: '新报', change: '变更', replace: '更换', cancel: '注销' } as const

type Row = EntryExportRow

/** The fields of 附件1 in its order: what a person keys in elsewhere. */
export function entryColumns(sealer: Sealer, shown: 'masked' | 'full'): readonly ExportColumn<Row>[] {
  let last: { row: Row; words: FilingFormData } | undefined
  const words = (row: Row) => {
    if (last?.row !== row) last = { row, words: wordFilingForm(sealer, row, shown) }
    return last.words
  }
  const column = (title: string, width: number, of: (form: FilingFormData) => string): ExportColumn<Row> => ({
    title,
    width,
    of: (row) => of(words(row)),
  })
  return [
    { title: '备案编号', width: 26, of: (row) => row.filing_no },
    { title: '类型', of: (row) => kinds[row.kind] },
    column('企业名称', 36, (form) => form.enterpriseName),
    { title: '统一社会信用代码', width: 22, of: (row) => row.credit_code },
    column('所属地区', 20, (form) => form.region),
    column('所属行业', 24, (form) => form.industry),
    column('企业类型', 20, (form) => form.enterpriseType),
    column('是否规上', 10, (form) => form.aboveScale),
    column('企业规模', 10, (form) => form.size),
    column('主要产品', 30, (form) => form.products),
    column('首席质量官', 12, (form) => form.name),
    column('身份证号', 22, (form) => form.idNumber),
    column('性别', 8, (form) => form.gender),
    column('出生日期', 14, (form) => form.birthDate),
    column('质量工作年限', 14, (form) => form.qualityYears),
    column('毕业院校', 20, (form) => form.school),
    column('专业', 16, (form) => form.major),
    column('学历', 12, (form) => form.education),
    column('现任职务', 16, (form) => form.currentPost),
    column('职称', 16, (form) => form.title),
    column('手机号码', 16, (form) => form.mobile),
    column('通讯地址', 30, (form) => form.address),
    column('电子邮箱', 24, (form) => form.email),
    column('聘任岗位', 16, (form) => form.appointedPost),
    column('专职/兼职', 10, (form) => form.fullTime),
    column('聘任起始', 12, ({ appointedFrom: from }) => (from ? `${from.year}年${from.month}月` : '')),
    column('是否参加过培训', 14, (form) => form.trained),
    column('培训时间', 12, (form) => form.trainedOn),
    column('培训组织方', 20, (form) => form.trainer),
    column('企业负责人', 12, (form) => form.principalName),
    column('负责人职务', 14, (form) => form.principalPost),
    column('负责人联系方式', 16, (form) => form.principalContact),
    { title: '负责单位', width: 28, of: (row) => row.unit_name },
    { title: '登记日期', kind: 'date', of: (row) => row.registered_on },
    { title: '录入日期', kind: 'date', of: (row) => row.entered_on },
    { title: '登记录入的人', width: 14, of: (row) => row.entered_name },
  ]
}

export const entryFacts = [
  ['录入', '“录入日期”由人登记；没有与省信息采集系统的接口，也不据此判断对方系统是否收到'],
] as const
