import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { operationKey, useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { type Action, type ActionKind, type ActionWords, listActions } from '../../contract.ts'
import { kindWords } from '../../words.ts'
import { words } from '../words.ts'
import { ActionDeeds } from './action-deeds.tsx'
import { type ActionDraft, ActionFields } from './action-fields.tsx'
import { actionStatus } from './action-look.ts'
import { FileLinks } from './evidence-files.tsx'

export type ActionValues = ActionWords & { readonly kind: ActionKind }

type Props = {
  readonly enterpriseId: string
  readonly sourceKind: string
  readonly sourceId: string
  /** Adds one by the verb of the source; what it is refused with is shown in the form. */
  readonly onAdd?: (values: ActionValues) => Promise<unknown>
  readonly mayAdd: boolean
  /** Kinds that may be added here; the first unless chosen. */
  readonly kinds?: readonly ActionKind[]
  /** 措施 unless told, e.g. 解除条件. */
  readonly title?: string
}

/** As many as a source may have in sight. */
const MOST = 200

/** Actions of one record: listed, added by the record's own verb, finished in place. */
export function ActionsOf({
  enterpriseId,
  sourceKind,
  sourceId,
  onAdd,
  mayAdd,
  kinds = ['task'],
  title = words.title,
}: Props) {
  const list = useOperation(listActions, { enterpriseId, sourceKind, sourceId, state: 'all', limit: MOST })
  const rows = list.data?.rows ?? []
  const open = rows.filter(({ state }) => state === 'open').length
  return (
    <Section
      title={title}
      {...(rows.length > 0 && { note: words.openCount(open, rows.length) })}
      extra={mayAdd && onAdd ? <Add enterpriseId={enterpriseId} kinds={kinds} onAdd={onAdd} /> : null}
      flush
    >
      <RefusedAlert error={list.error} />
      <ActionTable rows={rows} loading={list.isPending} caption={title} kinds={kinds.length > 1} />
    </Section>
  )
}

function ActionTable({
  rows,
  loading,
  caption,
  kinds,
}: {
  readonly rows: readonly Action[]
  readonly loading: boolean
  readonly caption: string
  readonly kinds: boolean
}) {
  const mayWrite = useMayWrite()
  const { columns } = words
  const deeds = (row: Action) => (mayWrite ? <ActionDeeds action={row} small /> : null)
  return (
    <DataTable<Action>
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      loading={loading}
      empty={words.emptyOf}
      minWidth={680}
      columns={[
        { key: 'what', title: columns.what, render: (_, row) => <What row={row} kinds={kinds} /> },
        {
          key: 'owner',
          title: columns.owner,
          width: 110,
          render: (_, row) => row.ownerName ?? words.noOwner,
        },
        { key: 'due', title: columns.due, width: 110, render: (_, row) => row.dueOn ?? '—' },
        {
          key: 'state',
          title: columns.state,
          width: 150,
          render: (_, row) => <StatusText status={actionStatus(row)} />,
        },
        { key: 'deeds', title: '', width: 210, render: (_, row) => deeds(row) },
      ]}
      phoneRow={(row) => ({
        name: <What row={row} kinds={kinds} />,
        meta: (
          <>
            <Muted>{[row.ownerName ?? words.noOwner, row.dueOn].filter(Boolean).join('　')}</Muted>
            <div>{deeds(row)}</div>
          </>
        ),
        status: <StatusText status={actionStatus(row)} />,
      })}
    />
  )
}

function What({ row, kinds }: { readonly row: Action; readonly kinds: boolean }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      {kinds ? <Muted small>{kindWords[row.kind]}　</Muted> : null}
      <Link to={`/enterprises/${row.enterpriseId}/actions/${row.id}`}>{row.what}</Link>
      {row.result ? (
        <div style={{ whiteSpace: 'pre-wrap' }}>
          <Muted small>{row.result}</Muted>
        </div>
      ) : null}
      <FileLinks enterpriseId={row.enterpriseId} files={row.files} />
    </div>
  )
}

function Add({
  enterpriseId,
  kinds,
  onAdd,
}: {
  readonly enterpriseId: string
  readonly kinds: readonly ActionKind[]
  readonly onAdd: (values: ActionValues) => Promise<unknown>
}) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={words.addTitle}
        size={560}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <AddForm enterpriseId={enterpriseId} kinds={kinds} onAdd={onAdd} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  )
}

function AddForm({
  enterpriseId,
  kinds,
  onAdd,
  onDone,
}: Parameters<typeof Add>[0] & { readonly onDone: () => void }) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState<ActionDraft>({
    kind: kinds[0] ?? 'task',
    what: '',
    ownerId: null,
    dueOn: '',
  })
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const errors = error ? (problemOf(error).errors ?? []) : []
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await onAdd({ ...draft, dueOn: draft.dueOn || null })
      await queries.invalidateQueries({ queryKey: operationKey(listActions) })
      onDone()
    } catch (caught) {
      setError(caught)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Stack>
      {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
      <ActionFields
        enterpriseId={enterpriseId}
        draft={draft}
        onChange={setDraft}
        kinds={kinds}
        errorOf={(path) => errors.find((each) => each.path === path)?.message}
      />
      <Button type="primary" loading={saving} onClick={() => void save()}>
        {words.save}
      </Button>
    </Stack>
  )
}
