import type { Client } from '#platform/client.ts'
import {
  costTargetContract,
  listCostMonths,
  lockCostMonth,
  readCostTrend,
} from '#workbench/quality-costs/contract.ts'

type Closing = {
  readonly staff: Client
  readonly officer: Client
  readonly enterpriseId: string
  readonly say: (line: string) => void
}

/** A target for the year; the officer has closed every month but the last. */
export async function closeMonths({ staff, officer, enterpriseId, say }: Closing): Promise<void> {
  const trend = await staff.call(readCostTrend, { enterpriseId })
  const months = trend.months.filter(({ total }) => total > 0).map(({ month }) => month)
  for (const year of new Set(months.map((month) => Number(month.slice(0, 4))))) {
    await staff.call(costTargetContract.add, {
      enterpriseId,
      values: { year, indicator: 'cost-rate', value: '2.2', note: null },
    })
    const listed = await officer.call(listCostMonths, { enterpriseId, year })
    for (const { month, lines, total } of listed.months) {
      if (!months.slice(0, -1).includes(month)) continue
      await officer.call(lockCostMonth, { enterpriseId, month, seen: { lines, total } })
    }
  }
  say(`    首席质量官锁定质量成本 ${months.length - 1} 个月，${months.at(-1)} 未锁定`)
}
