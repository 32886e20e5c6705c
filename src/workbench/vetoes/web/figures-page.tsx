import { Link } from '@tanstack/react-router'
import { Input, type TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { countVetoes, type VetoFigures } from '../contract.ts'
import { subjects } from '../domain.ts'
import { VetoTabs } from './tabs.tsx'
import { words } from './words.ts'

const { figures } = words
const { columns } = figures

/** How often, on what, how long, what was tried and what was overridden. */
export default function FiguresPage() {
  const of = useScreenParams('enterpriseId')
  const filters = useUrlFilters(['from', 'to'])
  const found = useOperation(countVetoes, { ...of, ...filters.values } as never, { keepPrevious: true })
  const rows = found.data ? [...found.data.rows, found.data.total] : []
  const search = { ...filters.values }
  return (
    <>
      <PageTitle title={figures.title} />
      <VetoTabs {...of} current="figures" />
      <Stack>
        <Section>
          <FieldGrid>
            {(['from', 'to'] as const).map((key) => (
              <Field key={key} name={key} label={figures[key]} optional>
                {(control) => (
                  <Input
                    {...control}
                    type="date"
                    value={filters.values[key] ?? ''}
                    onChange={(event) => filters.set(key, event.target.value)}
                  />
                )}
              </Field>
            ))}
          </FieldGrid>
        </Section>
        <Section flush>
          <DataTable<VetoFigures>
            caption={figures.title}
            rows={(found.data?.total.raised ?? 0) > 0 ? rows : []}
            rowKey={({ subjectKind }) => subjectKind ?? 'total'}
            loading={found.isPending}
            empty={figures.empty}
            columns={tableColumns(of.enterpriseId, search)}
          />
        </Section>
        <Muted small>{figures.note}</Muted>
      </Stack>
    </>
  )
}

const hours = (value: number | null) => (value === null ? '—' : value.toFixed(1))

function tableColumns(enterpriseId: string, search: Record<string, string>): TableColumnsType<VetoFigures> {
  const listed = (row: VetoFigures, n: number, more: Record<string, string> = {}) =>
    n === 0 ? (
      '0'
    ) : (
      <Link
        to={`/enterprises/${enterpriseId}/vetoes`}
        search={{ ...search, ...(row.subjectKind && { subjectKind: row.subjectKind }), ...more } as never}
      >
        {n}
      </Link>
    )
  const right = { align: 'right' as const }
  return [
    {
      key: 'kind',
      title: columns.kind,
      render: (_, { subjectKind }) => (subjectKind ? subjects[subjectKind].noun : <b>{figures.total}</b>),
    },
    { key: 'raised', title: columns.raised, ...right, render: (_, row) => listed(row, row.raised) },
    {
      key: 'inForce',
      title: columns.inForce,
      ...right,
      render: (_, row) => listed(row, row.inForce, { state: 'in-force' }),
    },
    {
      key: 'lifted',
      title: columns.lifted,
      ...right,
      render: (_, row) => listed(row, row.lifted, { state: 'lifted' }),
    },
    {
      key: 'overridden',
      title: columns.overridden,
      ...right,
      render: (_, row) => listed(row, row.overridden, { state: 'overridden' }),
    },
    { key: 'attempts', title: columns.attempts, ...right, dataIndex: 'attempts' },
    { key: 'mean', title: columns.mean, ...right, render: (_, { meanHours }) => hours(meanHours) },
    {
      key: 'longest',
      title: columns.longest,
      ...right,
      render: (_, { longestHours }) => hours(longestHours),
    },
  ]
}
