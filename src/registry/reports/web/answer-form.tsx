import { Alert, Button, Input, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { readReport } from '../contract.ts'
import {
  type Answered,
  acknowledgeReports,
  countIncomingReports,
  listIncomingReports,
  returnReports,
} from '../incoming/contract.ts'
import { words } from './words.ts'

type Packs = readonly { readonly unitId: string; readonly packId: string; readonly version: number }[]
type FormProps = {
  readonly unitId: string
  readonly packs: Packs
  readonly result: 'acknowledged' | 'returned'
  readonly onCancel: () => void
  readonly onDone?: (answered: Answered) => void
}

const touched = [readReport, listIncomingReports, countIncomingReports]

/** Acknowledges at once; returns with all reasons, a line each. */
export function AnswerForm({ unitId, packs, result, onCancel, onDone }: FormProps) {
  const [reasons, setReasons] = useState('')
  const [outcome, setOutcome] = useState<Answered | null>(null)
  const done = (answered: Answered) => {
    setOutcome(answered)
    onDone?.(answered)
  }
  const acknowledge = useCommand(acknowledgeReports, { invalidates: touched, onDone: done })
  const returnThem = useCommand(returnReports, { invalidates: touched, onDone: done })
  const started = useRef(false)
  const isReturn = result === 'returned'
  useEffect(() => {
    if (isReturn || started.current) return
    started.current = true
    acknowledge.mutate({ unitId, packs: [...packs] })
  })
  const lines = reasons
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const error = acknowledge.error ?? returnThem.error
  const errors = error ? (problemOf(error).errors ?? []) : []
  if (outcome) return <Outcome outcome={outcome} />
  return (
    <Stack>
      {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
      {isReturn ? (
        <>
          <Field
            name="reasons"
            label={words.answer.reasons}
            hint={words.answer.reasonsHint}
            error={errors[0]?.message}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                rows={3}
                value={reasons}
                onChange={(event) => setReasons(event.target.value)}
              />
            )}
          </Field>
          <Space>
            <Button
              type="primary"
              disabled={lines.length === 0}
              loading={returnThem.isPending}
              onClick={() => returnThem.mutate({ unitId, packs: [...packs], reasons: lines })}
            >
              {words.answer.returnIt}
            </Button>
            <Button onClick={onCancel}>{words.cancel}</Button>
          </Space>
        </>
      ) : (
        <span role="status">{acknowledge.isPending ? words.loading : ''}</span>
      )}
    </Stack>
  )
}

export function Outcome({ outcome }: { readonly outcome: Answered }) {
  return (
    <Alert
      type={outcome.refused.length > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      title={words.answer.done(outcome.done)}
      {...(outcome.refused.length > 0 && {
        description: outcome.refused.map(({ packId, number, reason }) => (
          <div key={packId}>{words.answer.refused(number, reason)}</div>
        )),
      })}
    />
  )
}
