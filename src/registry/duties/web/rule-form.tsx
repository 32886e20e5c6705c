import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { OrgUnitRow } from '#foundation/org-units/contract.ts'
import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import type { InputOf } from '#platform/operation.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { RemoteMultiSelect, remoteSource } from '#ui/remote-select.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  DutyKind,
  DutyLevel,
  listDuties,
  listDutiesBelow,
  listDutyRules,
  listOnTime,
  setDutyRule,
} from '../contract.ts'
import { kindWords } from '../words.ts'
import { words } from './words.ts'

type Draft = Omit<InputOf<typeof setDutyRule>, 'unitId'>

const empty: Draft = {
  kind: 'other',
  title: '',
  counts: '',
  basis: '',
  firstDue: '',
  every: null,
  until: null,
  roll: true,
  levels: ['county'],
  unitIds: null,
}

/** Units below one, found by typing. */
export function unitsBelow(unitId: string) {
  return remoteSource({
    op: searchOrgUnits,
    filter: { below: unitId },
    option: ({ id, name, above }: OrgUnitRow) => ({
      value: id,
      label: name,
      detail: above.join(' '),
      disabled: id === unitId,
    }),
  })
}

const { rules } = words
const { fields } = rules

/** Sets a duty for units below. */
export function RuleForm({ unitId, onDone }: { readonly unitId: string; readonly onDone: () => void }) {
  const [draft, setDraft] = useState<Draft>(empty)
  const [attempt, setAttempt] = useState(0)
  const set = useCommand(setDutyRule, {
    invalidates: [listDutyRules, listDuties, listDutiesBelow, listOnTime],
    onDone,
  })
  const errors = set.error ? (problemOf(set.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const change = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))
  const save = () => {
    setAttempt(attempt + 1)
    set.mutate({ unitId, ...draft })
  }
  const text = (name: 'title' | 'counts' | 'basis', optional: boolean) => (
    <Field name={name} label={fields[name]} optional={optional} error={errorOf(name)}>
      {(control) => (
        <TextInput {...control} value={draft[name]} onChange={(value) => change({ [name]: value })} />
      )}
    </Field>
  )
  return (
    <Stack>
      <Muted>{rules.fromPast}</Muted>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {set.error && errors.length === 0 ? <RefusedAlert error={set.error} /> : null}
      {text('title', false)}
      <Field name="kind" label={fields.kind} hint={rules.kindHint}>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            options={DutyKind.options.map((value) => ({ value, label: kindWords[value] }))}
            onChange={(kind) => change({ kind })}
          />
        )}
      </Field>
      <When draft={draft} change={change} errorOf={errorOf} />
      <FieldSet name="levels" label={fields.levels} error={errorOf('levels')}>
        {() => (
          <Checkbox.Group
            value={draft.levels}
            options={DutyLevel.options.map((value) => ({ value, label: rules.levels[value] }))}
            onChange={(levels) => change({ levels: levels as Draft['levels'] })}
          />
        )}
      </FieldSet>
      <Field name="unitIds" label={fields.unitIds} optional hint={rules.unitsHint} error={errorOf('unitIds')}>
        {(control) => (
          <RemoteMultiSelect
            {...control}
            source={unitsBelow(unitId)}
            value={draft.unitIds ?? []}
            onChange={(ids) => change({ unitIds: ids.length > 0 ? ids : null })}
          />
        )}
      </Field>
      {text('counts', true)}
      {text('basis', true)}
      <div>
        <Button type="primary" loading={set.isPending} onClick={save}>
          {rules.create}
        </Button>
      </div>
    </Stack>
  )
}

type WhenProps = {
  readonly draft: Draft
  readonly change: (more: Partial<Draft>) => void
  readonly errorOf: (path: string) => string | undefined
}

function When({ draft, change, errorOf }: WhenProps) {
  return (
    <>
      <Field name="firstDue" label={fields.firstDue} error={errorOf('firstDue')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.firstDue}
            onChange={(event) => change({ firstDue: event.target.value })}
          />
        )}
      </Field>
      <Field name="every" label={fields.every}>
        {(control) => (
          <Select
            {...control}
            value={draft.every ?? 'once'}
            options={Object.entries(rules.every).map(([value, label]) => ({ value, label }))}
            onChange={(value) =>
              change(value === 'once' ? { every: null, until: null } : { every: value as Draft['every'] })
            }
          />
        )}
      </Field>
      {draft.every ? (
        <Field name="until" label={fields.until} optional error={errorOf('until')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={draft.until ?? ''}
              onChange={(event) => change({ until: event.target.value || null })}
            />
          )}
        </Field>
      ) : null}
      <Checkbox checked={draft.roll} onChange={(event) => change({ roll: event.target.checked })}>
        {rules.roll}
      </Checkbox>
    </>
  )
}
