import { Link } from '@tanstack/react-router'
import type { KeyFigure } from '#ui/key-figures.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { readCostTrend } from '#workbench/quality-costs/contract.ts'
import { words } from './words.ts'

const { figures: said } = words
const percentText = (value: number) => `${value.toFixed(2)}%`

/** The rate of the last month that has costs, beside its target; none where no cost is kept. */
export function useCostFigure(enterpriseId: string): KeyFigure | undefined {
  const trend = useOperation(readCostTrend, { enterpriseId }).data
  const last = trend?.months.filter(({ total }) => total !== 0).at(-1)
  if (!trend || !last) return undefined
  const rate = last.revenue ? (last.total / last.revenue) * 100 : null
  const link = (text: string) => (
    <Link className="opens-list" to={`/enterprises/${enterpriseId}/quality-costs` as never}>
      {text}
    </Link>
  )
  return {
    label: said.costRate(last.month),
    value: link(rate === null ? '—' : percentText(rate)),
    context: [rate === null ? said.noRevenue : beside(rate, trend.target), last.locked ? '' : said.notLocked]
      .filter(Boolean)
      .join('，'),
  }
}

function beside(rate: number, target: number | null): string {
  if (target === null) return said.noTarget
  return rate > target ? said.above(percentText(target)) : said.within(percentText(target))
}
