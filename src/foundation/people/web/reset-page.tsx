import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { completeReset, lookReset } from '../contract.ts'
import { LinkGate } from './link-gate.tsx'
import { tokenInAddress } from './link-token.ts'
import { useEntering } from './use-entering.ts'
import { words } from './words.ts'

/** A new password by a link from whoever is responsible. */
export default function ResetPage() {
  const [token] = useState(tokenInAddress)
  return (
    <LinkGate look={lookReset} token={token} title={words.reset.title} missing={words.invitation.noToken}>
      {({ name, login }) => (
        <>
          <p>{words.reset.whose(name, login)}</p>
          <ResetForm token={token} />
        </>
      )}
    </LinkGate>
  )
}

function ResetForm({ token }: { readonly token: string }) {
  const [form, setForm] = useState({ next: '', again: '' })
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const setting = useCommand(completeReset, { onDone: useEntering() })
  const refused = setting.error ? (problemOf(setting.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const submit = () => {
    const found: FormError[] = []
    if (form.next === '') found.push({ path: 'next', message: words.missing(words.reset.next) })
    else if (form.next !== form.again) found.push({ path: 'again', message: words.againDiffers })
    setGaps(found)
    setAttempt(attempt + 1)
    if (found.length === 0) setting.mutate({ token, next: form.next })
  }
  return (
    <>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 ? <RefusedAlert error={setting.error} /> : null}
      <NarrowForm onSubmit={submit}>
        {(['next', 'again'] as const).map((key) => (
          <Field
            key={key}
            name={key}
            label={words.reset[key]}
            error={errors.find(({ path }) => path === key)?.message}
            {...(key === 'next' && { hint: words.passwordRule })}
          >
            {(control) => (
              <Input.Password
                {...control}
                value={form[key]}
                autoComplete="new-password"
                maxLength={256}
                onChange={(event) => setForm({ ...form, [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Button type="primary" size="large" htmlType="submit" block loading={setting.isPending}>
          {words.reset.submit}
        </Button>
      </NarrowForm>
    </>
  )
}
