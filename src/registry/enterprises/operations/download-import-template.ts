import { handle } from '#platform/perform.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { downloadImportTemplate } from '../contract.ts'
import { type ImportKey, importColumns } from '../import-row.ts'
import { mayImport } from '../policy.ts'

/** Its code is none, so that the row is refused when somebody leaves it in. */
const sample: Readonly<Record<ImportKey, string>> = {
  name: '示例行，导入前请删除',
  creditCode: '示例：18 位数字和字母，文本格式',
  address: '示例省示例市示例县示例路 1 号',
  area: '示例县',
  registeredOn: '2015-06-10',
  typeText: '有限责任公司',
  businessScope: '电瓷绝缘子生产、销售',
  products: '电瓷绝缘子',
  industry: 'C3073',
  size: '小型',
  employees: '86',
  revenueWan: '4200',
  assetsWan: '3100',
  figuresYear: '2025',
}

export const downloadImportTemplateHandler = handle(downloadImportTemplate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  async run() {
    const header = importColumns.map(({ label }) => label)
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: '企业名单模板.xlsx',
      bytes: await writeWorkbook(header, [importColumns.map(({ key }) => sample[key])]),
    }
  },
})
