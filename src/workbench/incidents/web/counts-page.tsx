import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { count } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { countIncidents } from '../aftermath/contract.ts'
import { words } from './words.ts'

const { pareto } = words
type By = keyof typeof pareto.bys
type Bar = { key: string | null; name: string; count: number; major: number; cumulativePermille: number }

const options = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([value, label]) => ({ value, label }))

/** Which filter of the list a bar opens. */
const filterOf = {
  cause: 'causeFactor',
  department: 'department',
  product: 'product',
  supplier: 'supplier',
}

/** Pareto: what causes most, by cause, department, product or supplier; each number opens its list. */
export default function CountsPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const filters = useUrlFilters<'by' | 'kind' | 'from' | 'to'>(['by', 'kind', 'from', 'to'])
  const { by = 'cause', kind, from, to } = filters.values
  const counted = useOperation(
    countIncidents,
    {
      enterpriseId,
      by: by as By,
      ...(kind && { kind: kind as 'accident' }),
      ...(from && { from }),
      ...(to && { to }),
    },
    { keepPrevious: true },
  )
  const bars = counted.data?.bars ?? []
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  const base = `/enterprises/${enterpriseId}/incidents`
  const name = (bar: Bar) =>
    bar.key === null ? (
      bar.name
    ) : (
      <Link
        to={base}
        search={
          {
            [filterOf[by as By]]: bar.key,
            ...(kind && { kind }),
            ...(from && { firstKnownOnFrom: from }),
            ...(to && { firstKnownOnTo: to }),
          } as never
        }
      >
        {bar.name}
      </Link>
    )
  const share = ({ cumulativePermille }: Bar) => `${(cumulativePermille / 10).toFixed(1)}%`
  return (
    <>
      <PageTitle
        title={pareto.title}
        above={{ to: base, label: words.title }}
        sub={counted.data ? pareto.total(counted.data.total) : undefined}
      />
      <Section flush>
        <FilterBar
          values={filters.values}
          onChange={filters.set as never}
          onClear={filters.clear}
          filters={[
            { key: 'by', label: pareto.by, options: options(pareto.bys), all: pareto.bys.cause },
            { key: 'kind', label: pareto.kind, options: options(pareto.kinds) },
          ]}
        />
        <DataTable<Bar>
          caption={pareto.caption}
          rows={bars}
          rowKey={({ key, name: own }) => key ?? own}
          loading={counted.isPending}
          empty={<EmptyState text={pareto.empty} />}
          columns={[
            { key: 'name', title: pareto.columns.name, render: (_, bar) => name(bar) },
            { key: 'bar', title: '', width: 260, render: (_, bar) => <Measure of={bar.count / most} /> },
            {
              key: 'count',
              title: pareto.columns.count,
              align: 'right',
              render: (_, bar) => count(bar.count),
            },
            {
              key: 'major',
              title: pareto.columns.major,
              align: 'right',
              render: (_, bar) => count(bar.major),
            },
            { key: 'share', title: pareto.columns.share, align: 'right', render: (_, bar) => share(bar) },
          ]}
          phoneRow={(bar) => ({
            name: name(bar),
            meta: <Measure of={bar.count / most} />,
            status: `${count(bar.count)}　${share(bar)}`,
          })}
        />
      </Section>
    </>
  )
}

function Measure({ of }: { readonly of: number }) {
  return (
    <div
      aria-hidden
      style={{ height: 12, width: `${Math.round(of * 100)}%`, background: 'var(--ant-color-primary)' }}
    />
  )
}
