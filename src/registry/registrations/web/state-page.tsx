import { Link, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { NarrowForm, PublicPage } from '#ui/public-page.tsx'
import { Facts, Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { lookRegistration } from '../contract.ts'
import { words } from './words.ts'

/** The applicant looks how far it is, by receipt number and code. */
export default function StatePage() {
  const search = useSearch({ strict: false }) as { receipt?: string }
  const [receiptNo, setReceiptNo] = useState(search.receipt ?? '')
  const [code, setCode] = useState('')
  const looking = useCommand(lookRegistration)
  return (
    <PublicPage title={words.lookTitle}>
      <Stack>
        <RefusedAlert error={looking.error} />
        {looking.data ? <Found found={looking.data} /> : null}
        <NarrowForm onSubmit={() => looking.mutate({ receiptNo, code })}>
          <Field name="receiptNo" label={words.receiptNo}>
            {(control) => (
              <Input
                {...control}
                value={receiptNo}
                maxLength={20}
                autoComplete="off"
                placeholder="ZC261121-AB12CD34"
                onChange={(event) => setReceiptNo(event.target.value)}
              />
            )}
          </Field>
          <Field name="code" label={words.fields.code}>
            {(control) => (
              <Input.Password
                {...control}
                value={code}
                maxLength={32}
                autoComplete="off"
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <Button type="primary" size="large" htmlType="submit" block loading={looking.isPending}>
            {words.look}
          </Button>
        </NarrowForm>
      </Stack>
    </PublicPage>
  )
}

function Found({ found }: { readonly found: OutputOf<typeof lookRegistration> }) {
  const { facts } = words
  const open = found.state === 'accepted' && found.invitation !== null
  return (
    <div role="status">
      <Facts
        items={[
          { term: facts.state, value: <b>{words.states[found.state]}</b> },
          { term: facts.name, value: found.name },
          { term: facts.creditCode, value: found.creditCode },
          { term: facts.unit, value: found.unitName },
          { term: facts.submitted, value: instant(found.submittedAt) },
          ...(found.decidedAt ? [{ term: facts.decided, value: instant(found.decidedAt) }] : []),
          ...(found.reason ? [{ term: facts.reason, value: found.reason }] : []),
        ]}
      />
      {open ? <a href={`/invitation#${found.invitation}`}>{words.acceptInvitation}</a> : null}
      {found.state === 'accepted' && !open ? <p>{words.invitationGone}</p> : null}
      {found.state === 'refused' || found.state === 'draft' ? (
        <Link to="/registration">{words.again}</Link>
      ) : null}
    </div>
  )
}
