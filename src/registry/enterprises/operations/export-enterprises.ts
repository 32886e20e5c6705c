import { unitNameOf } from '#foundation/org-units/index.ts'
import type { ParsedInputOf } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { exportEnterprises } from '../contract.ts'
import { industryName } from '../industries.ts'
import { mayList } from '../policy.ts'
import { type ExportedEnterprise, enterprisesToExport, getEnterprise } from '../store.ts'

const cqoWords = { filed: '已备案', appointed: '已聘任未备案', none: '没有' } as const
const endedWords = {
  deregistered: '注销',
  stopped: '停产',
  'moved-away': '迁出',
  duplicate: '并入另一家',
} as const
const stateWords = { active: '存续', ended: '已终止', all: '全部' } as const
const yesNo = (value: boolean | null) => (value === null ? null : value ? '是' : '否')
const amount = (value: string | null) => (value === null ? null : Number(value))

const columns: readonly ExportColumn<ExportedEnterprise>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '代码说明', width: 24, of: (row) => row.codeReason },
  { title: '负责单位', width: 28, of: (row) => row.unitName },
  { title: '行业代码', of: (row) => row.industryCode },
  { title: '所属行业', width: 26, of: (row) => (row.industryCode ? industryName(row.industryCode) : null) },
  { title: '企业类型', width: 26, of: (row) => row.typeText },
  { title: '企业规模', of: (row) => row.size },
  { title: '规模依据', of: (row) => (row.computedSize ? '计算' : row.size ? '自报' : null) },
  { title: '自报规模', of: (row) => row.declaredSize },
  { title: '数据年份', kind: 'number', of: (row) => row.figuresYear },
  { title: '从业人员（人）', kind: 'number', of: (row) => row.employees },
  { title: '营业收入（万元）', kind: 'number', of: (row) => amount(row.revenueWan) },
  { title: '资产总额（万元）', kind: 'number', of: (row) => amount(row.assetsWan) },
  { title: '规上（名单）', of: (row) => yesNo(row.aboveScale) },
  { title: '规上（自报）', of: (row) => yesNo(row.declaredAboveScale) },
  { title: '首席质量官', width: 14, of: (row) => (row.cqo ? cqoWords[row.cqo] : null) },
  { title: '住所', width: 40, of: (row) => row.address },
  { title: '成立日期', kind: 'date', of: (row) => row.registeredOn },
  { title: '主要产品', width: 30, of: (row) => row.products },
  { title: '终止', of: (row) => (row.endedAs ? endedWords[row.endedAs] : null) },
  { title: '终止日期', kind: 'date', of: (row) => row.endedOn },
]

export const exportEnterprisesHandler = handleExport(exportEnterprises, {
  policy: mayList,
  async list(ctx, input) {
    const today = civilDateOf(ctx.now)
    return {
      name: '企业名录',
      place: await placeOf(ctx),
      columns,
      rows: enterprisesToExport({ ...input, today }),
      filters: await filterWords(ctx, input),
      facts: [
        ['企业规模', '有从业人员等数据的按国统字〔2017〕213号计算，其余为自报'],
        ['规上（名单）', `${today} 在有效的规模以上企业名单中；统计调查取得的名单不得对外提供`],
        ['首席质量官', `${today} 的聘任和备案情况；不向工信部门显示`],
      ],
    }
  },
})

async function filterWords(ctx: Context, input: ParsedInputOf<typeof exportEnterprises>) {
  const { text, unitId, size, industry, state, cqo, tagId, list } = input
  const words: [string, string][] = [['状态', stateWords[state ?? 'active']]]
  if (text) words.push(['查找', text])
  if (unitId) words.push(['负责单位', await unitNameOf(ctx.tx, unitId)])
  if (size) words.push(['企业规模', size === 'none' ? '未划型' : size])
  if (industry) words.push(['所属行业', `${industry} ${industryName(industry) ?? ''}`])
  if (cqo) words.push(['首席质量官', cqoWords[cqo]])
  if (tagId) words.push(['标签', '本单位的一个标签'])
  if (list) words.push(['名单', list])
  return words
}

async function placeOf({ tx, actor }: Context): Promise<string> {
  if (actor.kind === 'unit') return unitNameOf(tx, actor.unitId)
  return actor.kind === 'enterprise' ? (await getEnterprise(tx, actor.enterpriseId)).name : ''
}
