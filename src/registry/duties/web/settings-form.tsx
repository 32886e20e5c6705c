import { Button, Input } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { changeDutySettings, type DutySettingsView, listDuties, readDutySettings } from '../contract.ts'
import { words } from './words.ts'

/** Days as people write them: 10,3 or 10、3; undefined when that is not what it says. */
function readDays(text: string): number[] | undefined {
  const parts = text.split(/[,，、\s]+/).filter(Boolean)
  return parts.every((part) => /^\d{1,2}$/.test(part)) ? parts.map(Number) : undefined
}

const { settings: said } = words

type SettingsFormProps = { readonly unitId: string; readonly settings: DutySettingsView }

/** When units are reminded; labelled 示例 until the unit has set its own. */
export function SettingsForm({ unitId, settings }: SettingsFormProps) {
  const [before, setBefore] = useState(settings.remindBefore.join(','))
  const [after, setAfter] = useState(settings.remindAfter.join(','))
  const [reportDays, setReportDays] = useState(String(settings.reportDays))
  const [trackedFrom, setTrackedFrom] = useState(settings.trackedFrom ?? '')
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({})
  const change = useCommand(changeDutySettings, { invalidates: [readDutySettings, listDuties] })
  const errors = change.error ? (problemOf(change.error).errors ?? []) : []
  const errorOf = (name: string) =>
    own[name] ?? errors.find(({ path }) => path.split('.')[0] === name)?.message
  const save = () => {
    const days = {
      remindBefore: readDays(before),
      remindAfter: readDays(after),
      reportDays: readDays(reportDays),
    }
    const wrong = Object.entries(days).filter(([, value]) => value === undefined)
    setOwn(Object.fromEntries(wrong.map(([name]) => [name, said.notDays])))
    if (wrong.length > 0) return
    change.mutate({
      unitId,
      version: settings.version,
      remindBefore: days.remindBefore ?? [],
      remindAfter: days.remindAfter ?? [],
      reportDays: days.reportDays?.[0] ?? 0,
      trackedFrom: trackedFrom || null,
    })
  }
  return (
    <Stack>
      <Muted>{settings.setBy ? said.setBy(settings.setBy) : said.sample}</Muted>
      {change.error && errors.length === 0 ? <RefusedAlert error={change.error} /> : null}
      <FieldGrid>
        <Field
          name="remindBefore"
          label={said.fields.remindBefore}
          hint={said.daysHint}
          error={errorOf('remindBefore')}
        >
          {(control) => <TextInput {...control} value={before} onChange={setBefore} />}
        </Field>
        <Field name="remindAfter" label={said.fields.remindAfter} error={errorOf('remindAfter')}>
          {(control) => <TextInput {...control} value={after} onChange={setAfter} />}
        </Field>
        <Field name="reportDays" label={said.fields.reportDays} error={errorOf('reportDays')}>
          {(control) => (
            <TextInput {...control} inputMode="numeric" value={reportDays} onChange={setReportDays} />
          )}
        </Field>
        <Field
          name="trackedFrom"
          label={said.fields.trackedFrom}
          optional
          hint={said.trackedHint}
          error={errorOf('trackedFrom')}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              value={trackedFrom}
              onChange={(event) => setTrackedFrom(event.target.value)}
            />
          )}
        </Field>
      </FieldGrid>
      <div>
        <Button loading={change.isPending} onClick={save}>
          {said.save}
        </Button>{' '}
        <span role="status">{change.isSuccess ? said.saved : ''}</span>
      </div>
    </Stack>
  )
}
