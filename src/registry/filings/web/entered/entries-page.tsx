import { Link, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { useClient } from '#ui/client.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { today } from '#ui/format.ts'
import { keepFile } from '#ui/keep-file.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import {
  EntryState,
  exportEntries,
  exportEntriesInFull,
  type FilingEntry,
  listEntries,
  markEntered,
  unmarkEntered,
} from '../../entered/contract.ts'
import { enteredWords as words } from './entered-words.ts'

const idOf = ({ enterpriseId, filingId }: FilingEntry) => `${enterpriseId} ${filingId}`
const keyOf = (id: string) => {
  const [enterpriseId = '', filingId = ''] = id.split(' ')
  return { enterpriseId, filingId }
}

/** Registered filings that are not yet entered elsewhere, and those that are; marked many at a time. */
export default function EntriesPage() {
  const { unitId } = useScreenParams('unitId')
  const { grant } = useNeededOperation(readMe, {})
  const search = useSearch({ strict: false }) as { state?: string }
  const state = EntryState.safeParse(search.state).data ?? 'open'
  const page = useCursorPage()
  const list = useOperation(
    listEntries,
    { unitId, state, cursor: page.cursor, limit: 50 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const [chosen, setChosen] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [full, setFull] = useState(false)
  const mine = grant.unitId === unitId && grant.role === 'county-officer'
  const { columns } = words
  const done = (text: string) => {
    setChosen([])
    setSaid(text)
  }
  return (
    <>
      <PageTitle
        title={words.title}
        sub={words.sub}
        actions={
          mine && state === 'open' ? <Button onClick={() => setFull(true)}>{words.full}</Button> : null
        }
      />
      <Section flush>
        <LinkTabs
          label={words.tabsLabel}
          current={state}
          tabs={EntryState.options.map((key) => ({
            key,
            label: words.tabs[key],
            to: `/units/${unitId}/filing-entries`,
            ...(key !== 'open' && { search: { state: key } }),
          }))}
        />
        <FilterBar values={{}} onChange={() => {}} onClear={() => {}}>
          <ExportButton op={exportEntries} input={{ unitId, state }} total={list.data?.total} />
        </FilterBar>
        <RefusedAlert error={list.error} />
        <div role="status" style={{ padding: said ? '0 16px 8px' : 0 }}>
          {said}
        </div>
        <DataTable
          key={state}
          caption={words.caption[state]}
          rows={rows}
          rowKey={idOf}
          loading={list.isPending}
          empty={<EmptyState text={words.empty[state]} />}
          minWidth={980}
          {...(mine && {
            selection: {
              keys: chosen,
              onChange: setChosen,
              nameOf: (key: string) => rows.find((row) => idOf(row) === key)?.enterpriseName ?? '',
              actions:
                state === 'open' ? (
                  <Mark unitId={unitId} chosen={chosen} onDone={done} />
                ) : (
                  <Unmark unitId={unitId} chosen={chosen} onDone={done} />
                ),
            },
          })}
          columns={[
            { key: 'no', title: columns.no, width: 220, render: (_, row) => <No of={row} /> },
            { key: 'enterprise', title: columns.enterprise, dataIndex: 'enterpriseName' },
            { key: 'person', title: columns.person, width: 120, dataIndex: 'personName' },
            { key: 'kind', title: columns.kind, width: 80, render: (_, { kind }) => words.kinds[kind] },
            ...(mine ? [] : [{ key: 'unit', title: columns.unit, dataIndex: 'unitName' as const }]),
            { key: 'registered', title: columns.registered, width: 120, dataIndex: 'registeredOn' },
            ...(state === 'entered'
              ? [
                  {
                    key: 'entered',
                    title: columns.entered,
                    width: 200,
                    render: (_: unknown, row: FilingEntry) => enteredOf(row),
                  },
                ]
              : []),
          ]}
          phoneRow={(row) => ({
            name: row.enterpriseName,
            meta: (
              <>
                <No of={row} /> {row.personName}
              </>
            ),
            status: state === 'entered' ? enteredOf(row) : row.registeredOn,
          })}
          paging={{
            from: page.from,
            ...(list.data && { total: list.data.total }),
            order: words.order[state],
            onPrevious: page.previous,
            onNext: next ? () => page.next(next, rows.length) : undefined,
          }}
        />
      </Section>
      <Drawer open={full} onClose={() => setFull(false)} title={words.full} size={420} destroyOnHidden>
        <InFull unitId={unitId} />
      </Drawer>
    </>
  )
}

const enteredOf = ({ enteredOn, enteredBy }: FilingEntry) =>
  enteredOn ? words.enteredBy(enteredOn, enteredBy ?? '') : ''

function No({ of }: { readonly of: FilingEntry }) {
  return (
    <Link
      to="/filings/$enterpriseId/$filingId"
      params={{ enterpriseId: of.enterpriseId, filingId: of.filingId }}
    >
      {of.filingNo}
    </Link>
  )
}

type DeedProps = {
  readonly unitId: string
  readonly chosen: readonly string[]
  readonly onDone: (said: string) => void
}

function Mark({ unitId, chosen, onDone }: DeedProps) {
  const [day, setDay] = useState(today)
  const mark = useCommand(markEntered, {
    invalidates: [listEntries],
    onDone: ({ marked, left }) => onDone(words.marked(marked, left)),
  })
  return (
    <Space wrap>
      <Input
        type="date"
        size="small"
        aria-label={words.enteredOn}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <Button
        type="primary"
        size="small"
        loading={mark.isPending}
        onClick={() => mark.mutate({ unitId, filings: chosen.map(keyOf), enteredOn: day })}
      >
        {words.mark}
      </Button>
      <RefusedAlert error={mark.error} />
    </Space>
  )
}

function Unmark({ unitId, chosen, onDone }: DeedProps) {
  const [note, setNote] = useState('')
  const unmark = useCommand(unmarkEntered, {
    invalidates: [listEntries],
    onDone: ({ unmarked }) => onDone(words.unmarked(unmarked)),
  })
  return (
    <Space wrap>
      <Input
        size="small"
        aria-label={words.reason}
        placeholder={words.reason}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button
        size="small"
        loading={unmark.isPending}
        onClick={() => unmark.mutate({ unitId, filings: chosen.map(keyOf), note })}
      >
        {words.unmark}
      </Button>
      <RefusedAlert error={unmark.error} />
    </Space>
  )
}

/** With personal data in full, for a stated purpose. */
function InFull({ unitId }: { readonly unitId: string }) {
  const client = useClient()
  const [purpose, setPurpose] = useState<string>(words.purposeDefault)
  const [outcome, setOutcome] = useState<{ said?: string; error?: unknown; running?: boolean }>({})
  const start = async () => {
    setOutcome({ running: true })
    try {
      const file = await client.download(exportEntriesInFull, { unitId, purpose })
      keepFile(file.bytes, file.mediaType, file.fileName)
      setOutcome({ said: words.kept(file.fileName) })
    } catch (error) {
      setOutcome({ error })
    }
  }
  return (
    <Stack>
      <Muted>{words.fullHow}</Muted>
      <RefusedAlert error={outcome.error} />
      <Field name="purpose" label={words.purpose}>
        {(control) => <TextInput {...control} value={purpose} onChange={setPurpose} />}
      </Field>
      <div>
        <Button type="primary" loading={outcome.running ?? false} onClick={() => void start()}>
          {words.download}
        </Button>
      </div>
      <div role="status">{outcome.said}</div>
    </Stack>
  )
}
