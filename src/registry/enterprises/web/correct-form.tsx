import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { correctEnterprise, listEnterpriseEvents } from '#registry/upkeep/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Enterprise, listEnterprises, readEnterprise } from '../contract.ts'
import { words } from './page-words.ts'

type CorrectProps = { readonly enterprise: Enterprise; readonly onDone: () => void }
type TextKey = 'name' | 'creditCode' | 'codeReason' | 'reason'

/** Name and code put right by the responsible unit. */
export function CorrectForm({ enterprise, onDone }: CorrectProps) {
  const { id: enterpriseId, version, name, creditCode, codeReason, codeKind } = enterprise
  const [form, setForm] = useState({
    name,
    creditCode,
    oldNumber: codeKind === 'registration-number',
    codeReason: codeReason ?? '',
    reason: '',
  })
  const [attempt, setAttempt] = useState(0)
  const correct = useCommand(correctEnterprise, {
    invalidates: [readEnterprise, listEnterprises, listEnterpriseEvents],
    onDone,
  })
  const errors = correct.error ? (problemOf(correct.error).errors ?? []) : []
  const text = (key: TextKey, label: string, more: { hint?: string; optional?: true } = {}) => (
    <Field name={key} label={label} error={errors.find(({ path }) => path === key)?.message} {...more}>
      {(control) => (
        <TextInput
          {...control}
          value={form[key]}
          onChange={(value) => setForm((before) => ({ ...before, [key]: value }))}
        />
      )}
    </Field>
  )
  return (
    <Stack>
      <Muted>{words.correctHow}</Muted>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {correct.error && errors.length === 0 ? <RefusedAlert error={correct.error} /> : null}
      {text('name', words.fields.name)}
      {text('creditCode', words.fields.creditCode)}
      <Checkbox
        checked={form.oldNumber}
        onChange={(event) => setForm((before) => ({ ...before, oldNumber: event.target.checked }))}
      >
        {words.fields.oldNumber}
      </Checkbox>
      {text('codeReason', words.fields.codeReason, { hint: words.codeReasonHint, optional: true })}
      {text('reason', words.fields.correctReason)}
      <div>
        <Button
          type="primary"
          loading={correct.isPending}
          onClick={() => {
            setAttempt(attempt + 1)
            correct.mutate({ enterpriseId, version, ...form })
          }}
        >
          {words.submit}
        </Button>
      </div>
    </Stack>
  )
}
