import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { type Channel, listMessages, readSenders, testSender } from '../../senders/contract.ts'
import { HttpForm } from './http-form.tsx'
import { MailForm } from './mail-form.tsx'
import { MessageList } from './message-list.tsx'
import { senderWords as words } from './sender-words.ts'

/** How messages leave the house, what became of them, and a try. */
export default function SendersPage() {
  const { http, email } = useNeededOperation(readSenders, {})
  const note = (kept: { changedAt: string; changedBy: string } | null) =>
    kept ? words.changedBy(instant(kept.changedAt), kept.changedBy) : words.never
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} />
      <Stack>
        <MessageList />
        <Section title={words.http.title} note={note(http)}>
          <HttpForm key={http?.version} http={http} />
          {http ? <TestSend channel="http" /> : null}
        </Section>
        <Section title={words.email.title} note={note(email)}>
          <MailForm key={email?.version} email={email} />
          {email ? <TestSend channel="email" /> : null}
        </Section>
      </Stack>
    </>
  )
}

function TestSend({ channel }: { readonly channel: Channel }) {
  const [to, setTo] = useState('')
  const test = useCommand(testSender, { invalidates: [listMessages] })
  const errors = test.error ? (problemOf(test.error).errors ?? []) : []
  const said = test.data
  return (
    <div style={{ marginTop: 24, maxWidth: 480 }}>
      {test.error && errors.length === 0 ? <RefusedAlert error={test.error} /> : null}
      <Field
        name={`to-${channel}`}
        label={words.test.to[channel]}
        hint={words.test.hint}
        error={errors[0]?.message}
      >
        {(control) => (
          <Space.Compact style={{ width: '100%' }}>
            <TextInput {...control} value={to} onChange={setTo} />
            <Button loading={test.isPending} onClick={() => test.mutate({ channel, to })}>
              {words.test.send}
            </Button>
          </Space.Compact>
        )}
      </Field>
      {said ? (
        <Alert
          role="status"
          type={said.sent ? 'success' : 'warning'}
          showIcon
          title={said.sent ? words.test.sent(said.answer) : words.test.failed(said.answer)}
        />
      ) : null}
    </div>
  )
}
