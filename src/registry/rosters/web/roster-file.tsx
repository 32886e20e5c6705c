import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand } from '#ui/use-operation.ts'
import { checkRosterFile, type Roster, type RosterFileRow, recordRoster } from '../contract.ts'
import { firstDay, touched } from './record-form.tsx'
import { words } from './words.ts'

const rules: FileRules = {
  kinds: ['xlsx', 'CSV'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'application/csv',
    'application/vnd.ms-excel',
    'text/plain',
  ],
  megabytes: 20,
}

const looks = {
  enter: { icon: 'check-circle', tone: 'success' },
  already: { icon: 'minus', tone: 'muted' },
  doubtful: { icon: 'question', tone: 'warning' },
  reject: { icon: 'close-circle', tone: 'error' },
} as const

type Checked = OutputOf<typeof checkRosterFile>
type FileProps = { readonly roster: Roster; readonly onDone: (said: string) => void }

/** A file compared with the list: first what would become of each row, then the record. */
export function RosterFile({ roster, onDone }: FileProps) {
  const [checked, setChecked] = useState<Checked | null>(null)
  const of = { unitId: roster.unitId, rosterId: roster.id }
  return (
    <Stack>
      <Muted>{words.fileHow}</Muted>
      <FileDrop
        label={words.fileLabel}
        rules={rules}
        upload={(file, options) =>
          uploadBytes(checkRosterFile, { ...of, fileName: file.name }, file, options)
        }
        onUploaded={setChecked}
      />
      {checked ? <Outcome key={checked.sha256} roster={roster} checked={checked} onDone={onDone} /> : null}
    </Stack>
  )
}

/** What is waited for a decision comes first, what changes nothing last. */
const order = ['doubtful', 'reject', 'enter', 'already'] as const

function Outcome({ roster, checked, onDone }: FileProps & { readonly checked: Checked }) {
  const [choices, setChoices] = useState<Readonly<Record<number, string>>>({})
  const [goneToo, setGoneToo] = useState(false)
  const [effectiveOn, setEffectiveOn] = useState(() => firstDay(roster))
  const record = useCommand(recordRoster, {
    invalidates: touched,
    onDone: (counts) => onDone(words.recorded(counts)),
  })
  const enter = entering(checked.rows, choices)
  const leave = goneToo ? checked.gone.map(({ enterpriseId }) => enterpriseId) : []
  const changes = enter.length + leave.length
  const count = (outcome: RosterFileRow['outcome']) =>
    checked.rows.filter((row) => row.outcome === outcome).length
  const errors = record.error ? (problemOf(record.error).errors ?? []) : []
  const save = () =>
    record.mutate({
      unitId: roster.unitId,
      rosterId: roster.id,
      effectiveOn,
      enter,
      leave,
      note: '',
      sha256: checked.sha256,
    })
  return (
    <Stack>
      <div role="status">
        {words.fileCounts(count('enter'), count('already'), count('doubtful'), count('reject'))}
      </div>
      <Rows
        rows={[...checked.rows].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))}
        choices={choices}
        onChoose={(line, id) => setChoices((before) => ({ ...before, [line]: id }))}
      />
      {checked.gone.length > 0 ? (
        <div>
          <b>{words.goneTitle(checked.gone.length)}</b>
          <div>{checked.gone.map(({ name }) => name).join('、')}</div>
          <Checkbox checked={goneToo} onChange={(event) => setGoneToo(event.target.checked)}>
            {words.goneAll}
          </Checkbox>
        </div>
      ) : null}
      {record.error && errors.length === 0 ? <RefusedAlert error={record.error} /> : null}
      <Field
        name="effectiveOn"
        label={words.fields.effectiveOn}
        error={errors.find(({ path }) => path === 'effectiveOn')?.message}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            style={{ maxWidth: 200 }}
            value={effectiveOn}
            onChange={(event) => setEffectiveOn(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="primary" disabled={changes === 0} loading={record.isPending} onClick={save}>
          {words.recordFile(changes)}
        </Button>{' '}
        {changes === 0 ? <Muted>{words.nothing}</Muted> : null}
      </div>
    </Stack>
  )
}

/** Rows found good, and doubtful ones for which an enterprise was chosen; each enterprise once. */
function entering(rows: readonly RosterFileRow[], choices: Readonly<Record<number, string>>) {
  const chosen = rows.flatMap(({ line, outcome, enterpriseId, nominated }) => {
    const id = outcome === 'enter' ? enterpriseId : outcome === 'doubtful' ? choices[line] : null
    return id ? [[id, { enterpriseId: id, nominated }] as const] : []
  })
  return [...new Map(chosen).values()]
}

type RowsProps = {
  readonly rows: readonly RosterFileRow[]
  readonly choices: Readonly<Record<number, string>>
  readonly onChoose: (line: number, id: string) => void
}

function Rows({ rows, choices, onChoose }: RowsProps) {
  const { rowColumns } = words
  const choice = (row: RosterFileRow) =>
    row.outcome === 'doubtful' ? (
      <Select
        style={{ width: '100%', minWidth: 160 }}
        aria-label={words.choiceOf(row.line)}
        popupMatchSelectWidth={false}
        value={choices[row.line] ?? ''}
        options={[
          { value: '', label: words.skip },
          ...row.candidates.map(({ enterpriseId, name, creditCode }) => ({
            value: enterpriseId,
            label: `${name}　${creditCode}`,
          })),
        ]}
        onChange={(id) => onChoose(row.line, id)}
      />
    ) : null
  const outcome = (row: RosterFileRow) => (
    <StatusText status={{ text: words.outcomes[row.outcome], ...looks[row.outcome] }} size="small" />
  )
  return (
    <DataTable
      caption={words.rowsCaption}
      rows={rows}
      rowKey={({ line }) => String(line)}
      empty=""
      minWidth={680}
      columns={[
        { key: 'line', title: rowColumns.line, width: 56, align: 'right', dataIndex: 'line' },
        { key: 'name', title: rowColumns.name, render: (_, { name, creditCode }) => `${name} ${creditCode}` },
        { key: 'outcome', title: rowColumns.outcome, width: 100, render: (_, row) => outcome(row) },
        { key: 'message', title: rowColumns.message, dataIndex: 'message' },
        { key: 'choice', title: rowColumns.choice, width: 190, render: (_, row) => choice(row) },
      ]}
      phoneRow={(row) => ({
        name: row.name || row.creditCode,
        meta: (
          <>
            {[words.line(row.line), row.message].filter(Boolean).join('　')}
            {choice(row)}
          </>
        ),
        status: outcome(row),
      })}
    />
  )
}
