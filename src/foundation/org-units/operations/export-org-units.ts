import { signedIn } from '#platform/access/policy.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { exportOrgUnits } from '../contract.ts'
import { functionWords, kindWords, levelWords, lineWords } from '../spreadsheet.ts'
import { type UnitExportRow, unitNameOf, unitsToExport } from '../store.ts'

const columns: readonly ExportColumn<UnitExportRow>[] = [
  { title: '编号代码', width: 14, of: (row) => row.numbering_code },
  { title: '名称', width: 36, of: (row) => row.name },
  { title: '简称', width: 18, of: (row) => row.short_name },
  { title: '上级编号代码', width: 16, of: (row) => row.parent_code },
  { title: '上级名称', width: 32, of: (row) => row.parent_name },
  { title: '条线', of: (row) => lineWords[row.line as keyof typeof lineWords] },
  { title: '层级', of: (row) => levelWords[row.level as keyof typeof levelWords] },
  { title: '类别', of: (row) => kindWords[row.kind as keyof typeof kindWords] },
  {
    title: '职能',
    width: 20,
    of: (row) => row.functions.map((each) => functionWords[each as keyof typeof functionWords]).join('、'),
  },
  { title: '地址关键词', width: 30, of: (row) => row.address_words.join('、') },
  { title: '行政区划代码', width: 14, of: (row) => row.area_code },
  { title: '启用日期', kind: 'date', of: (row) => row.valid_from },
]

export const exportOrgUnitsHandler = handleExport(exportOrgUnits, {
  policy: signedIn,
  async list({ tx, actor, now }, input) {
    return {
      name: '单位名单',
      place: actor.kind === 'unit' ? await unitNameOf(tx, actor.unitId) : '',
      columns,
      rows: unitsToExport(input, civilDateOf(now)),
      filters: [
        ...(input.text ? [['查找', input.text] as const] : []),
        ...(input.below ? [['单位', await unitNameOf(tx, input.below)] as const] : []),
        ...(input.line ? [['条线', lineWords[input.line]] as const] : []),
        ...(input.level ? [['层级', levelWords[input.level]] as const] : []),
        ...(input.can ? [['职能', functionWords[input.can]] as const] : []),
      ],
      facts: [['再传', '改过后可以按同样的列名上传；空格表示不变，行政区划、上级名称、启用日期不读']],
    }
  },
})
