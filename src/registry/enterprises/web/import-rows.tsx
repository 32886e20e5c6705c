import type { TableColumnsType } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { exportImportRows, type ImportRow, type ImportRun, listImportRows, RowOutcome } from '../contract.ts'
import css from './import-rows.module.css'
import { RowCodeReason } from './row-code-reason.tsx'
import { RowDecision } from './row-decision.tsx'
import { words } from './words.ts'

type Outcome = ImportRow['outcome']

/** What waits for a decision comes first. */
const outcomes = ['doubtful', 'reject', 'add', 'change', 'same'] as const

/** Rows of an import by what becomes of them; doubtful ones are decided here while the dry run stands. */
export function ImportRows({ run }: { readonly run: ImportRun }) {
  const totals = useTotals(run)
  const chosen = RowOutcome.safeParse(useUrlFilters(['outcome']).values.outcome).data
  const outcome = chosen ?? busiest(run)
  const page = useCursorPage()
  const of = { unitId: run.unitId, importId: run.id }
  const list = useOperation(
    listImportRows,
    { ...of, outcome, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  return (
    <Section flush>
      <LinkTabs
        label={words.rowsCaption}
        current={outcome}
        tabs={outcomes.map((key) => ({
          key,
          label: words.outcomes[key],
          to: `/units/${run.unitId}/imports/${run.id}`,
          search: { outcome: key },
          ...(totals[key] !== undefined && { count: totals[key] }),
        }))}
      />
      <div className={css.tools}>
        <ExportButton op={exportImportRows} input={{ ...of, outcome }} total={list.data?.total} />
      </div>
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.rowsCaption}
        rows={rows}
        rowKey={({ line }) => String(line)}
        loading={list.isPending}
        empty={<EmptyState text={words.noRows} />}
        columns={columnsFor(run, outcome)}
        phoneRow={(row) => ({
          name: shortened(row.name) || row.creditCode || words.none,
          meta: [words.line(row.line), row.unitName, row.message].filter(Boolean).join('　'),
          status: (
            <>
              <RowCodeReason run={run} row={row} />
              <RowDecision run={run} row={row} />
            </>
          ),
        })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.rowsOrder,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </Section>
  )
}

function columnsFor(run: ImportRun, outcome: Outcome): TableColumnsType<ImportRow> {
  const { rowColumns } = words
  return [
    { key: 'line', title: rowColumns.line, dataIndex: 'line', align: 'right', width: 72 },
    {
      key: 'name',
      title: rowColumns.name,
      width: '26%',
      render: (_, { name }) => shortened(name) || words.none,
    },
    {
      key: 'creditCode',
      title: rowColumns.creditCode,
      width: 190,
      render: (_, { creditCode }) => shortened(creditCode) || words.none,
    },
    ...(outcome === 'doubtful' || outcome === 'reject'
      ? []
      : [
          {
            key: 'unit',
            title: rowColumns.unit,
            width: 200,
            render: (_: unknown, { unitName }: ImportRow) => unitName ?? words.none,
          },
        ]),
    {
      key: 'message',
      title: rowColumns.message,
      render: (_, row) => (
        <>
          {row.message || (row.codeDoubt ? null : words.none)}
          <RowCodeReason run={run} row={row} />
        </>
      ),
    },
    ...(outcome === 'doubtful'
      ? [
          {
            key: 'decision',
            title: rowColumns.decision,
            width: 300,
            render: (_: unknown, row: ImportRow) => <RowDecision run={run} row={row} />,
          },
        ]
      : []),
  ]
}

/** How many rows stand in each list: a row taken by decision stays among the doubtful ones, whatever the run counts it as. */
function useTotals({ unitId, id }: ImportRun): Record<Outcome, number | undefined> {
  const of = { unitId, importId: id, limit: 1 }
  const keep = { keepPrevious: true }
  return {
    doubtful: useOperation(listImportRows, { ...of, outcome: 'doubtful' }, keep).data?.total,
    reject: useOperation(listImportRows, { ...of, outcome: 'reject' }, keep).data?.total,
    add: useOperation(listImportRows, { ...of, outcome: 'add' }, keep).data?.total,
    change: useOperation(listImportRows, { ...of, outcome: 'change' }, keep).data?.total,
    same: useOperation(listImportRows, { ...of, outcome: 'same' }, keep).data?.total,
  }
}

/** The list to open first. */
function busiest({ doubtful, rejected, added, changed }: ImportRun): Outcome {
  if (doubtful > 0) return 'doubtful'
  if (rejected > 0) return 'reject'
  if (added > 0) return 'add'
  return changed > 0 ? 'change' : 'same'
}

/** A name that is no name must not fill the screen. */
function shortened(text: string): string {
  const characters = [...text]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text
}
