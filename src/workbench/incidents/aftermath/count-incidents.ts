import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { causeFactors } from '../ledgers.ts'
import { countIncidents } from './contract.ts'
import { countBy } from './figures.ts'

const unknown = { cause: '原因未查明', department: '部门未填', product: '产品未填', supplier: '供应商未填' }

export const countIncidentsHandler = handle(countIncidents, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  async run({ tx }, query) {
    const rows = await countBy(tx, query)
    const total = rows.reduce((all, { count }) => all + count, 0)
    let so = 0
    const bars = rows.map(({ key, called, count, major }) => {
      so += count
      const factor = causeFactors[key as keyof typeof causeFactors] as string | undefined
      const name = key === null ? unknown[query.by] : (factor ?? called ?? key)
      return { key, name, count, major, cumulativePermille: Math.round((so * 1000) / total) }
    })
    return { total, bars }
  },
})
