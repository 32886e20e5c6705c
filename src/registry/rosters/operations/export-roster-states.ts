import { unitNameOf } from '#foundation/org-units/index.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayReadStates } from '../policy.ts'
import { statesToExport } from '../state-store.ts'
import { exportRosterStates, type RosterStateRow } from '../states/contract.ts'
import { findScopes } from '../store.ts'
import { rosterStates } from './list-roster-states.ts'

const states: Record<RosterStateRow['state'], string> = {
  current: '有效',
  old: '过旧',
  missing: '缺名单',
}

const joined = (row: RosterStateRow, of: (version: RosterStateRow['versions'][number]) => string) =>
  row.versions.map(of).join('；')

const columns: readonly ExportColumn<RosterStateRow>[] = [
  { title: '单位', width: 32, of: (row) => row.unitName },
  { title: '状态', of: (row) => states[row.state] },
  { title: '名单', width: 40, of: (row) => joined(row, (version) => version.rosterName) },
  { title: '版本', of: (row) => joined(row, (version) => `第 ${version.no} 版`) },
  { title: '生效日期', of: (row) => joined(row, (version) => version.effectiveOn) },
  {
    title: '签认',
    width: 32,
    of: (row) => joined(row, (version) => `${version.keeperName} ${version.signedBy}`),
  },
  { title: '本单位成员', kind: 'number', of: (row) => row.members },
  {
    title: '待入名录',
    kind: 'number',
    of: (row) => row.versions.reduce((sum, { pending }) => sum + pending, 0),
  },
  { title: '名单单位', width: 32, of: (row) => row.keeper?.name ?? '' },
  { title: '上次催办', width: 22, of: (row) => row.lastReminder?.at.slice(0, 10) ?? '' },
]

export const exportRosterStatesHandler = handleExport(exportRosterStates, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStates,
  async list({ tx, now }, { unitId, scopeCode, onDate, state }) {
    const on = onDate ?? civilDateOf(now)
    const [{ renewal, rows }, scopes, place] = await Promise.all([
      rosterStates(tx, { unitId, scopeCode, on, known: now }),
      findScopes(tx),
      unitNameOf(tx, unitId),
    ])
    const shown = state ? rows.filter((row) => row.state === state) : rows
    return {
      name: '各单位名单状态',
      place,
      columns,
      rows: statesToExport(shown),
      filters: state ? [['状态', states[state]]] : [],
      facts: [
        ['种类', scopes.find(({ code }) => code === scopeCode)?.name ?? scopeCode],
        ['截至日期', on],
        ['多久算过旧', `${renewal.months} 个月${renewal.laidDown ? '' : '（未规定，示例）'}`],
      ],
    }
  },
})
