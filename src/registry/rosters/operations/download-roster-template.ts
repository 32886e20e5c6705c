import { handle } from '#platform/perform.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { downloadRosterTemplate } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { type ListKey, listColumns } from '../read-file.ts'

/** Its code is none, so that the row is refused when somebody leaves it in. */
const sample: Readonly<Record<ListKey, string>> = {
  name: '示例行，上传前请删除',
  creditCode: '示例：18 位数字和字母，文本格式',
  area: '示例县',
  nominated: '是（提名）；获奖的留空',
}

export const downloadRosterTemplateHandler = handle(downloadRosterTemplate, {
  subject: loadKept,
  policy: mayKeepRoster,
  async run(_ctx, _input, roster) {
    const columns = listColumns.filter(({ key }) => key !== 'nominated' || roster.level !== null)
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: `${roster.scopeName}名单模板.xlsx`,
      bytes: await writeWorkbook(
        columns.map(({ label }) => label),
        [columns.map(({ key }) => sample[key])],
      ),
    }
  },
})
