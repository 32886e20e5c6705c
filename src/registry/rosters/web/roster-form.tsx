import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import {
  changeRoster,
  createRoster,
  listRosterScopes,
  listRosters,
  type Roster,
  RosterLevel,
  readRoster,
} from '../contract.ts'
import { words } from './words.ts'

type FormProps = {
  readonly unitId: string
  /** Left out: a new list. */
  readonly roster?: Roster
  readonly onSaved: (roster: Roster) => void
}

type Form = {
  readonly scopeCode: string
  readonly level: RosterLevel | null
  readonly name: string
  readonly docNo: string
  readonly periodFrom: string
  readonly periodTo: string
}

/** The head of a list. */
export function RosterForm({ unitId, roster, onSaved }: FormProps) {
  const scopes = useOperation(listRosterScopes, {}).data?.rows ?? []
  const [form, setForm] = useState<Form>({
    scopeCode: roster?.scopeCode ?? 'above-scale',
    level: roster?.level ?? null,
    name: roster?.name ?? '',
    docNo: roster?.docNo ?? '',
    periodFrom: roster?.periodFrom ?? `${today().slice(0, 4)}-01-01`,
    periodTo: roster?.periodTo ?? '',
  })
  const [attempt, setAttempt] = useState(0)
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const touched = { invalidates: [listRosters, readRoster], onDone: onSaved }
  const create = useCommand(createRoster, touched)
  const change = useCommand(changeRoster, touched)
  const command = roster ? change : create
  const errors = command.error ? (problemOf(command.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const levelled = scopes.find(({ code }) => code === form.scopeCode)?.levelled ?? false
  const save = () => {
    setAttempt(attempt + 1)
    const { name, docNo } = form
    const head = { unitId, name, docNo, periodTo: form.periodTo || null }
    if (roster) change.mutate({ ...head, rosterId: roster.id, version: roster.version })
    else create.mutate({ ...form, ...head, level: levelled ? form.level : null })
  }
  const date = (key: 'periodFrom' | 'periodTo', more: { optional?: true; hint?: string } = {}) => (
    <Field name={key} label={words.fields[key]} error={errorOf(key)} {...more}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={form[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {command.error && errors.length === 0 ? <RefusedAlert error={command.error} /> : null}
      {roster ? null : (
        <Field name="scopeCode" label={words.fields.scopeCode} error={errorOf('scopeCode')}>
          {(control) => (
            <Select
              {...control}
              value={form.scopeCode}
              options={scopes.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(scopeCode) => set({ scopeCode })}
            />
          )}
        </Field>
      )}
      {levelled && !roster ? (
        <Field name="level" label={words.fields.level} error={errorOf('level')}>
          {(control) => (
            <Select
              {...control}
              value={form.level}
              options={RosterLevel.options.map((value) => ({ value, label: words.levels[value] }))}
              onChange={(level) => set({ level })}
            />
          )}
        </Field>
      ) : null}
      <Field name="name" label={words.fields.name} error={errorOf('name')}>
        {(control) => <TextInput {...control} value={form.name} onChange={(name) => set({ name })} />}
      </Field>
      <Field name="docNo" label={words.fields.docNo} optional error={errorOf('docNo')}>
        {(control) => <TextInput {...control} value={form.docNo} onChange={(docNo) => set({ docNo })} />}
      </Field>
      {roster ? null : date('periodFrom')}
      {date('periodTo', { optional: true, hint: words.periodHint })}
      <div>
        <Button type="primary" loading={command.isPending} onClick={save}>
          {words.save}
        </Button>
      </div>
    </Stack>
  )
}
