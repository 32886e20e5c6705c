import { Select } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { Section } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import { decideImportRow, type ImportRow, type ImportRun, listImportRows, readImport } from '../contract.ts'
import { words } from './words.ts'

type Outcome = ImportRow['outcome']

const SKIP = 'skip'

function countsOf(run: ImportRun): Record<Outcome, number> {
  return {
    doubtful: run.doubtful,
    reject: run.rejected,
    add: run.added,
    change: run.changed,
    same: run.unchanged,
  }
}

/** Rows of an import by what becomes of them; doubtful ones are decided here while the dry run stands. */
export function ImportRows({ run }: { readonly run: ImportRun }) {
  const counts = countsOf(run)
  const outcomes = Object.keys(counts) as Outcome[]
  const chosen = useUrlFilters(['outcome']).values.outcome as Outcome | undefined
  const outcome = chosen ?? outcomes.find((each) => counts[each] > 0) ?? 'add'
  const page = useCursorPage()
  const of = { unitId: run.unitId, importId: run.id }
  const list = useOperation(
    listImportRows,
    { ...of, outcome, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { rowColumns } = words
  const withDecision = rows.some(({ candidates }) => candidates.length > 0) || outcome === 'doubtful'
  const decision = (row: ImportRow) => <Decision run={run} row={row} />
  return (
    <Section flush>
      <LinkTabs
        label={words.rowsCaption}
        current={outcome}
        tabs={outcomes.map((key) => ({
          key,
          label: words.outcomes[key],
          count: counts[key],
          to: `/units/${run.unitId}/imports/${run.id}`,
          search: { outcome: key },
        }))}
      />
      {list.error ? <RefusedAlert error={list.error} /> : null}
      <DataTable
        caption={words.rowsCaption}
        rows={rows}
        rowKey={({ line }) => String(line)}
        loading={list.isPending}
        empty={<EmptyState text={words.noRows} />}
        columns={[
          { key: 'line', title: rowColumns.line, dataIndex: 'line', align: 'right', width: 72 },
          { key: 'name', title: rowColumns.name, width: '26%', render: (_, { name }) => shortened(name) },
          { key: 'creditCode', title: rowColumns.creditCode, dataIndex: 'creditCode', width: 190 },
          { key: 'message', title: rowColumns.message, dataIndex: 'message' },
          ...(withDecision
            ? [
                {
                  key: 'decision',
                  title: rowColumns.decision,
                  width: 240,
                  render: (_: unknown, row: ImportRow) => decision(row),
                },
              ]
            : []),
        ]}
        phoneRow={(row) => ({ name: row.name, meta: row.message, status: decision(row) })}
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

/** A name that is no name must not fill the screen. */
function shortened(name: string): string {
  const characters = [...name]
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : name
}

function Decision({ run, row }: { readonly run: ImportRun; readonly row: ImportRow }) {
  const decide = useCommand(decideImportRow, { invalidates: [listImportRows, readImport] })
  if (row.candidates.length === 0 && row.outcome !== 'doubtful') return null
  if (run.status !== 'checked') return nameOf(row)
  const take = (value: string) =>
    decide.mutate({
      unitId: run.unitId,
      importId: run.id,
      line: row.line,
      take: value === SKIP ? null : value,
    })
  return (
    <>
      <Select
        style={{ width: '100%' }}
        aria-label={`${words.rowColumns.decision} ${row.line}`}
        placeholder={words.choose}
        value={row.decision}
        loading={decide.isPending}
        options={[
          ...row.candidates.map(({ unitId, name }) => ({ value: unitId, label: `${words.takeTo}${name}` })),
          { value: SKIP, label: words.skip },
        ]}
        onChange={take}
      />
      {decide.error ? <RefusedAlert error={decide.error} /> : null}
    </>
  )
}

function nameOf({ decision, candidates }: ImportRow): string {
  if (decision === null) return words.none
  return candidates.find(({ unitId }) => unitId === decision)?.name ?? words.skipped
}
