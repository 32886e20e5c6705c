import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { Section, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { changePassword } from '../contract.ts'
import { words } from './words.ts'

const blank = { current: '', next: '', again: '' }

function gapsOf(form: typeof blank): FormError[] {
  const gaps: FormError[] = []
  if (form.current === '') gaps.push({ path: 'current', message: words.currentMissing })
  if (form.next === '') gaps.push({ path: 'next', message: words.nextMissing })
  else if (form.again !== form.next) gaps.push({ path: 'again', message: words.againDiffers })
  return gaps
}

/** A new password; the other sessions of the account end. */
export default function PasswordPage() {
  const [form, setForm] = useState(blank)
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const [ended, setEnded] = useState<number>()
  const change = useCommand(changePassword, {
    onDone: ({ endedSessions }) => {
      setForm(blank)
      setEnded(endedSessions)
    },
  })
  const refused = change.error ? (problemOf(change.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const submit = () => {
    const found = gapsOf(form)
    setGaps(found)
    setAttempt(attempt + 1)
    setEnded(undefined)
    if (found.length === 0) change.mutate({ current: form.current, next: form.next })
  }
  const field = (key: keyof typeof blank, label: string, autoComplete: string, hint?: string) => (
    <Field
      name={key}
      label={label}
      error={errors.find(({ path }) => path === key)?.message}
      {...(hint && { hint })}
    >
      {(control) => (
        <Input.Password
          {...control}
          value={form[key]}
          autoComplete={autoComplete}
          maxLength={256}
          onChange={(event) => setForm({ ...form, [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <PageTitle title={words.changePassword} />
      <Section>
        <NarrowForm onSubmit={submit}>
          <Stack>
            <ErrorSummary errors={errors} attempt={attempt} />
            {errors.length === 0 ? <RefusedAlert error={change.error} /> : null}
            {ended === undefined ? null : <output>{words.passwordChanged(ended)}</output>}
            {field('current', words.currentPassword, 'current-password')}
            {field('next', words.nextPassword, 'new-password', words.passwordRule)}
            {field('again', words.nextAgain, 'new-password')}
            <Button type="primary" size="large" htmlType="submit" block loading={change.isPending}>
              {words.changePassword}
            </Button>
          </Stack>
        </NarrowForm>
      </Section>
    </>
  )
}
