import { Button, Input, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { checkCreditCode, normaliseCreditCode } from '#platform/values/credit-code.ts'
import { normaliseMobile } from '#platform/values/mobile.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, type FieldControl, FieldGrid, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { RemoteSelect, remoteSource } from '#ui/remote-select.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { listRegisteringUnits, startRegistration } from '../contract.ts'
import { words } from './words.ts'

const units = remoteSource({
  op: listRegisteringUnits,
  option: ({ id, name, above }: { id: string; name: string; above: string }) => ({
    value: id,
    label: name,
    detail: above,
  }),
})

type Form = Record<Exclude<keyof typeof words.fields, 'role'>, string> & { role: 'filer' | 'principal' }

const blank: Form = {
  creditCode: '',
  name: '',
  address: '',
  unitId: '',
  role: 'filer',
  applicantName: '',
  applicantPost: '',
  mobile: '',
  code: '',
}

const autocomplete: Partial<Record<keyof Form, string>> = {
  name: 'organization',
  address: 'street-address',
  applicantName: 'name',
  applicantPost: 'organization-title',
  mobile: 'tel',
}
const normalise: Partial<Record<keyof Form, (text: string) => string>> = {
  creditCode: normaliseCreditCode,
  mobile: normaliseMobile,
}

/** Particulars of the enterprise and of whoever acts for it. */
export function FillForm({
  onStarted,
}: {
  readonly onStarted: (draft: { receiptNo: string; ticket: string }) => void
}) {
  const [form, setForm] = useState(blank)
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const starting = useCommand(startRegistration, { onDone: onStarted })
  const refused = starting.error ? (problemOf(starting.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const set = (key: keyof Form, value: string) => setForm({ ...form, [key]: value })
  const submit = () => {
    const keys = Object.keys(words.fields) as (keyof Form)[]
    const found = keys
      .filter((key) => form[key].trim() === '')
      .map((key) => ({ path: key, message: words.missing(words.fields[key]) }))
    setGaps(found)
    setAttempt(attempt + 1)
    if (found.length === 0) starting.mutate(form)
  }
  const field = (key: keyof Form, control?: (control: FieldControl) => ReactNode, hint?: string) => (
    <Field
      name={key}
      label={words.fields[key]}
      error={errors.find(({ path }) => path === key)?.message}
      {...(hint && { hint })}
    >
      {control ??
        ((given) => (
          <TextInput
            {...given}
            value={form[key]}
            maxLength={200}
            autoComplete={autocomplete[key] ?? 'off'}
            {...(normalise[key] && { normalise: normalise[key] })}
            onChange={(text) => set(key, text)}
          />
        ))}
    </Field>
  )
  return (
    <NarrowForm onSubmit={submit}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 ? <RefusedAlert error={starting.error} /> : null}
      <FieldGrid>
        {field('creditCode', undefined, codeHint(form.creditCode))}
        {field('name')}
        {field('address')}
        {field(
          'unitId',
          (control) => (
            <RemoteSelect
              {...control}
              source={units}
              placeholder={words.unitSearch}
              value={form.unitId || null}
              onChange={(id) => set('unitId', id ?? '')}
            />
          ),
          words.hints.unitId,
        )}
        {field('applicantName')}
        {field('applicantPost')}
        {field('mobile', undefined, words.hints.mobile)}
        {field(
          'code',
          (control) => (
            <Input.Password
              {...control}
              value={form.code}
              maxLength={32}
              autoComplete="new-password"
              onChange={(event) => set('code', event.target.value)}
            />
          ),
          words.hints.code,
        )}
      </FieldGrid>
      <FieldSet name="role" label={words.fields.role}>
        {() => (
          <Radio.Group
            value={form.role}
            onChange={(event) => set('role', event.target.value)}
            options={(['filer', 'principal'] as const).map((value) => ({ value, label: words.roles[value] }))}
          />
        )}
      </FieldSet>
      <Button type="primary" size="large" htmlType="submit" block loading={starting.isPending}>
        {words.toScans}
      </Button>
    </NarrowForm>
  )
}

/** A wrong check digit is told while there is time to look again; it does not stop anyone. */
function codeHint(text: string): string {
  const { ok, problem } = checkCreditCode(text)
  return ok && problem ? words.codeWarning : words.hints.creditCode
}
