import { Alert, Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { type Columns, readReportColumns, setReportColumns } from '../columns/contract.ts'
import type { Column } from '../cover.ts'
import { words } from './words.ts'

const said = words.cols

/** 附件2 as data: which columns, in which order, under which name and document. */
export default function ColumnsPage() {
  const { unitId } = useScreenParams('unitId')
  const list = useOperation(readReportColumns, { unitId })
  return (
    <>
      <PageTitle
        title={said.title}
        sub={said.sub}
        above={{ to: `/units/${unitId}/reports`, label: words.pack.back }}
      />
      <Stack>
        <RefusedAlert error={list.error} />
        {(list.data?.rows ?? []).map((columns) => (
          <FormColumns
            key={`${columns.form} ${columns.version} ${columns.of}`}
            unitId={unitId}
            columns={columns}
          />
        ))}
      </Stack>
    </>
  )
}

const BLANK = 'blank'

function FormColumns({ unitId, columns }: { readonly unitId: string; readonly columns: Columns }) {
  const [title, setTitle] = useState(columns.set.title)
  const [docNo, setDocNo] = useState(columns.set.docNo)
  const [chosen, setChosen] = useState<readonly Column[]>(columns.set.columns)
  const [said_, setSaid] = useState('')
  const set = useCommand(setReportColumns, {
    invalidates: [readReportColumns],
    onDone: () => setSaid(said.saved),
  })
  const of = { unitId, form: columns.form, version: columns.version }
  const owner =
    columns.of === 'above'
      ? said.of.above(columns.ofName ?? '')
      : said.of[columns.of === 'own' ? 'own' : 'default']
  return (
    <Section title={said.forms[columns.form]} note={owner}>
      <Stack>
        {said_ ? <Alert type="success" showIcon role="status" title={said_} /> : null}
        <RefusedAlert error={set.error} />
        <FieldGrid>
          <Field name={`title-${columns.form}`} label={said.name}>
            {(control) => <TextInput {...control} value={title} onChange={setTitle} />}
          </Field>
          <Field name={`docNo-${columns.form}`} label={said.docNo} optional hint={said.docNoHint}>
            {(control) => <TextInput {...control} value={docNo} onChange={setDocNo} />}
          </Field>
        </FieldGrid>
        <ColumnTable columns={columns} chosen={chosen} onChange={setChosen} />
        <Space wrap>
          <Button
            type="primary"
            loading={set.isPending}
            disabled={chosen.length === 0}
            onClick={() => set.mutate({ ...of, title, docNo, columns: [...chosen] })}
          >
            {words.save}
          </Button>
          {columns.of === 'own' ? (
            <Button onClick={() => set.mutate({ ...of, title, docNo, columns: null })}>{said.reset}</Button>
          ) : null}
        </Space>
      </Stack>
    </Section>
  )
}

type TableProps = {
  readonly columns: Columns
  readonly chosen: readonly Column[]
  readonly onChange: (chosen: readonly Column[]) => void
}

function ColumnTable({ columns, chosen, onChange }: TableProps) {
  const contentOf = (key: string) => columns.available.find((each) => each.key === key)?.title ?? said.blank
  const swap = (at: number, by: number) => {
    const next = [...chosen]
    const [one, other] = [next[at], next[at + by]]
    if (!one || !other) return
    next[at] = other
    next[at + by] = one
    onChange(next)
  }
  const rename = (at: number, title: string) =>
    onChange(chosen.map((column, index) => (index === at ? { ...column, title } : column)))
  const rows = chosen.map((column, at) => ({ ...column, at }))
  type Row = (typeof rows)[number]
  const deeds = ({ at, title }: Row) => (
    <Space size={4}>
      <Button disabled={at === 0} aria-label={said.up(title)} onClick={() => swap(at, -1)}>
        ↑
      </Button>
      <Button disabled={at === chosen.length - 1} aria-label={said.down(title)} onClick={() => swap(at, 1)}>
        ↓
      </Button>
      <Button
        aria-label={said.remove(title)}
        onClick={() => onChange(chosen.filter((_, index) => index !== at))}
      >
        ×
      </Button>
    </Space>
  )
  const name = ({ at, title }: Row) => (
    <Input
      aria-label={said.titleOf(at + 1)}
      value={title}
      maxLength={60}
      onChange={(event) => rename(at, event.target.value)}
    />
  )
  return (
    <>
      <DataTable
        caption={said.forms[columns.form]}
        rows={rows}
        rowKey={({ key }) => key}
        empty=""
        minWidth={520}
        columns={[
          {
            key: 'place',
            title: said.columns.place,
            width: 64,
            align: 'right',
            render: (_, { at }) => at + 1,
          },
          { key: 'title', title: said.columns.title, render: (_, row) => name(row) },
          { key: 'content', title: said.columns.content, width: 190, render: (_, { key }) => contentOf(key) },
          { key: 'deeds', title: said.columns.deeds, width: 170, render: (_, row) => deeds(row) },
        ]}
      />
      <AddColumn columns={columns} chosen={chosen} onChange={onChange} />
    </>
  )
}

function AddColumn({ columns, chosen, onChange }: TableProps) {
  const free = columns.available.filter(({ key }) => !chosen.some((column) => column.key === key))
  const [wanted, setWanted] = useState(BLANK)
  const add = () => {
    const found = free.find(({ key }) => key === wanted)
    const numbers = chosen.map(({ key }) => Number(/^blank-(\d+)$/.exec(key)?.[1] ?? 0))
    onChange([...chosen, found ?? { key: `blank-${Math.max(0, ...numbers) + 1}`, title: said.blank }])
    setWanted(BLANK)
  }
  return (
    <Space wrap>
      <Select
        style={{ width: 220 }}
        aria-label={said.addLabel}
        value={wanted}
        options={[
          { value: BLANK, label: said.blank },
          ...free.map(({ key, title }) => ({ value: key, label: title })),
        ]}
        onChange={setWanted}
      />
      <Button onClick={add}>{said.add}</Button>
    </Space>
  )
}
