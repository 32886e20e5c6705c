import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportRosterMembers } from '../contract.ts'
import { type ExportedMember, membersToExport } from '../member-store.ts'
import { momentOf } from '../moment.ts'
import { mayReadRosters } from '../policy.ts'
import { presently } from '../present.ts'
import { getRoster } from '../store.ts'
import { getVersion } from '../version-store.ts'

const columns: readonly ExportColumn<ExportedMember>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '负责单位', width: 28, of: (row) => row.unitName },
  { title: '是否提名', of: (row) => (row.nominated ? '是' : '') },
  { title: '自', kind: 'date', of: (row) => row.sinceText },
  { title: '列入的版本', kind: 'number', of: (row) => row.no },
  { title: '名单中的名称', width: 36, of: (row) => row.listedName },
  { title: '说明', width: 30, of: (row) => row.note },
]

export const exportRosterMembersHandler = handleExport(exportRosterMembers, {
  policy: mayReadRosters,
  async list(ctx, { rosterId, text, ...asked }) {
    const roster = await getRoster(ctx.tx, rosterId, presently(ctx.now))
    const at = await momentOf(ctx, rosterId, asked)
    const version = asked.no === undefined ? undefined : await getVersion(ctx.tx, rosterId, asked.no)
    const place = ctx.actor.kind === 'unit' ? await unitNameOf(ctx.tx, ctx.actor.unitId) : ''
    return {
      name: '名单成员',
      place,
      columns,
      rows: membersToExport(rosterId, at, text),
      filters: text ? [['名称或代码', text]] : [],
      facts: [
        ['名单', `${roster.name}（${roster.unitName}）`],
        ['截至日期', at.onDate],
        ['按何时所知', at.knownAt.toISOString()],
        ...(version
          ? ([
              ['版本', `第 ${version.no} 版，${version.signedUnit} ${version.signedBy} 签认`],
              ['签认时的成员数', String(version.members)],
              ['待入名录', String(version.pending)],
              ['成员校验值', version.membersDigest],
            ] as const)
          : []),
      ],
    }
  },
})
