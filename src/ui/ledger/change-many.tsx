import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Value } from '#platform/ledger/columns.ts'
import { type ManyChanged, setOnMany } from '#platform/ledger/contract-more.ts'
import { RefusedAlert } from '../fault.tsx'
import { Field } from '../field.tsx'
import { today } from '../format.ts'
import { problemOf } from '../problem.ts'
import { Stack } from '../section.tsx'
import { TextInput } from '../text-input.tsx'
import { useCommand } from '../use-operation.ts'
import { words as uiWords } from '../words.ts'
import { ColumnField } from './column-field.tsx'
import { type LedgerFace, type Shown, sourceOf } from './ledger-of.ts'
import { words } from './words.ts'

type Props = {
  readonly face: LedgerFace
  readonly enterpriseId: string
  readonly chosen: readonly Shown[]
  /** What came of it; the chosen rows are done with. */
  readonly onDone: (outcome: ManyChanged) => void
}

type Change =
  | { readonly do: 'retire'; readonly on: string; readonly reason: string }
  | { readonly do: 'resume' }
  | { readonly do: 'set'; readonly key: string; readonly value: Value }

/** What is done to the chosen rows at once: 停用, 恢复使用, one column set. */
export function ChangeMany({ face, enterpriseId, chosen, onDone }: Props) {
  const [asked, setAsked] = useState<'retire' | 'set'>()
  const { contract } = face
  const change = useCommand(contract.changeMany, {
    invalidates: [contract.list, contract.read],
    onDone: (outcome) => {
      setAsked(undefined)
      onDone(outcome as ManyChanged)
    },
  })
  const begin = (what: 'retire' | 'set') => {
    change.reset()
    setAsked(what)
  }
  const send = (what: Change) => {
    const records = chosen.map(({ id, version }) => ({ id, version }))
    change.mutate({ enterpriseId, records, change: what } as never)
  }
  const form = {
    error: change.error,
    sending: change.isPending,
    onSend: send,
    onClose: () => setAsked(undefined),
  }
  const inUse = chosen.some(({ retiredOn }) => retiredOn === null)
  return (
    <>
      {face.retire === false ? null : inUse ? (
        <Button size="small" onClick={() => begin('retire')}>
          {words.retire}
        </Button>
      ) : (
        <Button size="small" loading={change.isPending} onClick={() => send({ do: 'resume' })}>
          {words.resume}
        </Button>
      )}
      {setOnMany(face.ledger).length > 0 ? (
        <Button size="small" onClick={() => begin('set')}>
          {words.many.set}
        </Button>
      ) : null}
      {asked === 'retire' ? <RetireMany {...form} count={chosen.length} /> : null}
      {asked === 'set' ? (
        <SetMany {...form} face={face} enterpriseId={enterpriseId} count={chosen.length} />
      ) : null}
      {change.error && !asked ? <RefusedAlert error={change.error} /> : null}
    </>
  )
}

type FormProps = {
  readonly count: number
  readonly error: unknown
  readonly sending: boolean
  readonly onSend: (change: Change) => void
  readonly onClose: () => void
}

function useErrors(error: unknown) {
  const errors = error ? (problemOf(error).errors ?? []) : []
  return {
    whole: error && errors.length === 0 ? <RefusedAlert error={error} /> : null,
    of: (end: string) => errors.find(({ path }) => path.endsWith(end))?.message,
  }
}

function RetireMany({ count, error, sending, onSend, onClose }: FormProps) {
  const [on, setOn] = useState(today)
  const [reason, setReason] = useState('')
  const errors = useErrors(error)
  return (
    <Modal
      open
      title={words.many.retireAsk(count)}
      onCancel={onClose}
      closable={{ 'aria-label': uiWords.close }}
      cancelText={uiWords.cancel}
      okText={words.retire}
      okButtonProps={{ loading: sending }}
      onOk={() => onSend({ do: 'retire', on, reason })}
    >
      <Stack>
        {errors.whole}
        <Field name="many.on" label={words.retireOn} error={errors.of('on')}>
          {(control) => <TextInput {...control} value={on} onChange={setOn} />}
        </Field>
        <Field name="many.reason" label={words.reason} optional error={errors.of('reason')}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </Stack>
    </Modal>
  )
}

function SetMany({
  face,
  enterpriseId,
  count,
  error,
  sending,
  onSend,
  onClose,
}: FormProps & Pick<Props, 'face' | 'enterpriseId'>) {
  const columns = setOnMany(face.ledger)
  const [key, setKey] = useState(columns[0]?.[0] ?? '')
  const [value, setValue] = useState<string | boolean | null>(null)
  const errors = useErrors(error)
  const column = face.ledger.columns[key]
  const to = column?.kind === 'link' ? column.to() : undefined
  const contract = to && face.linked?.[to.path]
  return (
    <Modal
      open
      title={words.many.setAsk(count)}
      onCancel={onClose}
      closable={{ 'aria-label': uiWords.close }}
      cancelText={uiWords.cancel}
      okText={words.save}
      okButtonProps={{ loading: sending }}
      onOk={() => onSend({ do: 'set', key, value })}
    >
      <Stack>
        {errors.whole}
        <Field name="many.key" label={words.many.column}>
          {(control) => (
            <Select
              {...control}
              value={key}
              options={columns.map(([each, { label }]) => ({ value: each, label }))}
              onChange={(next: string) => {
                setKey(next)
                setValue(null)
              }}
            />
          )}
        </Field>
        {column ? (
          <ColumnField
            key={key}
            name="many.value"
            column={column}
            value={value}
            error={errors.of('value')}
            onChange={setValue}
            source={to && contract ? sourceOf(contract, to.called, enterpriseId) : undefined}
          />
        ) : null}
      </Stack>
    </Modal>
  )
}

/** What came of it, those that were refused by name. */
export function ManyOutcome({
  outcome,
  onClose,
}: {
  readonly outcome: ManyChanged
  readonly onClose: () => void
}) {
  const { done, refused } = outcome
  return (
    <Alert
      role="status"
      type={refused.length > 0 ? 'warning' : 'success'}
      title={words.many.outcome(done, refused.length)}
      description={
        refused.length > 0 ? (
          <ul>
            {refused.map(({ id, called, message }) => (
              <li key={id}>
                {called ? `${called}：` : ''}
                {message}
              </li>
            ))}
          </ul>
        ) : undefined
      }
      closable={{ onClose, 'aria-label': uiWords.close }}
    />
  )
}
