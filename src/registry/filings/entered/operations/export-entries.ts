import { unitNameOf } from '#foundation/org-units/index.ts'
import { appendAuditIn } from '#platform/audit/append.ts'
import { tooManyRows } from '#platform/operation.ts'
import { handleExport } from '#platform/spreadsheets/export-list.ts'
import { mayOverseeUnit, mayPrintMany } from '../../policy.ts'
import { type EntryState, exportEntries, exportEntriesInFull } from '../contract.ts'
import { entryColumns, entryFacts } from '../export-columns.ts'
import { countOpen, entriesToExport, tellEnterprises } from '../store.ts'

const states: Readonly<Record<EntryState, string>> = { open: '未录入', entered: '已录入' }
const MOST_IN_FULL = 1000

export const exportEntriesHandler = handleExport(exportEntries, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayOverseeUnit,
  async list({ tx, installation }, { unitId, state }) {
    return {
      name: state === 'open' ? '待录入备案' : '已录入备案',
      place: await unitNameOf(tx, unitId),
      columns: entryColumns(installation.sealer, 'masked'),
      rows: entriesToExport({ unitId, state }),
      filters: [['状态', states[state]]],
      facts: entryFacts,
    }
  },
})

export const exportEntriesInFullHandler = handleExport(exportEntriesInFull, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayPrintMany,
  async list({ tx, actor, installation }, { unitId, purpose }) {
    const [count, unitName] = await Promise.all([countOpen(tx, unitId), unitNameOf(tx, unitId)])
    if (count > MOST_IN_FULL) {
      throw tooManyRows({
        detail: `待录入备案：${count} 件，带完整个人信息的一次最多 ${MOST_IN_FULL} 件。请先录入并登记一部分，再导出其余的。`,
      })
    }
    await appendAuditIn(tx, actor, {
      chain: { unitId },
      action: 'filing-entry.exported-in-full',
      subject: { type: 'unit', id: unitId },
      details: { purpose, filings: count },
    })
    const name = 'name' in actor ? actor.name : ''
    await tellEnterprises(tx, unitId, {
      title: '个人信息被导出',
      body: `${unitName} ${name} 导出了待录入备案的完整个人信息。用途：${purpose}。`,
    })
    return {
      name: '待录入备案（完整信息）',
      place: unitName,
      columns: entryColumns(installation.sealer, 'full'),
      rows: entriesToExport({ unitId, state: 'open' }, MOST_IN_FULL),
      filters: [['状态', states.open]],
      inFull: true,
      facts: [...entryFacts, ['个人信息', `完整，用途：${purpose}。用后请按规定保管或销毁`]],
    }
  },
})
