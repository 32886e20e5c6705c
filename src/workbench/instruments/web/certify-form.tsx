import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { parseYuan } from '#platform/values/money.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { DerivedField, Field, FieldGrid } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { certificateContract, certifyInstrument, instrumentContract, readCalendar } from '../contract.ts'
import { type Conclusion, validUntil } from '../domain.ts'
import { certificates } from '../ledgers.ts'
import { words } from './words.ts'

/** 登记证书: a button, and the form in a drawer. */
export function CertifyButton(part: RecordPart) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {words.certify.open}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={words.certify.title(String(part.record.called))}
        size={640}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <CertifyForm {...part} />
      </Drawer>
    </>
  )
}

type Draft = {
  certificateNo: string
  certifiedOn: string
  tracing: string | null
  body: string
  conclusion: Conclusion | null
  limits: string
  foundOff: boolean
  fee: string
  note: string
}

const { columns } = certificates

function CertifyForm({ enterpriseId, record }: RecordPart) {
  const navigate = useNavigate()
  const [attempt, setAttempt] = useState(0)
  const [own, setOwn] = useState<readonly { path: string; message: string }[]>([])
  const [draft, setDraft] = useState<Draft>({
    certificateNo: '',
    certifiedOn: today(),
    tracing: (record.tracing as string | null) ?? null,
    body: String(record.body ?? ''),
    conclusion: null,
    limits: '',
    foundOff: false,
    fee: '',
    note: '',
  })
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }))
  const certify = useCommand(certifyInstrument, {
    invalidates: [instrumentContract.list, instrumentContract.read, certificateContract.list, readCalendar],
    onDone: ({ id }) =>
      navigate({ to: `/enterprises/${enterpriseId}/instruments/certificates/${id}` }) as Promise<void>,
  })
  const told = certify.error ? (problemOf(certify.error).errors ?? []) : []
  const errors = own.length > 0 ? own : told
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const hand = () => {
    const fee = draft.fee.trim() === '' ? undefined : parseYuan(draft.fee)
    const wrong = [
      ...(draft.conclusion ? [] : [{ path: 'conclusion', message: '结论：没有选择。请按证书选择。' }]),
      ...(fee && !fee.ok ? [{ path: 'fee', message: `费用：${fee.message}` }] : []),
    ]
    setOwn(wrong)
    setAttempt(attempt + 1)
    if (wrong.length > 0) return
    certify.mutate({
      ...draft,
      enterpriseId,
      recordId: record.id,
      version: record.version,
      fee: fee?.ok ? fee.value : null,
    } as never)
  }
  const cycle = record.cycleMonths as number | null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        hand()
      }}
    >
      <Stack>
        <ErrorSummary errors={errors} attempt={attempt} />
        {certify.error && told.length === 0 ? <RefusedAlert error={certify.error} /> : null}
        <FieldGrid>
          <Text name="certificateNo" draft={draft} set={set} error={errorOf('certificateNo')} />
          <Text name="certifiedOn" draft={draft} set={set} error={errorOf('certifiedOn')} />
          <Field name="conclusion" label={columns.conclusion.label} error={errorOf('conclusion')}>
            {(control) => (
              <Select
                {...control}
                value={draft.conclusion}
                options={optionsOf(columns.conclusion.options)}
                onChange={(conclusion) => set({ conclusion })}
              />
            )}
          </Field>
          <DerivedField
            name="validUntil"
            label={words.certify.validUntil}
            value={shownEnd(draft, cycle)}
            from={draft.conclusion === 'fail' ? words.certify.noValid : words.certify.validFrom(cycle)}
          />
          {draft.conclusion === 'limited' ? (
            <Text name="limits" draft={draft} set={set} error={errorOf('limits')} />
          ) : null}
          <Field name="tracing" label={columns.tracing.label} optional error={errorOf('tracing')}>
            {(control) => (
              <Select
                {...control}
                allowClear
                value={draft.tracing}
                options={optionsOf(columns.tracing.options)}
                onChange={(tracing?: string | null) => set({ tracing: tracing ?? null })}
              />
            )}
          </Field>
          <Text name="body" optional draft={draft} set={set} error={errorOf('body')} />
          <Text
            name="fee"
            optional
            hint={words.certify.feeHint}
            draft={draft}
            set={set}
            error={errorOf('fee')}
          />
          <Text name="note" optional draft={draft} set={set} error={errorOf('note')} />
        </FieldGrid>
        <div>
          <Checkbox checked={draft.foundOff} onChange={(event) => set({ foundOff: event.target.checked })}>
            {words.certify.foundOff}
          </Checkbox>
          <div>
            <Muted small>{words.certify.foundOffHint}</Muted>
          </div>
        </div>
        {draft.conclusion === 'fail' ? <Alert type="warning" showIcon title={words.certify.fail} /> : null}
        <Muted>{words.certify.scanNext}</Muted>
        <Button type="primary" htmlType="submit" loading={certify.isPending}>
          {words.certify.save}
        </Button>
      </Stack>
    </form>
  )
}

function shownEnd({ certifiedOn, conclusion }: Draft, cycle: number | null): string | null {
  const read = parseCivilDate(certifiedOn)
  return read.ok ? validUntil(read.value, cycle, conclusion ?? 'pass') : null
}

const optionsOf = (options: Readonly<Record<string, string>>) =>
  Object.entries(options).map(([value, label]) => ({ value, label }))

type TextKey = 'certificateNo' | 'certifiedOn' | 'limits' | 'body' | 'fee' | 'note'

function Text({
  name,
  draft,
  set,
  error,
  optional = false,
  hint,
}: {
  readonly name: TextKey
  readonly draft: Draft
  readonly set: (change: Partial<Draft>) => void
  readonly error: string | undefined
  readonly optional?: boolean
  readonly hint?: string
}) {
  return (
    <Field
      name={name}
      label={columns[name].label}
      optional={optional}
      error={error}
      hint={hint}
      wide={name === 'note' || name === 'limits'}
    >
      {(control) =>
        name === 'note' ? (
          <Input.TextArea
            {...control}
            rows={2}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        ) : (
          <TextInput
            {...control}
            {...(name === 'fee' && { suffix: '元', inputMode: 'decimal' as const })}
            value={draft[name]}
            onChange={(value) => set({ [name]: value })}
          />
        )
      }
    </Field>
  )
}
