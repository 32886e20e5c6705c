import { Button, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { useClient } from '#ui/client.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import type { FileRules } from '#ui/file-rules.ts'
import { keepFile } from '#ui/keep-file.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand } from '#ui/use-operation.ts'
import {
  changePlanMembers,
  checkPlanFile,
  markPlanFile,
  type Plan,
  type PlanFileRow,
  setPlanSupplement,
} from '../contract.ts'
import { touched } from './touched.ts'
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
  add: { icon: 'check-circle', tone: 'success' },
  change: { icon: 'swap', tone: 'accent' },
  number: { icon: 'edit', tone: 'accent' },
  same: { icon: 'minus', tone: 'muted' },
  doubtful: { icon: 'question', tone: 'warning' },
  reject: { icon: 'close-circle', tone: 'error' },
} as const

type Checked = OutputOf<typeof checkPlanFile>
type Counts = { added: number; changed: number; removed: number }
type FileProps = { readonly plan: Plan; readonly onDone: (counts: Counts) => void }

/** A list of names or 附件3: first what would become of each row, then it is written. */
export function PlanFile({ plan, onDone }: FileProps) {
  const [checked, setChecked] = useState<{ answer: Checked; file: File } | null>(null)
  const [year, setYear] = useState(plan.year)
  const of = { unitId: plan.unitId, planId: plan.id }
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  return (
    <Stack>
      <Muted>{words.file.how}</Muted>
      <Field name="year" label={words.file.year}>
        {(control) => (
          <Select
            {...control}
            style={{ width: 140 }}
            value={year}
            options={years.map((each) => ({ value: each, label: words.yearOf(each) }))}
            onChange={setYear}
          />
        )}
      </Field>
      <FileDrop
        label={words.file.label}
        rules={rules}
        upload={(file, options) =>
          uploadBytes(checkPlanFile, { ...of, fileName: file.name, year }, file, options)
        }
        onUploaded={(answer, file) => setChecked({ answer, file })}
      />
      {checked ? (
        <Outcome
          key={checked.answer.sha256}
          plan={plan}
          checked={checked.answer}
          marked={<Marked plan={plan} file={checked.file} year={year} />}
          onDone={onDone}
        />
      ) : null}
    </Stack>
  )
}

/** The same file again, with what was found in a last column. */
function Marked({ plan, file, year }: { readonly plan: Plan; readonly file: File; readonly year: number }) {
  const client = useClient()
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false })
  const fetchIt = async () => {
    setState({ busy: true })
    try {
      const of = { unitId: plan.unitId, planId: plan.id, fileName: file.name, year }
      const got = await client.download(markPlanFile, of, { body: file })
      keepFile(got.bytes, got.mediaType, got.fileName)
      setState({ busy: false })
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  return (
    <>
      <Button loading={state.busy} onClick={() => void fetchIt()}>
        {words.file.marked}
      </Button>
      {state.error ? <RefusedAlert error={state.error} /> : null}
    </>
  )
}

/** What waits for a decision comes first, what changes nothing last. */
const order = ['doubtful', 'reject', 'number', 'add', 'change', 'same'] as const

type OutcomeProps = FileProps & { readonly checked: Checked; readonly marked: React.ReactNode }

function Outcome({ plan, checked, marked, onDone }: OutcomeProps) {
  const [choices, setChoices] = useState<Readonly<Record<number, string>>>({})
  const change = useCommand(changePlanMembers, { invalidates: touched, onDone })
  const put = putting(checked.rows, choices, plan.year)
  const count = (outcome: PlanFileRow['outcome']) =>
    checked.rows.filter((row) => row.outcome === outcome).length
  return (
    <Stack>
      <div role="status">{words.file.counts(count)}</div>
      <Rows
        rows={[...checked.rows].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))}
        choices={choices}
        onChoose={(line, id) => setChoices((before) => ({ ...before, [line]: id }))}
      />
      <RefusedAlert error={change.error} />
      {checked.kind === 'annex3' ? (
        <Numbers plan={plan} checked={checked} onDone={() => onDone({ added: 0, changed: 0, removed: 0 })} />
      ) : (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
          <Button
            type="primary"
            disabled={put.length === 0}
            loading={change.isPending}
            onClick={() =>
              change.mutate({ unitId: plan.unitId, planId: plan.id, add: put, remove: [], addAll: null })
            }
          >
            {words.file.apply(put.length)}
          </Button>
          {marked}
          {put.length === 0 ? <Muted>{words.file.nothing}</Muted> : null}
        </div>
      )}
      {checked.kind === 'annex3' ? marked : null}
    </Stack>
  )
}

/** The numbers of 附件3 that are more than the names become numbers without names, with a reason. */
function Numbers({
  plan,
  checked,
  onDone,
}: {
  readonly plan: Plan
  readonly checked: Checked
  readonly onDone: () => void
}) {
  const changes = checked.supplements.filter(({ count, before }) => count !== before)
  const [reason, setReason] = useState(plan.supplements[0]?.reason ?? '')
  const save = useCommand(setPlanSupplement, { invalidates: touched })
  if (changes.length === 0) return <Muted>{words.file.nothing}</Muted>
  const apply = async () => {
    for (const { year, count } of changes) {
      await save.mutateAsync({ unitId: plan.unitId, planId: plan.id, year, count, reason })
    }
    onDone()
  }
  return (
    <div>
      <ul>
        {changes.map(({ year, count }) => (
          <li key={year}>{words.file.numbers(year, count)}</li>
        ))}
      </ul>
      <RefusedAlert error={save.error} />
      <Field name="reason" label={words.file.reason}>
        {(control) => <TextInput {...control} value={reason} onChange={setReason} maxLength={300} />}
      </Field>
      <Button type="primary" loading={save.isPending} onClick={() => void apply().catch(() => undefined)}>
        {words.file.applyNumbers}
      </Button>
    </div>
  )
}

/** Rows found good, and doubtful ones for which an enterprise was chosen; each enterprise once. */
function putting(rows: readonly PlanFileRow[], choices: Readonly<Record<number, string>>, year: number) {
  const chosen = rows.flatMap((row) => {
    const isGood = row.outcome === 'add' || row.outcome === 'change'
    const id = isGood ? row.enterpriseId : row.outcome === 'doubtful' ? choices[row.line] : null
    return id ? [[id, { enterpriseId: id, year: row.year ?? year, note: row.note }] as const] : []
  })
  return [...new Map(chosen).values()]
}

type RowsProps = {
  readonly rows: readonly PlanFileRow[]
  readonly choices: Readonly<Record<number, string>>
  readonly onChoose: (line: number, id: string) => void
}

function Rows({ rows, choices, onChoose }: RowsProps) {
  const { columns } = words.file
  const choice = (row: PlanFileRow) =>
    row.outcome === 'doubtful' ? (
      <Select
        style={{ width: '100%', minWidth: 160 }}
        aria-label={words.file.choiceOf(row.line)}
        popupMatchSelectWidth={false}
        value={choices[row.line] ?? ''}
        options={[
          { value: '', label: words.file.skip },
          ...row.candidates.map(({ enterpriseId, name, creditCode }) => ({
            value: enterpriseId,
            label: `${name}　${creditCode}`,
          })),
        ]}
        onChange={(id) => onChoose(row.line, id)}
      />
    ) : null
  const outcome = (row: PlanFileRow) => (
    <StatusText status={{ text: words.file.outcomes[row.outcome], ...looks[row.outcome] }} size="small" />
  )
  return (
    <DataTable
      caption={words.file.caption}
      rows={rows}
      rowKey={({ line }) => String(line)}
      empty=""
      minWidth={680}
      columns={[
        { key: 'line', title: columns.line, width: 56, align: 'right', dataIndex: 'line' },
        { key: 'name', title: columns.name, render: (_, { name, creditCode }) => `${name} ${creditCode}` },
        { key: 'year', title: columns.year, width: 70, dataIndex: 'year' },
        { key: 'outcome', title: columns.outcome, width: 110, render: (_, row) => outcome(row) },
        { key: 'message', title: columns.message, dataIndex: 'message' },
        { key: 'choice', title: columns.choice, width: 170, render: (_, row) => choice(row) },
      ]}
      phoneRow={(row) => ({
        name: row.name || row.creditCode,
        meta: (
          <>
            {[words.file.line(row.line), row.message].filter(Boolean).join('　')}
            {choice(row)}
          </>
        ),
        status: outcome(row),
      })}
    />
  )
}
