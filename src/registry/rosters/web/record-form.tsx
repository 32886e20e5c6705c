import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  listMemberships,
  listRosterMembers,
  listRosters,
  type Roster,
  readRoster,
  recordRoster,
} from '../contract.ts'
import { readDraft } from '../drafts/contract.ts'
import { listPending, listVersions } from '../versions/contract.ts'
import { EnterprisePicker } from './enterprise-picker.tsx'
import { words } from './words.ts'

/** What a record on a list makes old. */
export const touched = [
  listRosterMembers,
  listRosters,
  readRoster,
  listMemberships,
  listEnterprises,
  listVersions,
  listPending,
  readDraft,
]

type RecordProps = {
  readonly roster: Roster
  /** Who leaves; left out: some enter. */
  readonly leaving?: readonly string[]
  readonly onDone: (said: string) => void
}

/** The day within the list's period that is nearest to today. */
export function firstDay({ periodFrom, periodTo }: Roster): string {
  const day = today()
  if (day < periodFrom) return periodFrom
  return periodTo !== null && day > periodTo ? periodTo : day
}

/** Lets enterprises into a list or out of it from a day on. */
export function RecordForm({ roster, leaving, onDone }: RecordProps) {
  const [chosen, setChosen] = useState<string[]>([])
  const [nominated, setNominated] = useState(false)
  const [effectiveOn, setEffectiveOn] = useState(() => firstDay(roster))
  const [note, setNote] = useState('')
  const [attempt, setAttempt] = useState(0)
  const record = useCommand(recordRoster, {
    invalidates: touched,
    onDone: (counts) => onDone(words.recorded(counts)),
  })
  const errors = record.error ? (problemOf(record.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const save = () => {
    setAttempt(attempt + 1)
    record.mutate({
      unitId: roster.unitId,
      rosterId: roster.id,
      effectiveOn,
      enter: leaving ? [] : chosen.map((enterpriseId) => ({ enterpriseId, nominated })),
      leave: leaving ? [...leaving] : [],
      note,
      sha256: null,
    })
  }
  return (
    <Stack>
      <Muted>{leaving ? words.leaveHow : words.enterHow}</Muted>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {record.error && errors.length === 0 ? <RefusedAlert error={record.error} /> : null}
      {leaving ? null : (
        <Field name="enter" label={words.fields.enterprises}>
          {(control) => <EnterprisePicker control={control} value={chosen} onChange={setChosen} />}
        </Field>
      )}
      {!leaving && roster.level ? (
        <Checkbox checked={nominated} onChange={(event) => setNominated(event.target.checked)}>
          {words.fields.nominated}
        </Checkbox>
      ) : null}
      <Field name="effectiveOn" label={words.fields.effectiveOn} error={errorOf('effectiveOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={effectiveOn}
            onChange={(event) => setEffectiveOn(event.target.value)}
          />
        )}
      </Field>
      <Field name="note" label={words.fields.note} optional error={errorOf('note')}>
        {(control) => <TextInput {...control} value={note} onChange={setNote} />}
      </Field>
      <div>
        <Button
          type="primary"
          loading={record.isPending}
          disabled={!leaving && chosen.length === 0}
          onClick={save}
        >
          {leaving ? words.leave : words.enterIt}
        </Button>
      </div>
    </Stack>
  )
}
