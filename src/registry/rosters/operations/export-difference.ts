import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { differencesToExport } from '../difference-store.ts'
import { mayReadRosters } from '../policy.ts'
import { presently } from '../present.ts'
import { getRoster } from '../store.ts'
import { getVersion } from '../version-store.ts'
import { type DifferenceRow, exportDifference } from '../versions/contract.ts'

const changes: Record<DifferenceRow['change'], string> = {
  came: '列入',
  went: '移出',
  prize: '提名与获奖更正',
  'pending-came': '待入名录（新）',
  'pending-went': '不再待入名录',
}

const columns: readonly ExportColumn<DifferenceRow>[] = [
  { title: '变化', width: 18, of: (row) => changes[row.change] },
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '负责单位', width: 28, of: (row) => row.unitName },
  { title: '是否提名', of: (row) => (row.nominated ? '是' : '') },
]

export const exportDifferenceHandler = handleExport(exportDifference, {
  policy: mayReadRosters,
  async list({ tx, actor, now }, { rosterId, fromNo, toNo, change }) {
    const [roster, to, from] = await Promise.all([
      getRoster(tx, rosterId, presently(now)),
      getVersion(tx, rosterId, toNo),
      fromNo === 0 ? undefined : getVersion(tx, rosterId, fromNo),
    ])
    return {
      name: '名单版本比较',
      place: actor.kind === 'unit' ? await unitNameOf(tx, actor.unitId) : '',
      columns,
      rows: differencesToExport({ rosterId, from, to, change }),
      filters: change ? [['变化', changes[change]]] : [],
      facts: [
        ['名单', `${roster.name}（${roster.unitName}）`],
        [
          '自',
          from ? `第 ${from.no} 版（${from.effectiveOn} 生效，校验值 ${from.membersDigest}）` : '空名单',
        ],
        ['至', `第 ${to.no} 版（${to.effectiveOn} 生效，校验值 ${to.membersDigest}）`],
      ],
    }
  },
})
