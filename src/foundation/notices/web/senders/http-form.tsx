import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { changeHttpSender, type HttpSettings, readSenders, type Senders } from '../../senders/contract.ts'
import { senderWords } from './sender-words.ts'

const { http: said } = senderWords
const empty: HttpSettings = {
  url: '',
  method: 'POST',
  hosts: [],
  template: said.templateSample,
  timeoutSeconds: 10,
  okField: '',
  okValue: '',
}

/** `名称: 值` a line; a name alone keeps its value. Undefined: some line is neither. */
function readHeaders(text: string) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map((line) => /^\s*([^:：\s]+)\s*(?:[:：]\s*(.*))?$/.exec(line))
  if (read.some((match) => match === null)) return undefined
  return read.map((match) => ({ name: match?.[1] ?? '', value: match?.[2]?.trim() || null }))
}

/** The HTTP interface: where, what is sent, how its answer is understood. */
export function HttpForm({ http }: { readonly http: Senders['http'] }) {
  const [enabled, setEnabled] = useState(http?.enabled ?? false)
  const [settings, setSettings] = useState(http?.settings ?? empty)
  const [hosts, setHosts] = useState(settings.hosts.join('\n'))
  const [headers, setHeaders] = useState((http?.headerNames ?? []).join('\n'))
  const [wrong, setWrong] = useState('')
  const [attempt, setAttempt] = useState(0)
  const save = useCommand(changeHttpSender, { invalidates: [readSenders] })
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  const errorOf = (name: string) =>
    errors.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message
  const change = (more: Partial<HttpSettings>) => setSettings((before) => ({ ...before, ...more }))
  const send = () => {
    setAttempt(attempt + 1)
    const read = readHeaders(headers)
    setWrong(read ? '' : said.headersWrong)
    if (!read) return
    const named = hosts.split('\n').map((host) => host.trim())
    save.mutate({
      version: http?.version ?? null,
      enabled,
      settings: { ...settings, hosts: named.filter(Boolean) },
      headers: read,
    })
  }
  const line = (name: 'url' | 'okField' | 'okValue', hint?: string) => (
    <Field
      name={`settings.${name}`}
      label={said.fields[`settings.${name}`]}
      optional={name !== 'url'}
      hint={hint}
      error={errorOf(`settings.${name}`)}
      wide={name === 'url'}
    >
      {(control) => (
        <TextInput {...control} value={settings[name]} onChange={(value) => change({ [name]: value })} />
      )}
    </Field>
  )
  const area = (
    name: 'settings.hosts' | 'settings.template' | 'headers',
    [value, set]: readonly [string, (text: string) => void],
    hint: string,
    error: string | undefined,
  ) => (
    <Field name={name} label={said.fields[name]} optional={name === 'headers'} hint={hint} error={error} wide>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 2, maxRows: 12 }}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => set(event.target.value)}
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
        {line('url')}
        <Field name="settings.method" label={said.fields['settings.method']}>
          {(control) => (
            <Select
              {...control}
              value={settings.method}
              options={(['POST', 'PUT'] as const).map((value) => ({ value, label: value }))}
              onChange={(method) => change({ method })}
            />
          )}
        </Field>
        <Timeout
          value={settings.timeoutSeconds}
          onChange={(timeoutSeconds) => change({ timeoutSeconds })}
          label={said.fields['settings.timeoutSeconds']}
          error={errorOf('settings.timeoutSeconds')}
        />
        {area('settings.hosts', [hosts, setHosts], said.hostsHint, errorOf('settings.hosts'))}
        {area('headers', [headers, setHeaders], said.headersHint, wrong || errorOf('headers'))}
        {area(
          'settings.template',
          [settings.template, (template) => change({ template })],
          said.templateHint,
          errorOf('settings.template'),
        )}
        {line('okField', said.okHint)}
        {line('okValue')}
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

type TimeoutProps = {
  readonly value: number
  readonly onChange: (seconds: number) => void
  readonly label: string
  readonly error: string | undefined
}

export function Timeout({ value, onChange, label, error }: TimeoutProps) {
  return (
    <Field name="settings.timeoutSeconds" label={label} error={error}>
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          value={Number.isNaN(value) ? '' : String(value)}
          onChange={(text) => onChange(/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN)}
        />
      )}
    </Field>
  )
}
