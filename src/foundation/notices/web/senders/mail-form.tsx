import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { changeMailSender, type MailSettings, readSenders, type Senders } from '../../senders/contract.ts'
import { Timeout } from './http-form.tsx'
import { senderWords } from './sender-words.ts'

const { email: said } = senderWords
const empty: MailSettings = {
  host: '',
  port: 465,
  security: 'tls',
  from: '',
  fromName: '',
  user: '',
  timeoutSeconds: 10,
}

/** The mail server. */
export function MailForm({ email }: { readonly email: Senders['email'] }) {
  const [enabled, setEnabled] = useState(email?.enabled ?? false)
  const [settings, setSettings] = useState(email?.settings ?? empty)
  const [password, setPassword] = useState('')
  const [attempt, setAttempt] = useState(0)
  const save = useCommand(changeMailSender, { invalidates: [readSenders] })
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  const errorOf = (name: string) => errors.find(({ path }) => path === name)?.message
  const change = (more: Partial<MailSettings>) => setSettings((before) => ({ ...before, ...more }))
  const send = () => {
    setAttempt(attempt + 1)
    save.mutate({ version: email?.version ?? null, enabled, settings, password: password || null })
  }
  const line = (name: 'host' | 'from' | 'fromName' | 'user', optional = false) => (
    <Field
      name={`settings.${name}`}
      label={said.fields[`settings.${name}`]}
      optional={optional}
      error={errorOf(`settings.${name}`)}
    >
      {(control) => (
        <TextInput
          {...control}
          autoComplete="off"
          value={settings[name]}
          onChange={(value) => change({ [name]: value })}
        />
      )}
    </Field>
  )
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={senderWords.consequence} attempt={attempt} />
      {save.error && errors.length === 0 ? <RefusedAlert error={save.error} /> : null}
      <Checkbox checked={enabled} onChange={(event) => setEnabled(event.target.checked)}>
        {senderWords.enabled}
      </Checkbox>
      <FieldGrid>
        {line('host')}
        <Field name="settings.port" label={said.fields['settings.port']} error={errorOf('settings.port')}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={Number.isNaN(settings.port) ? '' : String(settings.port)}
              onChange={(text) => change({ port: /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN })}
            />
          )}
        </Field>
        <Field name="settings.security" label={said.fields['settings.security']}>
          {(control) => (
            <Select
              {...control}
              value={settings.security}
              options={(['tls', 'starttls', 'none'] as const).map((value) => ({
                value,
                label: said.security[value],
              }))}
              onChange={(security) => change({ security })}
            />
          )}
        </Field>
        <Timeout
          value={settings.timeoutSeconds}
          onChange={(timeoutSeconds) => change({ timeoutSeconds })}
          label={said.fields['settings.timeoutSeconds']}
          error={errorOf('settings.timeoutSeconds')}
        />
        {line('from')}
        {line('fromName', true)}
        {line('user', true)}
        <Field
          name="password"
          label={said.fields.password}
          optional
          hint={email?.hasPassword ? said.passwordKept : said.passwordNone}
          error={errorOf('password')}
        >
          {(control) => (
            <Input.Password
              {...control}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      </FieldGrid>
      <div>
        <Button type="primary" loading={save.isPending} onClick={send}>
          {senderWords.save}
        </Button>{' '}
        <span role="status">{save.isSuccess ? senderWords.saved : ''}</span>
      </div>
    </Stack>
  )
}
