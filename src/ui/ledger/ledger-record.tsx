import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Flex } from 'antd'
import { useState } from 'react'
import { asWritten, type Value } from '#platform/ledger/columns.ts'
import { columnsOf, writtenColumns } from '#platform/ledger/ledger.ts'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '../data-table.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { RefusedAlert } from '../fault.tsx'
import { FieldGrid } from '../field.tsx'
import { instant } from '../format.ts'
import { useMayWrite } from '../frame.tsx'
import { PageTitle } from '../page-title.tsx'
import { problemOf } from '../problem.ts'
import { Facts, Section, Stack } from '../section.tsx'
import { StatusText } from '../status-text.tsx'
import { useCommand, useNeededOperation } from '../use-operation.ts'
import { Attachments } from './attachments.tsx'
import { ColumnField, type Draft, draftOf, readDraft } from './column-field.tsx'
import { type LedgerFace, type Shown, sourceOf, statusOf, useWrites } from './ledger-of.ts'
import { RetireRecord } from './retire-record.tsx'
import { shownAs } from './shown-as.ts'
import { words } from './words.ts'

type Props = { readonly face: LedgerFace; readonly enterpriseId: string }

/** A new record; several one after the other, for those who type a list in. */
export function NewRecord({ face, enterpriseId }: Props) {
  const { ledger, contract } = face
  const navigate = useNavigate()
  const given = useGiven(ledger)
  const [kept, setKept] = useState<readonly string[]>([])
  const base = `/enterprises/${enterpriseId}/${ledger.path}`
  const add = useCommand(contract.add, { invalidates: [contract.list, ...(face.derived ?? [])] })
  const save = (again: boolean) => (values: Readonly<Record<string, Value>>) =>
    add.mutate({ enterpriseId, values } as never, {
      onSuccess: (saved) => {
        const record = saved as unknown as Shown
        if (again) setKept([...kept, String(record[ledger.called] ?? '')])
        else void navigate({ to: base, search: given as never })
      },
    })
  return (
    <>
      <PageTitle title={words.add(ledger.noun)} above={{ to: base, label: ledger.title }} />
      <RecordForm
        key={kept.length}
        face={face}
        enterpriseId={enterpriseId}
        begin={draftOf(ledger.columns, given)}
        error={add.error}
        saving={add.isPending}
        said={kept.length > 0 ? words.saved(kept.at(-1) ?? '', kept.length) : undefined}
        onSave={save(false)}
        onSaveAndNext={save(true)}
      />
    </>
  )
}

/** What the address says of the new record: `?plan=…`. */
function useGiven(ledger: LedgerFace['ledger']): Readonly<Record<string, unknown>> {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    writtenColumns(ledger).flatMap(([key]) => (search[key] ? [[key, search[key]]] : [])),
  )
}

/** One record: its fields to change, whether it is in use, and what became of it so far. */
export function RecordPage({ face, enterpriseId, recordId }: Props & { readonly recordId: string }) {
  const { ledger, contract, sections: Own, actions: Verbs, warnings: Warnings } = face
  const mayWrite = useMayWrite()
  const allowed = useWrites(face)
  const of = { enterpriseId, recordId }
  const { record, events, attachments } = useNeededOperation(contract.read, of) as unknown as {
    record: Shown
  } & Omit<OutputOf<typeof contract.read>, 'record'>
  const writes = allowed && face.mayChange?.(record) !== false
  const status = statusOf(face, record)
  const change = useCommand(contract.change, {
    invalidates: [contract.list, contract.read, ...(face.derived ?? [])],
  })
  return (
    <>
      <PageTitle
        title={String(record[ledger.called] ?? '')}
        above={{ to: `/enterprises/${enterpriseId}/${ledger.path}`, label: ledger.title }}
        status={status ? <StatusText status={status} boxed /> : undefined}
        actions={
          <>
            {Verbs && mayWrite ? <Verbs face={face} enterpriseId={enterpriseId} record={record} /> : null}
            {writes && face.retire !== false ? (
              <RetireRecord face={face} enterpriseId={enterpriseId} record={record} />
            ) : null}
          </>
        }
        phoneActions
      />
      <Stack>
        {Warnings ? <Warnings face={face} enterpriseId={enterpriseId} record={record} /> : null}
        {writes && face.form !== false ? (
          <RecordForm
            key={`${record.id} ${record.version}`}
            face={face}
            enterpriseId={enterpriseId}
            begin={draftOf(ledger.columns, record)}
            error={change.error}
            saving={change.isPending}
            said={change.isSuccess ? words.savedNow : undefined}
            onSave={(values) => change.mutate({ ...of, version: record.version, values } as never)}
          />
        ) : null}
        <Managed face={face} record={record} />
        {Own ? <Own face={face} enterpriseId={enterpriseId} record={record} /> : null}
        {ledger.attachments ? (
          <Attachments face={face} enterpriseId={enterpriseId} record={record} attachments={attachments} />
        ) : null}
        <History face={face} events={events} />
      </Stack>
    </>
  )
}

/** What no form shows: with a form of the kit the managed columns, without one all of them. */
function Managed({ face, record }: { readonly face: LedgerFace; readonly record: Shown }) {
  const whole = !useWrites(face) || face.mayChange?.(record) === false
  if (face.form === false) return null
  const items = columnsOf(face.ledger)
    .filter(([key, { managed }]) => managed || (whole && key !== face.ledger.called))
    .map(([key, column]) => ({ term: column.label, value: shownAs(key, column, record) || '—' }))
  if (items.length === 0) return null
  return (
    <Section>
      <Facts items={items} />
    </Section>
  )
}

type FormProps = Props & {
  readonly begin: Draft
  readonly error: unknown
  readonly saving: boolean
  /** What has been kept. */
  readonly said: string | undefined
  readonly onSave: (values: Readonly<Record<string, Value>>) => void
  readonly onSaveAndNext?: (values: Readonly<Record<string, Value>>) => void
}

function RecordForm({ face, enterpriseId, begin, error, saving, said, onSave, onSaveAndNext }: FormProps) {
  const { ledger, linked } = face
  const [draft, setDraft] = useState(begin)
  const [attempt, setAttempt] = useState(0)
  const [own, setOwn] = useState<readonly { path: string; message: string }[]>([])
  const told = error ? (problemOf(error).errors ?? []) : []
  const errors = own.length > 0 ? own : told
  const hand = (take: FormProps['onSave']) => {
    const read = readDraft(Object.fromEntries(writtenColumns(ledger)), draft)
    setOwn(read.errors)
    setAttempt(attempt + 1)
    if (read.errors.length === 0) take(read.values)
  }
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          hand(onSave)
        }}
      >
        <Stack>
          <ErrorSummary errors={errors} attempt={attempt} />
          {error && told.length === 0 ? <RefusedAlert error={error} /> : null}
          <FieldGrid>
            {writtenColumns(ledger).map(([key, column]) => {
              const to = column.kind === 'link' ? column.to() : undefined
              const contract = to && linked?.[to.path]
              return (
                <ColumnField
                  key={key}
                  name={`values.${key}`}
                  column={column}
                  value={draft[key] ?? null}
                  error={errors.find(({ path }) => path === `values.${key}`)?.message}
                  onChange={(value) => setDraft((now) => ({ ...now, [key]: value }))}
                  source={to && contract ? sourceOf(contract, to.called, enterpriseId) : undefined}
                />
              )
            })}
          </FieldGrid>
          <Flex gap="small" wrap align="center">
            <Button type="primary" htmlType="submit" loading={saving}>
              {words.save}
            </Button>
            {onSaveAndNext ? (
              <Button disabled={saving} onClick={() => hand(onSaveAndNext)}>
                {words.saveAndNext}
              </Button>
            ) : null}
            <span role="status">{said}</span>
          </Flex>
        </Stack>
      </form>
    </Section>
  )
}

type Event = OutputOf<LedgerFace['contract']['read']>['events'][number]

function History({
  face: { ledger, kinds },
  events,
}: {
  readonly face: LedgerFace
  readonly events: readonly Event[]
}) {
  const { columns } = words
  const nameOf = (kind: string) => kinds?.[kind] ?? words.kinds[kind] ?? kind
  const text = (key: string, value: unknown) => {
    const column = ledger.columns[key]
    return column ? asWritten(column, (value ?? null) as Value) : ''
  }
  const told = ({ note, changes, kind }: Event) => {
    if (kind === 'added') return note
    const lines = changes.map(({ key, from, to }) => {
      const { label = key, kind: of } = ledger.columns[key] ?? {}
      // The trail keeps which record it was, not what it was called.
      if (of === 'link') return words.relinked(label, from !== null, to !== null)
      return words.change(label, text(key, from), text(key, to))
    })
    return [note, ...lines].filter(Boolean).join('；')
  }
  return (
    <Section title={words.history} flush>
      <DataTable<Event>
        caption={words.history}
        rows={events}
        rowKey={({ at, kind }) => `${at} ${kind}`}
        empty={words.noHistory}
        columns={[
          { key: 'at', title: columns.time, width: 150, render: (_, { at }) => instant(at) },
          { key: 'by', title: columns.who, width: 120, dataIndex: 'byName' },
          {
            key: 'kind',
            title: columns.what,
            width: 120,
            render: (_, { kind }) => nameOf(kind),
          },
          { key: 'note', title: columns.note, render: (_, event) => told(event) || '—' },
        ]}
        phoneRow={(event) => ({
          name: nameOf(event.kind),
          meta: told(event),
          status: `${instant(event.at)}　${event.byName}`,
        })}
      />
    </Section>
  )
}
