import { unitNameOf } from '#foundation/org-units/index.ts'
import { roleNames } from '#foundation/sign-in/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { exportAudit } from '../contract.ts'
import { mayReadChain } from '../policy.ts'
import { chainOf, entriesToExport, type StoredAuditRow } from '../store.ts'
import { detailsOf, words } from '../words.ts'

const beijing = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const columns: readonly ExportColumn<StoredAuditRow>[] = [
  { title: words.columns.seq, kind: 'number', of: ({ seq }) => Number(seq) },
  { title: words.columns.at, width: 20, of: ({ at }) => beijing(at) },
  { title: words.columns.who, of: (row) => row.account_name },
  { title: '身份', of: ({ role }) => roleNames[role as keyof typeof roleNames] ?? '系统' },
  { title: words.columns.what, width: 24, of: ({ action }) => words.deeds[action] ?? action },
  { title: words.columns.details, width: 60, of: (row) => detailsOf({ details: JSON.parse(row.details) }) },
  { title: '对象', width: 38, of: (row) => row.subject_id },
  { title: '原文', width: 40, of: ({ details }) => details },
  { title: '校验值', width: 66, of: ({ hash }) => hash.toString('hex') },
]

export const exportAuditHandler = handleExport(exportAudit, {
  subject: async (_ctx, asked) => asked,
  policy: mayReadChain,
  async list(ctx, { from, to, ...asked }) {
    const chainId = chainOf(asked)
    const { actor, tx } = ctx
    return {
      name: words.title,
      place: actor.kind === 'unit' ? await unitNameOf(tx, actor.unitId) : '',
      columns,
      rows: entriesToExport(tx, { chainId, from, to }),
      filters: [
        ['链', chainId],
        ...(from ? [[words.from, from] as const] : []),
        ...(to ? [[words.to, to] as const] : []),
      ],
      facts: [['核验', words.how]],
    }
  },
})
