import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { count, ratio } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import type { readOwnPlans } from '../units/contract.ts'
import { words } from './words.ts'

type Own = OutputOf<typeof readOwnPlans>

/** Plan, actual and forecast of each year of the form, with how they are counted. */
export function Progress({ own }: { readonly own: Own }) {
  const { columns } = words.progress
  const rows = own.progress.filter(({ plans }) => plans > 0)
  return (
    <Section title={words.progress.title} flush>
      <DataTable
        caption={words.progress.caption}
        rows={rows}
        rowKey={({ year }) => String(year)}
        empty={words.progress.none}
        minWidth={560}
        columns={[
          { key: 'year', title: columns.year, render: (_, { year }) => words.yearOf(year) },
          {
            key: 'plan',
            title: columns.plan,
            align: 'right',
            render: (_, { planned, unnamed }) => (
              <>
                {count(planned)}
                {unnamed > 0 ? <Muted small> {words.progress.unnamed(unnamed)}</Muted> : null}
              </>
            ),
          },
          { key: 'done', title: columns.done, align: 'right', render: (_, { done }) => count(done) },
          {
            key: 'ratio',
            title: columns.ratio,
            align: 'right',
            render: (_, { done, planned }) => ratio(done, planned),
          },
          { key: 'outside', title: columns.outside, align: 'right', render: (_, row) => count(row.outside) },
          {
            key: 'forecast',
            title: columns.forecast,
            align: 'right',
            render: (_, row) => count(row.forecast),
          },
        ]}
        phoneRow={(row) => ({
          name: words.yearOf(row.year),
          meta: `${columns.plan} ${count(row.planned)}　${columns.done} ${count(row.done)}　${columns.forecast} ${count(row.forecast)}`,
          status: ratio(row.done, row.planned),
        })}
      />
      {rows.length > 0 ? (
        <div style={{ padding: '8px 16px 12px' }}>
          <Muted small>{own.completionFormula}</Muted>
          <br />
          <Muted small>{own.forecastFormula}</Muted>
        </div>
      ) : null}
    </Section>
  )
}
