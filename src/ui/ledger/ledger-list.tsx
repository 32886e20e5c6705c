import { Link, useNavigate } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { Column } from '#platform/ledger/columns.ts'
import type { ManyChanged } from '#platform/ledger/contract-more.ts'
import { columnsOf } from '#platform/ledger/ledger.ts'
import { DataTable } from '../data-table.tsx'
import { ExportButton } from '../export-button.tsx'
import { EmptyState } from '../fault.tsx'
import { type Filter, FilterBar, type FilterChip } from '../filter-bar.tsx'
import { PageTitle } from '../page-title.tsx'
import { Muted, Section, Stack } from '../section.tsx'
import { StatusText } from '../status-text.tsx'
import { useOperation } from '../use-operation.ts'
import { usePhone } from '../use-phone.ts'
import { useCursorPage, useUrlFilters } from '../use-url-filters.ts'
import { ChangeMany, ManyOutcome } from './change-many.tsx'
import type { LedgerFace, Shown } from './ledger-of.ts'
import { sourceOf, statusOf, useWrites } from './ledger-of.ts'
import { ListViews } from './list-views.tsx'
import { shownAs } from './shown-as.ts'
import { words } from './words.ts'

type Props = { readonly face: LedgerFace; readonly enterpriseId: string }

const PAGE = 50

/** The records of a ledger: search, filters, order and page in the URL. */
export function LedgerList({ face, enterpriseId }: Props) {
  const { ledger, contract, listHead: Head } = face
  const filters = useUrlFilters<string>(['text', 'state', 'sort', 'descending', ...filterKeys(face)])
  const page = useCursorPage()
  const asked = { enterpriseId, ...filters.values }
  const list = useOperation(contract.list, { ...asked, cursor: page.cursor, limit: PAGE } as never, {
    keepPrevious: true,
  })
  const found = list.data as { rows: Shown[]; total: number; more?: boolean; next: string | null } | undefined
  const writes = useWrites(face)
  const [chosen, setChosen] = useState<string[]>([])
  const [outcome, setOutcome] = useState<ManyChanged>()
  const { sort, descending, ...narrowed } = filters.values
  const folded = useFolded(choices(face, enterpriseId), narrowed)
  const next = found?.next
  const rows = found?.rows ?? []
  const nameOf = (id: string) => String(rows.find((row) => row.id === id)?.[ledger.called] ?? '')
  return (
    <>
      <PageTitle
        title={ledger.title}
        actions={<Actions face={face} enterpriseId={enterpriseId} />}
        phoneActions
      />
      <Stack>
        {Head ? <Head enterpriseId={enterpriseId} /> : null}
        <Section flush>
          <FilterBar
            values={{ ...narrowed }}
            onChange={filters.set}
            onClear={filters.clear}
            search={{ key: 'text', placeholder: words.search }}
            filters={folded.shown}
            chips={bounds(face, narrowed)}
          >
            {folded.unfold ? <Button onClick={folded.unfold}>{words.filter}</Button> : null}
            <ListViews enterpriseId={enterpriseId} list={contract.list.name} values={filters.values} />
            <ExportButton op={contract.export} input={asked as never} total={found?.total} />
          </FilterBar>
          {outcome ? <ManyOutcome outcome={outcome} onClose={() => setOutcome(undefined)} /> : null}
          <DataTable<Shown>
            caption={ledger.title}
            columns={tableColumns(face, enterpriseId)}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            {...(sort && { sort: { by: sort, descending: descending === 'true' } })}
            onSort={(wanted) => {
              filters.set('descending', wanted?.descending ? 'true' : undefined)
              filters.set('sort', wanted?.by)
            }}
            paging={{
              from: page.from,
              ...(found?.more ? { order: words.more(found.total) } : found && { total: found.total }),
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
            {...(writes && {
              selection: {
                keys: chosen.filter((id) => rows.some((row) => row.id === id)),
                onChange: setChosen,
                nameOf,
                actions: (
                  <ChangeMany
                    face={face}
                    enterpriseId={enterpriseId}
                    chosen={rows.filter(({ id }) => chosen.includes(id))}
                    onDone={(what) => {
                      setOutcome(what)
                      setChosen([])
                    }}
                  />
                ),
              },
            })}
            onClearFilters={Object.keys(narrowed).length > 0 ? filters.clear : undefined}
            empty={<First face={face} enterpriseId={enterpriseId} />}
            phoneRow={(row) => ({
              name: <NameLink face={face} enterpriseId={enterpriseId} row={row} />,
              meta: <Muted>{metaOf(face, row)}</Muted>,
              status: <RowStatus face={face} row={row} />,
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

/** On a phone the list comes first: of the filters those in use, the others behind a button. */
function useFolded(all: readonly Filter[], inUse: Readonly<Record<string, unknown>>) {
  const phone = usePhone()
  const [unfolded, setUnfolded] = useState(false)
  if (!phone || unfolded) return { shown: all }
  return { shown: all.filter(({ key }) => inUse[key] !== undefined), unfold: () => setUnfolded(true) }
}

function Actions({ face, enterpriseId }: Props) {
  const { ledger, listActions: Own } = face
  const navigate = useNavigate()
  const base = `/enterprises/${enterpriseId}/${ledger.path}`
  return (
    <>
      {Own ? <Own enterpriseId={enterpriseId} /> : null}
      {useWrites(face) ? (
        <>
          <Button onClick={() => void navigate({ to: `${base}/imports` })}>{words.importFile}</Button>
          <Button type={Own ? 'default' : 'primary'} onClick={() => void navigate({ to: `${base}/new` })}>
            {words.add(ledger.noun)}
          </Button>
        </>
      ) : null}
    </>
  )
}

function First({ face, enterpriseId }: Props) {
  if (!useWrites(face)) return <EmptyState text={words.emptyYet(face.ledger.noun)} />
  return (
    <EmptyState
      text={words.emptyFirst(face.ledger.noun)}
      action={<Link to={`/enterprises/${enterpriseId}/${face.ledger.path}/imports`}>{words.importFile}</Link>}
    />
  )
}

function RowStatus({ face, row }: { readonly face: LedgerFace; readonly row: Shown }) {
  const status = statusOf(face, row)
  return status ? <StatusText status={status} /> : null
}

function filterKeys({ ledger }: LedgerFace): string[] {
  return columnsOf(ledger).flatMap(([key, { kind }]) =>
    ['choice', 'yes-no', 'link', 'whole'].includes(kind)
      ? [key]
      : ['date', 'month'].includes(kind)
        ? [`${key}From`, `${key}To`]
        : [],
  )
}

/** Days and months between which a number opened the list. */
function bounds({ ledger }: LedgerFace, values: Readonly<Record<string, string | undefined>>): FilterChip[] {
  return columnsOf(ledger).flatMap(([key, { label, kind }]) => {
    const exactly = kind === 'whole' ? values[key] : undefined
    const from = values[`${key}From`]
    const to = values[`${key}To`]
    return [
      ...(exactly ? [{ key, label: `${label} ${exactly}` }] : []),
      ...(from ? [{ key: `${key}From`, label: `${words.from(label)} ${from}` }] : []),
      ...(to ? [{ key: `${key}To`, label: `${words.to(label)} ${to}` }] : []),
    ]
  })
}

function choices({ ledger, linked }: LedgerFace, enterpriseId: string): Filter[] {
  const own = columnsOf(ledger).flatMap(([key, column]) => choice(key, column, linked, enterpriseId))
  const states = Object.entries(words.states).map(([value, label]) => ({ value, label }))
  return [...own, { key: 'state', label: words.state, options: states, all: words.inUse }]
}

function choice(key: string, column: Column, linked: LedgerFace['linked'], enterpriseId: string): Filter[] {
  const { label } = column
  if (column.kind === 'choice') {
    return [
      {
        key,
        label,
        options: Object.entries(column.options).map(([value, each]) => ({ value, label: each })),
      },
    ]
  }
  if (column.kind === 'yes-no') {
    return [
      { key, label, options: Object.entries(words.yesNo).map(([value, each]) => ({ value, label: each })) },
    ]
  }
  const to = column.kind === 'link' ? column.to() : undefined
  const contract = to && linked?.[to.path]
  return to && contract
    ? [{ key, label, options: [], remote: sourceOf(contract, to.called, enterpriseId) }]
    : []
}

function NameLink({ face: { ledger }, enterpriseId, row }: Props & { readonly row: Shown }) {
  return (
    <Link to={`/enterprises/${enterpriseId}/${ledger.path}/${row.id}`}>
      {String(row[ledger.called] ?? '')}
    </Link>
  )
}

function metaOf({ ledger }: LedgerFace, row: Shown): string {
  return columnsOf(ledger)
    .filter(([key, { listed }]) => listed && key !== ledger.called)
    .map(([key, column]) => shownAs(key, column, row))
    .filter(Boolean)
    .join('　')
}

const RIGHT: readonly Column['kind'][] = ['whole', 'decimal', 'money']

function tableColumns(face: LedgerFace, enterpriseId: string): TableColumnsType<Shown> {
  const { ledger } = face
  const name = ledger.columns[ledger.called]
  const rest = columnsOf(ledger).filter(([key, { listed }]) => listed && key !== ledger.called)
  return [
    {
      key: ledger.called,
      title: name?.label,
      sorter: true,
      render: (_, row) => <NameLink face={face} enterpriseId={enterpriseId} row={row} />,
    },
    ...rest.map(([key, column]) => ({
      key,
      title: column.label,
      sorter: true,
      align: RIGHT.includes(column.kind) ? ('right' as const) : ('left' as const),
      render: (_: unknown, row: Shown) => shownAs(key, column, row) || '—',
    })),
    {
      key: 'retiredOn',
      title: words.state,
      width: 160,
      render: (_, row) => <RowStatus face={face} row={row} />,
    },
  ]
}
