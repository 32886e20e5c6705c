import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { NarrowForm } from '#ui/public-page.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { disableAccount, type IssuedLink, issueReset, listPeople, type PersonRow } from '../contract.ts'
import { LinkPanel } from './link-panel.tsx'
import { words } from './words.ts'

/** A link for a new password, after the identity has been checked. */
export function ResetForm({ row }: { readonly row: PersonRow }) {
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const [gap, setGap] = useState<string>()
  const [link, setLink] = useState<IssuedLink>()
  const issuing = useCommand(issueReset, { onDone: setLink })
  const submit = () => {
    const missing = reason.trim() === '' ? words.missing(words.issueReason) : undefined
    setGap(missing)
    // Whether the box is ticked is the server's to say: its refusal tells what to do first.
    if (!missing) issuing.mutate({ accountId: row.accountId, reason, identityChecked: checked as true })
  }
  if (link) return <LinkPanel page="/reset" link={link} />
  return (
    <NarrowForm onSubmit={submit}>
      <p>{words.issueNote}</p>
      <RefusedAlert error={issuing.error} />
      <Field name="reason" label={words.issueReason} hint={words.issueReasonHint} error={gap}>
        {(control) => <TextInput {...control} value={reason} maxLength={200} onChange={setReason} />}
      </Field>
      <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)}>
        {words.checked}
      </Checkbox>
      <Button type="primary" htmlType="submit" loading={issuing.isPending}>
        {words.issueLink}
      </Button>
    </NarrowForm>
  )
}

/** Stops an account in all its roles. */
export function DisableForm({ row, onDone }: { readonly row: PersonRow; readonly onDone: () => void }) {
  const [reason, setReason] = useState('')
  const [gap, setGap] = useState<string>()
  const disabling = useCommand(disableAccount, { invalidates: [listPeople], onDone: () => onDone() })
  const submit = () => {
    const missing = reason.trim() === '' ? words.missing(words.reason) : undefined
    setGap(missing)
    if (!missing) disabling.mutate({ accountId: row.accountId, reason })
  }
  return (
    <NarrowForm onSubmit={submit}>
      <p>{words.disableNote}</p>
      <RefusedAlert error={disabling.error} />
      <Field name="reason" label={words.reason} error={gap}>
        {(control) => <TextInput {...control} value={reason} maxLength={200} onChange={setReason} />}
      </Field>
      <Button type="primary" danger htmlType="submit" loading={disabling.isPending}>
        {words.disable}
      </Button>
    </NarrowForm>
  )
}
