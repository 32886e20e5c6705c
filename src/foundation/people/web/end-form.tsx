import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { endGrant, listPeople, type PersonRow } from '../contract.ts'
import { words } from './words.ts'

/** When and why a role ends. */
export function EndForm({ row, onDone }: { readonly row: PersonRow; readonly onDone: () => void }) {
  const [when, setWhen] = useState<'now' | 'on'>('now')
  const [day, setDay] = useState(today())
  const [reason, setReason] = useState('')
  const [gap, setGap] = useState<string>()
  const ending = useCommand(endGrant, { invalidates: [listPeople], onDone })
  const submit = () => {
    const missing = reason.trim() === '' ? words.missing(words.reason) : undefined
    setGap(missing)
    if (!missing) ending.mutate({ grantId: row.grantId, endsOn: when === 'now' ? null : day, reason })
  }
  return (
    <NarrowForm onSubmit={submit}>
      <RefusedAlert error={ending.error} />
      <FieldSet name="when" label={words.endWhen}>
        {() => (
          <Radio.Group
            value={when}
            onChange={(event) => setWhen(event.target.value)}
            options={[
              { value: 'now', label: words.endNow },
              { value: 'on', label: words.endOn },
            ]}
          />
        )}
      </FieldSet>
      {when === 'on' ? (
        <Field name="endsOn" label={words.endDate}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={today()}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field name="reason" label={words.reason} hint={words.endReasonHint} error={gap}>
        {(control) => <TextInput {...control} value={reason} maxLength={200} onChange={setReason} />}
      </Field>
      <Button type="primary" danger htmlType="submit" loading={ending.isPending}>
        {words.end}
      </Button>
    </NarrowForm>
  )
}
