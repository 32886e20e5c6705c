import { Button, Table, type TableColumnsType, type TableProps } from 'antd'
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import css from './data-table.module.css'
import { EmptyState } from './fault.tsx'
import { ListKeys } from './list-keys.tsx'
import { usePhone } from './use-phone.ts'
import { words } from './words.ts'

/** Sort order in force; `by` is a column's key. */
export type TableSort = { readonly by: string; readonly descending: boolean }

export type TablePaging = {
  /** Number of the first row, from 1. */
  readonly from: number
  readonly total?: number
  /** “按期限从近到远”. */
  readonly order?: string
  /** Undefined: no page on that side. */
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  /** Middle of the footer: “办理期限 5 个工作日为本单位承诺，来源文件未规定”. */
  readonly note?: ReactNode
}

export type TableSelection = {
  readonly keys: readonly string[]
  readonly onChange: (keys: string[]) => void
  /** Buttons of the bulk bar. */
  readonly actions?: ReactNode
  /** What is open to bulk work. */
  readonly note?: ReactNode
  /** Name of a row for screen readers. */
  readonly nameOf: (key: string) => string
  /** False: this row is not open to bulk work. */
  readonly mayChoose?: (key: string) => boolean
}

export type DataTableProps<Row extends object> = {
  /** What the table lists; read by screen readers. */
  readonly caption: string
  readonly columns: TableColumnsType<Row>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly loading?: boolean
  readonly paging?: TablePaging
  readonly sort?: TableSort
  /** Columns with `sorter: true` call it; undefined goes back to the natural order. */
  readonly onSort?: (sort: TableSort | undefined) => void
  readonly selection?: TableSelection
  /** No rows at all: what will be here and how to begin. */
  readonly empty: ReactNode
  /** Set while filters are in use: an empty list then says so and offers to clear them. */
  readonly onClearFilters?: (() => void) | undefined
  /** A row on a phone: name, meta line, status on the right. Left out: the table scrolls sideways in its card. */
  readonly phoneRow?: (row: Row) => {
    readonly name: ReactNode
    readonly meta: ReactNode
    readonly status?: ReactNode
  }
  /** Below this width (px, 760 unless told) the table scrolls sideways instead of squeezing its columns. */
  readonly minWidth?: number
  readonly summary?: TableProps<Row>['summary']
}

type FooterProps = { readonly paging: TablePaging; readonly shown: number; readonly keys: ReactNode }

function Footer({ paging, shown, keys }: FooterProps) {
  const order = paging.order ?? ''
  const text =
    shown === 0
      ? words.table.empty(order)
      : words.table.range(order, paging.from, paging.from + shown - 1, paging.total)
  return (
    <nav className={css.footer} aria-label={words.table.pages}>
      <span role="status">{text}</span>
      {keys}
      <span className={css.grow} />
      {paging.note && <span className={css.note}>{paging.note}</span>}
      {(paging.onPrevious || paging.onNext) && (
        <span className={css.turn}>
          <Button size="small" disabled={!paging.onPrevious} onClick={paging.onPrevious}>
            {words.table.previous}
          </Button>
          <Button size="small" disabled={!paging.onNext} onClick={paging.onNext}>
            {words.table.next}
          </Button>
        </span>
      )}
    </nav>
  )
}

function BulkBar({ selection }: { readonly selection: TableSelection }) {
  return (
    <section className={css.bulk} aria-label={words.table.selected(selection.keys.length)}>
      <b>{words.table.selected(selection.keys.length)}</b>
      {selection.actions}
      {selection.note && <span className={css.note}>{selection.note}</span>}
      <span className={css.grow} />
      <Button type="link" size="small" onClick={() => selection.onChange([])}>
        {words.table.unselect}
      </Button>
    </section>
  )
}

function Nothing({
  empty,
  onClear,
}: {
  readonly empty: ReactNode
  readonly onClear: (() => void) | undefined
}) {
  if (!onClear) return typeof empty === 'string' ? <EmptyState text={empty} /> : empty
  return (
    <EmptyState
      text={words.table.emptyFiltered}
      action={
        <Button type="link" size="small" onClick={onClear}>
          {words.filters.clear}
        </Button>
      }
    />
  )
}

function selectionOf<Row extends object>(
  selection: TableSelection | undefined,
  rowKey: (row: Row) => string,
): Pick<TableProps<Row>, 'rowSelection'> {
  if (!selection) return {}
  return {
    rowSelection: {
      columnWidth: 40,
      selectedRowKeys: [...selection.keys],
      onChange: (keys) => selection.onChange(keys.map(String)),
      getTitleCheckboxProps: () => ({ 'aria-label': words.table.selectAll }),
      getCheckboxProps: (row) =>
        ({
          'aria-label': words.table.selectRow(selection.nameOf(rowKey(row))),
          disabled: selection.mayChoose?.(rowKey(row)) === false,
        }) as object,
    },
  }
}

function sorted<Row extends object>(
  columns: TableColumnsType<Row>,
  sort: TableSort | undefined,
): TableColumnsType<Row> {
  return columns.map((column) => {
    if (!('sorter' in column) || !column.sorter) return column
    const active = sort !== undefined && sort.by === column.key
    return { ...column, sortOrder: active ? (sort.descending ? 'descend' : 'ascend') : null }
  })
}

const WIDE_COLUMNS = 7

/** Lists of many columns are printed in landscape, the whole page: paper does not turn in the middle. */
function useWidePrint(wide: boolean) {
  useEffect(() => {
    if (!wide) return
    document.body.dataset.print = 'wide'
    return () => {
      delete document.body.dataset.print
    }
  }, [wide])
}

/** A table that scrolls sideways is reached by keyboard, also where nothing in it can be. */
function useReachable(box: RefObject<HTMLDivElement | null>, caption: string) {
  useEffect(() => {
    const content = box.current?.querySelector<HTMLElement>('.ant-table-content')
    if (!content || content.scrollWidth <= content.clientWidth || content.querySelector('a, button')) return
    content.tabIndex = 0
    content.setAttribute('role', 'region')
    content.setAttribute('aria-label', caption)
  })
}

/** A list of work or records: small rows, sort and filter in the URL, pages by cursor, bulk bar, an honest empty state. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    caption,
    rows,
    rowKey,
    loading = false,
    paging,
    sort,
    onSort,
    selection,
    empty,
    onClearFilters,
    phoneRow,
  } = props
  const phone = usePhone()
  const box = useRef<HTMLDivElement>(null)
  const asList = phone && phoneRow !== undefined
  const nothing = rows.length === 0 && !loading
  useWidePrint(props.columns.length > WIDE_COLUMNS)
  useReachable(box, caption)
  return (
    <div
      ref={box}
      className={css.table}
      style={{ '--table-width': `${props.minWidth ?? 760}px` } as CSSProperties}
    >
      {selection && selection.keys.length > 0 && <BulkBar selection={selection} />}
      {nothing && <Nothing empty={empty} onClear={onClearFilters} />}
      {!nothing && asList && (
        <ul aria-label={caption} aria-busy={loading}>
          {rows.map((row) => {
            const { name, meta, status } = phoneRow(row)
            return (
              <li key={rowKey(row)} data-row-key={rowKey(row)} className={css.phoneRow}>
                <div className={css.phoneName}>{name}</div>
                <div className={css.phoneMeta}>{meta}</div>
                <div>{status}</div>
              </li>
            )
          })}
        </ul>
      )}
      {!nothing && !asList && (
        <Table<Row>
          {...selectionOf(selection, rowKey)}
          {...(props.summary ? { summary: props.summary } : {})}
          caption={<span className="visually-hidden">{caption}</span>}
          size="small"
          columns={sorted(props.columns, sort)}
          dataSource={[...rows]}
          rowKey={rowKey}
          loading={loading}
          pagination={false}
          showSorterTooltip={false}
          onChange={(_pages, _filters, sorter) => {
            const chosen = Array.isArray(sorter) ? sorter[0] : sorter
            if (!onSort || !chosen) return
            onSort(
              chosen.order
                ? { by: String(chosen.columnKey), descending: chosen.order === 'descend' }
                : undefined,
            )
          }}
        />
      )}
      {paging && (
        <Footer
          paging={paging}
          shown={rows.length}
          keys={
            phone || nothing ? null : (
              <ListKeys
                table={box}
                selects={selection !== undefined}
                onNextPage={paging.onNext}
                onPreviousPage={paging.onPrevious}
              />
            )
          }
        />
      )}
    </div>
  )
}
