import { Button, Drawer, Input, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import {
  type Action,
  changeAction,
  dropAction,
  finishAction,
  listActions,
  readAction,
  reopenAction,
} from '../../contract.ts'
import { type Deed, isDelay, mayFollow } from '../../domain.ts'
import { words } from '../words.ts'
import { ActionFields } from './action-fields.tsx'
import { type EvidenceFile, EvidenceFiles } from './evidence-files.tsx'

const touched = { invalidates: [listActions, readAction] }
const deeds = ['finish', 'change', 'drop', 'reopen'] as const satisfies readonly Deed[]
const titles: Readonly<Record<Deed, string>> = {
  finish: words.finishTitle,
  change: words.changeTitle,
  drop: words.dropTitle,
  reopen: words.reopenTitle,
}

type Props = { readonly action: Action; readonly small?: boolean }

/** Buttons of what may be done with an action now, each with its form in a drawer. */
export function ActionDeeds({ action, small = false }: Props) {
  const [open, setOpen] = useState<Deed>()
  const mayBe = deeds.filter((deed) => mayFollow(deed, action))
  if (mayBe.length === 0) return null
  const close = () => setOpen(undefined)
  return (
    <>
      <Space wrap>
        {mayBe.map((deed) => (
          <Button
            key={deed}
            {...(small && { size: 'small' as const })}
            {...(deed === 'finish' && !small && { type: 'primary' as const })}
            onClick={() => setOpen(deed)}
          >
            {words[deed]}
          </Button>
        ))}
      </Space>
      <Drawer
        open={open !== undefined}
        onClose={close}
        title={open && titles[open]}
        size={560}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        {open === 'finish' ? <Finish action={action} onDone={close} /> : null}
        {open === 'change' ? <Change action={action} onDone={close} /> : null}
        {open === 'drop' || open === 'reopen' ? <Say deed={open} action={action} onDone={close} /> : null}
      </Drawer>
    </>
  )
}

type FormProps = { readonly action: Action; readonly onDone: () => void }
const keyOf = ({ enterpriseId, id, version }: Action) => ({ enterpriseId, actionId: id, version })

function errorsOf(error: unknown) {
  const errors = error ? (problemOf(error).errors ?? []) : []
  return {
    alert: error && errors.length === 0 ? <RefusedAlert error={error} /> : null,
    errorOf: (path: string) => errors.find((each) => each.path === path)?.message,
  }
}

function Finish({ action, onDone }: FormProps) {
  const [result, setResult] = useState('')
  const [doneOn, setDoneOn] = useState(today)
  const [files, setFiles] = useState<readonly EvidenceFile[]>(action.files)
  const finish = useCommand(finishAction, { ...touched, onDone })
  const { alert, errorOf } = errorsOf(finish.error)
  const fileIds = files.map(({ id }) => id)
  return (
    <Stack>
      {alert}
      <Muted>{action.what}</Muted>
      <LongText
        name="result"
        hint={words.hints.result}
        value={result}
        onChange={setResult}
        error={errorOf('result')}
      />
      <Field name="doneOn" label={words.fields.doneOn} error={errorOf('doneOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={doneOn}
            onChange={(event) => setDoneOn(event.target.value)}
          />
        )}
      </Field>
      <Field
        name="fileIds"
        label={words.fields.fileIds}
        optional
        hint={words.hints.fileIds}
        error={errorOf('fileIds')}
      >
        {(control) => (
          <EvidenceFiles
            enterpriseId={action.enterpriseId}
            id={control.id}
            describedBy={control['aria-describedby']}
            label={words.fields.fileIds}
            files={files}
            onChange={setFiles}
          />
        )}
      </Field>
      <Button
        type="primary"
        loading={finish.isPending}
        onClick={() => finish.mutate({ ...keyOf(action), result, doneOn, fileIds })}
      >
        {words.finish}
      </Button>
    </Stack>
  )
}

function Change({ action, onDone }: FormProps) {
  const [draft, setDraft] = useState({ ...action, dueOn: action.dueOn ?? '' })
  const [note, setNote] = useState('')
  const change = useCommand(changeAction, { ...touched, onDone })
  const { alert, errorOf } = errorsOf(change.error)
  const dueOn = draft.dueOn || null
  return (
    <Stack>
      {alert}
      <ActionFields
        enterpriseId={action.enterpriseId}
        draft={draft}
        onChange={(next) => setDraft({ ...draft, ...next })}
        errorOf={errorOf}
      />
      <LongText
        name="note"
        hint={words.hints.note}
        value={note}
        onChange={setNote}
        error={errorOf('note')}
        optional={!isDelay(action.dueOn, dueOn)}
      />
      <Button
        type="primary"
        loading={change.isPending}
        onClick={() =>
          change.mutate({ ...keyOf(action), what: draft.what, ownerId: draft.ownerId, dueOn, note })
        }
      >
        {words.save}
      </Button>
    </Stack>
  )
}

function Say({ deed, action, onDone }: FormProps & { readonly deed: 'drop' | 'reopen' }) {
  const [reason, setReason] = useState('')
  const said = useCommand(deed === 'drop' ? dropAction : reopenAction, { ...touched, onDone })
  const { alert, errorOf } = errorsOf(said.error)
  return (
    <Stack>
      {alert}
      <Muted>{action.what}</Muted>
      <LongText
        name="reason"
        hint={words.hints[deed]}
        value={reason}
        onChange={setReason}
        error={errorOf('reason')}
      />
      <Button
        type="primary"
        danger={deed === 'drop'}
        loading={said.isPending}
        onClick={() => said.mutate({ ...keyOf(action), reason })}
      >
        {words[deed]}
      </Button>
    </Stack>
  )
}

function LongText({
  name,
  hint,
  value,
  onChange,
  error,
  optional = false,
}: {
  readonly name: 'result' | 'note' | 'reason'
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
  readonly optional?: boolean
}) {
  return (
    <Field name={name} label={words.fields[name]} hint={hint} error={error} optional={optional}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
