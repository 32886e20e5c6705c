import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { exportOrgUnits, listOrgUnitChildren, type OrgUnitRow, searchOrgUnits } from '../contract.ts'
import { UnitDrawer } from './unit-drawer.tsx'
import { UnitTree } from './unit-tree.tsx'
import css from './units.module.css'
import { words } from './words.ts'

const lines = ['market-regulation', 'industry'] as const
const FOUND = 50

/** The tree of units, a search over it, and each unit's particulars beside it. */
export default function UnitsPage() {
  const { grant } = useNeededOperation(readMe, {})
  const administers = grant.role === 'system-admin'
  const { values, set, clear } = useUrlFilters(['line', 'text', 'day', 'unit', 'form'])
  const navigate = useNavigate()
  const line =
    lines.find((each) => each === values.line) ??
    (grant.role === 'industry-officer' ? 'industry' : 'market-regulation')
  const { text } = values
  const day = CivilDate.safeParse(values.day).data
  const query = { line, ...(text && { text }) }
  const found = useOperation(searchOrgUnits, { ...query, limit: FOUND }, { keepPrevious: true })
  const show = (id: string | undefined, form?: string) =>
    void navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, unit: id, form }),
    })
  return (
    <>
      <PageTitle
        title={words.title}
        phoneActions
        actions={administers ? <Actions onAdd={() => show('new')} /> : null}
      />
      <Section flush>
        <LinkTabs
          label={words.tabs.label}
          current={line}
          tabs={lines.map((key) => ({
            key,
            label: words.tabs[key],
            to: '/org-units',
            search: { line: key },
          }))}
        />
        <FilterBar
          values={{ text, day: values.day }}
          onChange={(key, value) => set(key as 'text', value)}
          onClear={clear}
          search={{ key: 'text', placeholder: words.search }}
        >
          {text ? null : (
            <label className={css.day} htmlFor="as-of-day">
              {words.asOf}
              <Input
                id="as-of-day"
                type="date"
                value={values.day ?? ''}
                onChange={(event) => set('day', event.target.value || undefined)}
              />
            </label>
          )}
          <ExportButton op={exportOrgUnits} input={query} total={found.data?.total} />
        </FilterBar>
        <RefusedAlert error={found.error} />
        {text ? (
          <Found
            rows={(found.data?.rows ?? []).map(({ children: _, ...row }) => row)}
            total={found.data?.total}
            loading={found.isPending}
            onShow={show}
            onClear={clear}
          />
        ) : (
          <WholeTree line={line} day={day} administers={administers} onShow={show} />
        )}
      </Section>
      {values.unit ? <UnitDrawer unitId={values.unit} form={values.form} line={line} onShow={show} /> : null}
    </>
  )
}

function Actions({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <>
      <Link to="/org-units/upload">
        <Button>{words.upload}</Button>
      </Link>
      <Button onClick={onAdd}>{words.add}</Button>
      <Link to="/org-units/planting">
        <Button type="primary">{words.plant}</Button>
      </Link>
    </>
  )
}

/** Without the number of units below: antd takes `children` for rows. */
type FoundRow = Omit<OrgUnitRow, 'children'>

type ShowProps = { readonly onShow: (id: string) => void }

function WholeTree({
  line,
  day,
  administers,
  onShow,
}: ShowProps & {
  readonly line: (typeof lines)[number]
  readonly day: CivilDate | undefined
  readonly administers: boolean
}) {
  const top = useOperation(listOrgUnitChildren, { line, ...(day && { onDate: day }) })
  if (top.error) return <RefusedAlert error={top.error} />
  if (!top.data) return null
  if (top.data.rows.length > 0)
    return <UnitTree rows={top.data.rows} total={top.data.total} day={day} onShow={onShow} />
  if (day) return <EmptyState text={words.emptyOn(day)} />
  if (!administers) return <EmptyState text={words.emptyElsewhere} />
  return (
    <EmptyState
      text={line === 'industry' ? words.emptyLine : words.empty}
      action={
        <Link to="/org-units/planting" className="opens-list">
          {words.plant}
        </Link>
      }
    />
  )
}

function Found({
  rows,
  total,
  loading,
  onShow,
  onClear,
}: ShowProps & {
  readonly rows: readonly FoundRow[]
  readonly total: number | undefined
  readonly loading: boolean
  readonly onClear: () => void
}) {
  const { columns } = words
  const name = (row: FoundRow) => (
    <button type="button" className={css.name} onClick={() => onShow(row.id)}>
      {row.name}
    </button>
  )
  const hidden = (total ?? 0) - rows.length
  return (
    <DataTable
      caption={words.searchCaption}
      rows={rows}
      rowKey={({ id }) => id}
      loading={loading}
      empty={<EmptyState text={words.nothingFound} />}
      onClearFilters={onClear}
      columns={[
        { key: 'name', title: columns.name, render: (_, row) => name(row) },
        { key: 'above', title: columns.above, render: (_, { above }) => above.join(' › ') || words.none },
        { key: 'code', title: columns.code, dataIndex: 'numberingCode', width: 130 },
        { key: 'kind', title: columns.kind, width: 90, render: (_, { kind }) => words.kinds[kind] },
        {
          key: 'functions',
          title: columns.functions,
          width: 160,
          render: (_, { functions }) =>
            functions.map((each) => words.functions[each]).join('、') || words.none,
        },
      ]}
      phoneRow={(row) => ({
        name: name(row),
        meta: [row.above.at(-1), row.numberingCode].filter(Boolean).join('　'),
        status: words.kinds[row.kind],
      })}
      paging={{
        from: 1,
        order: words.order,
        ...(total !== undefined && { total }),
        ...(hidden > 0 && { note: words.more(hidden) }),
      }}
    />
  )
}
