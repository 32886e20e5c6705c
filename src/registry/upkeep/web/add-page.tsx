import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'
import { addEnterprise, similarThere } from '../contract.ts'
import { IndustrySelect } from './industry-select.tsx'
import { words } from './words.ts'

const blank = {
  name: '',
  creditCode: '',
  oldNumber: false,
  codeReason: '',
  address: '',
  typeText: '',
  industryCode: null as string | null,
  registeredOn: '',
}
type Form = typeof blank
type TextKey = 'name' | 'creditCode' | 'codeReason' | 'address' | 'typeText'
type Similar = readonly { id: string; name: string; creditCode: string; unitName: string }[]

/** One enterprise by hand: what looks like it is shown before it is added. */
export default function AddPage() {
  const of = useScreenParams('unitId')
  const navigate = useNavigate()
  // A list may have named it: 待入名录.
  const given = useUrlFilters(['name', 'creditCode']).values
  const [form, setForm] = useState({ ...blank, ...given })
  const [attempt, setAttempt] = useState(0)
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const add = useCommand(addEnterprise, {
    invalidates: [listEnterprises],
    onDone: ({ id }) => navigate({ to: '/enterprises/$enterpriseId', params: { enterpriseId: id } }),
  })
  const problem = add.error ? problemOf(add.error) : null
  const errors = problem?.errors ?? []
  const similar = problem?.code === similarThere.code ? ((problem.details?.similar ?? []) as Similar) : []
  const save = (despiteSimilar: boolean) => {
    setAttempt(attempt + 1)
    add.mutate({ ...of, ...form, registeredOn: form.registeredOn || null, despiteSimilar })
  }
  return (
    <>
      <PageTitle
        title={words.add}
        above={{ to: '/enterprises', label: words.directory }}
        sub={words.addSub}
      />
      <Stack>
        <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
        {similar.length > 0 ? (
          <SimilarAlert similar={similar} saving={add.isPending} onAdd={() => save(true)} />
        ) : problem && errors.length === 0 ? (
          <RefusedAlert error={add.error} />
        ) : null}
        <Section>
          <Fields
            form={form}
            set={set}
            errorOf={(path) => errors.find((each) => each.path === path)?.message}
          />
        </Section>
        <div>
          <Button type="primary" size="large" loading={add.isPending} onClick={() => save(false)}>
            {words.save}
          </Button>
        </div>
      </Stack>
    </>
  )
}

type AlertProps = { readonly similar: Similar; readonly saving: boolean; readonly onAdd: () => void }

function SimilarAlert({ similar, saving, onAdd }: AlertProps) {
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={words.similar}
      description={
        <ul>
          {similar.map(({ id, name, creditCode, unitName }) => (
            <li key={id}>
              <Link
                to="/enterprises/$enterpriseId"
                params={{ enterpriseId: id }}
                target="_blank"
                className="opens-list"
              >
                {name}
              </Link>
              {`　${creditCode}　${unitName}`}
            </li>
          ))}
        </ul>
      }
      action={
        <Button loading={saving} onClick={onAdd}>
          {words.despite}
        </Button>
      }
    />
  )
}

type FieldsProps = {
  readonly form: Form
  readonly set: (part: Partial<Form>) => void
  readonly errorOf: (path: string) => string | undefined
}

function Fields({ form, set, errorOf }: FieldsProps) {
  const text = (key: TextKey, more: { hint?: string; optional?: true; wide?: true } = {}) => (
    <Field name={key} label={words.fields[key]} error={errorOf(key)} {...more}>
      {(control) => <TextInput {...control} value={form[key]} onChange={(value) => set({ [key]: value })} />}
    </Field>
  )
  return (
    <FieldGrid>
      {text('name')}
      {text('creditCode', { hint: words.codeHint })}
      <Checkbox checked={form.oldNumber} onChange={(event) => set({ oldNumber: event.target.checked })}>
        {words.fields.oldNumber}
      </Checkbox>
      {text('codeReason', { hint: words.codeReasonHint, optional: true })}
      {text('address', { optional: true, wide: true })}
      {text('typeText', { optional: true })}
      <Field name="industryCode" label={words.fields.industryCode} optional error={errorOf('industryCode')}>
        {(control) => (
          <IndustrySelect
            control={control}
            value={form.industryCode}
            onChange={(industryCode) => set({ industryCode })}
          />
        )}
      </Field>
      <Field name="registeredOn" label={words.fields.registeredOn} optional error={errorOf('registeredOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            max={today()}
            value={form.registeredOn}
            onChange={(event) => set({ registeredOn: event.target.value })}
          />
        )}
      </Field>
    </FieldGrid>
  )
}
