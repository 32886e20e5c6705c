import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { Muted, Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { usePhone } from '#ui/use-phone.ts'
import { words as uiWords } from '#ui/words.ts'
import { readCostTrend, type CostTrend as Trend } from '../../contract.ts'
import { CLASSES, percent } from '../../domain.ts'
import { percentText, yuanText } from '../money.ts'
import { words } from '../words.ts'

const StackedBars = lazy(() => import('#ui/stacked-bars.tsx'))

type Props = { readonly enterpriseId: string; readonly until?: string | undefined }
type Month = Trend['months'][number]

const rateOf = ({ total, revenue }: Month) => percent(total, revenue)
const WAN = 1_000_000

/** Twelve months of 质量成本 by class, the rate over each bar, what is not locked in a dashed frame; or the same as a table. */
export function CostTrend({ enterpriseId, until }: Props) {
  const [asTable, setAsTable] = useState(false)
  const mayWrite = useMayWrite()
  const trend = useOperation(
    readCostTrend,
    { enterpriseId, ...(until && { until }) },
    { keepPrevious: true },
  ).data
  const months = trend?.months ?? []
  const some = months.some(({ total }) => total !== 0)
  return (
    <Section
      title={words.trend.title}
      note={words.trend.note(months.at(-1)?.month ?? '')}
      flush={asTable || (trend !== undefined && !some)}
      extra={
        some ? (
          <Button type="link" size="small" className="no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? words.trend.chart : words.trend.data}
          </Button>
        ) : undefined
      }
    >
      {trend === undefined ? (
        <Muted>{uiWords.loading}</Muted>
      ) : !some ? (
        <EmptyState
          text={words.trend.empty}
          action={
            mayWrite ? (
              <Link to={`/enterprises/${enterpriseId}/cost-lines/imports`}>{words.importLines}</Link>
            ) : undefined
          }
        />
      ) : asTable ? (
        <Numbers enterpriseId={enterpriseId} months={months} />
      ) : (
        <Picture months={months} target={trend.target} />
      )}
    </Section>
  )
}

function Picture({ months, target }: { readonly months: readonly Month[]; readonly target: number | null }) {
  const phone = usePhone()
  const chart = useMemo(() => chartOf(phone ? months.slice(-6) : months, target), [months, target, phone])
  return (
    <>
      <div>
        <Muted small>
          {[
            words.trend.tops,
            ...(target === null ? [] : [words.trend.above(target.toFixed(2))]),
            ...(chart.open.some(Boolean) ? [words.trend.open] : []),
          ].join('　')}
        </Muted>
      </div>
      <Suspense fallback={<Muted>{uiWords.loading}</Muted>}>
        <StackedBars {...chart} />
      </Suspense>
    </>
  )
}

function chartOf(months: readonly Month[], target: number | null) {
  // 外部质量保证 is rare: where there is any it stands with 鉴定, as both are paid to prove.
  const named = CLASSES.filter((each) => each !== 'assurance')
  const partOf = ({ sums }: Month, each: (typeof CLASSES)[number]) =>
    sums[each] + (each === 'appraisal' ? sums.assurance : 0)
  const assured = months.some(({ sums }) => sums.assurance !== 0)
  return {
    labels: months.map(({ month }, at) =>
      at === 0 || month.endsWith('-01') ? month.slice(2) : month.slice(5),
    ),
    series: named.map((each) => ({
      name:
        each === 'appraisal' && assured
          ? `${words.short.appraisal}＋${words.short.assurance}`
          : words.short[each],
      values: months.map((month) => partOf(month, each) / WAN),
    })),
    tops: months.map((month) => {
      const rate = rateOf(month)
      return {
        text: month.total === 0 ? '' : (rate?.toFixed(2) ?? uiWords.none),
        strong: rate !== null && target !== null && rate > target,
      }
    }),
    open: months.map(({ locked, total }) => !locked && total !== 0),
    unit: words.trend.unit,
    description: words.trend.describe(
      months[0]?.month ?? '',
      months.at(-1)?.month ?? '',
      percentText(months.length > 0 ? rateOf(months.at(-1) as Month) : null),
    ),
  }
}

function Numbers({
  enterpriseId,
  months,
}: {
  readonly enterpriseId: string
  readonly months: readonly Month[]
}) {
  const { columns } = words.trend
  const standing = ({ locked }: Month) => (locked ? words.trend.locked : words.trend.unlocked)
  return (
    <DataTable<Month>
      caption={words.trend.title}
      rows={months}
      rowKey={({ month }) => month}
      empty=""
      columns={[
        { key: 'month', title: columns.month, dataIndex: 'month' },
        ...CLASSES.map((each) => ({
          key: each,
          title: words.short[each],
          align: 'right' as const,
          render: (_: unknown, { sums }: Month) => yuanText(sums[each]),
        })),
        {
          key: 'total',
          title: columns.total,
          align: 'right',
          render: (_, { month, total }) => (
            <Link
              className="opens-list"
              to={`/enterprises/${enterpriseId}/cost-lines`}
              search={{ monthFrom: month, monthTo: month } as never}
            >
              {yuanText(total)}
            </Link>
          ),
        },
        {
          key: 'rate',
          title: columns.rate,
          align: 'right',
          render: (_, month) => percentText(rateOf(month)),
        },
        { key: 'locked', title: columns.locked, render: (_, month) => standing(month) },
      ]}
      phoneRow={(month) => ({
        name: month.month,
        meta: percentText(rateOf(month)),
        status: yuanText(month.total),
      })}
    />
  )
}
