import { handle } from '#platform/perform.ts'
import { listReportPacks } from '../contract.ts'
import { mayReport } from '../policy.ts'
import { findPackPage, toPackRow } from '../store.ts'

export const listReportPacksHandler = handle(listReportPacks, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  async run({ tx }, { unitId, ...page }) {
    const found = await findPackPage(tx, unitId, page)
    return { ...found, rows: found.rows.map(toPackRow) }
  },
})
