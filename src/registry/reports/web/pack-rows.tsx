import { Button, Space } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { count } from '#ui/format.ts'
import { Section } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { listReportChanges, listReportRows, type Pack } from '../contract.ts'
import type { AttachedPlan, Column, DetailRow } from '../cover.ts'
import { words } from './words.ts'

type Turning = { readonly cursor: string | undefined; readonly turn: (to: string | undefined) => void }

function useTurning(): Turning {
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  return { cursor, turn: setCursor }
}

const LIMIT = 50

/** Two lists on one page: their pages are not in the address. */
function Turn({ cursor, turn, next }: Turning & { readonly next: string | null }) {
  const from = Number(cursor ?? 0)
  if (from === 0 && next === null) return null
  return (
    <Space>
      <Button
        size="small"
        disabled={from === 0}
        onClick={() => turn(from > LIMIT ? String(from - LIMIT) : undefined)}
      >
        {words.pack.before}
      </Button>
      <Button size="small" disabled={next === null} onClick={() => turn(next ?? undefined)}>
        {words.pack.next}
      </Button>
    </Space>
  )
}

/** What fits a screen; the workbook has every column. */
const onScreen = [
  'seq',
  'enterprise',
  'creditCode',
  'person',
  'idNumber',
  'aboveScale',
  'letter',
  'trained',
  'evaluated',
  'filingNo',
]

const shown = (columns: readonly Column[]) =>
  columns
    .filter(({ key }) => onScreen.includes(key))
    .map(({ key, title }) => ({
      key,
      title,
      ...(key === 'filingNo' && { width: 210 }),
      render: (_: unknown, row: DetailRow) => row[key] ?? '',
    }))

/** 附件2 part A in the columns of the pack; 身份证号 and 手机 masked. */
export function PackRows({ pack }: { readonly pack: Pack }) {
  const turning = useTurning()
  const of = { unitId: pack.unitId, packId: pack.id, cursor: turning.cursor, limit: LIMIT }
  const list = useOperation(listReportRows, of, { keepPrevious: true })
  const form = pack.detail.docNo || words.pack.reference
  return (
    <Section
      title={words.pack.rows}
      note={words.pack.rowsNote(pack.rows, form)}
      extra={<Turn {...turning} next={list.data?.next ?? null} />}
      flush
    >
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.pack.rows}
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.seq ?? ''}
        loading={list.isPending}
        empty={<EmptyState text={words.pack.noRows} />}
        minWidth={1000}
        columns={shown(pack.detail.columns)}
        phoneRow={(row) => ({
          name: row.enterprise ?? '',
          meta: [row.person, row.filingNo].filter(Boolean).join('　'),
        })}
      />
    </Section>
  )
}

export function PackChanges({ pack }: { readonly pack: Pack }) {
  const turning = useTurning()
  const of = { unitId: pack.unitId, packId: pack.id, cursor: turning.cursor, limit: LIMIT }
  const list = useOperation(listReportChanges, of, { keepPrevious: true })
  const { changeColumns: columns, changeKinds } = words.pack
  return (
    <Section
      title={words.pack.changes}
      note={words.pack.changesNote(pack.changes)}
      extra={<Turn {...turning} next={list.data?.next ?? null} />}
      flush
    >
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.pack.changes}
        rows={list.data?.rows ?? []}
        rowKey={({ filingNo, kind }) => `${kind} ${filingNo}`}
        loading={list.isPending}
        empty={<EmptyState text={words.pack.noChanges} />}
        columns={[
          { key: 'kind', title: columns.kind, width: 80, render: (_, { kind }) => changeKinds[kind] },
          { key: 'filingNo', title: columns.filingNo, width: 210, dataIndex: 'filingNo' },
          { key: 'enterprise', title: columns.enterprise, dataIndex: 'enterprise' },
          { key: 'person', title: columns.person, width: 130, dataIndex: 'person' },
          { key: 'registeredOn', title: columns.registeredOn, width: 120, dataIndex: 'registeredOn' },
        ]}
        phoneRow={(row) => ({
          name: row.enterprise,
          meta: `${row.person}　${row.registeredOn}`,
          status: changeKinds[row.kind],
        })}
      />
    </Section>
  )
}

export function PackPlan({ plan }: { readonly plan: AttachedPlan }) {
  const { planColumns: columns } = words.pack
  return (
    <Section title={words.pack.plan} note={words.pack.planNote(plan.no)} flush>
      <DataTable
        caption={words.pack.plan}
        rows={plan.rows}
        rowKey={({ place }) => place}
        empty=""
        columns={[
          { key: 'place', title: columns.place, dataIndex: 'place' },
          {
            key: 'aboveScale',
            title: columns.aboveScale,
            align: 'right',
            render: (_, row) => count(row.aboveScale),
          },
          { key: 'filed', title: columns.filed, align: 'right', render: (_, row) => count(row.filed) },
          ...plan.years.map((year, at) => ({
            key: String(year),
            title: words.pack.planned(year),
            align: 'right' as const,
            render: (_: unknown, row: AttachedPlan['rows'][number]) => count(row.planned[at] ?? 0),
          })),
        ]}
      />
    </Section>
  )
}
