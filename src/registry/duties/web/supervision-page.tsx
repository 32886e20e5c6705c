import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { useClient } from '#ui/client.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { keepFile } from '#ui/keep-file.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  askAgain,
  closeSupervision,
  listSupervisions,
  printSupervision,
  readSupervision,
  replySupervision,
  type SupervisionEvent,
  type SupervisionInFull,
  withdrawSupervision,
} from '../supervisions/contract.ts'
import { eventWords, mayFollow } from '../supervisions/domain.ts'
import { supervisionStatus } from './looks.ts'
import { words } from './words.ts'

const { supervisions: said } = words
const touched = { invalidates: [readSupervision, listSupervisions] }

/** One 督办: what was asked, what was said since, and the next step of whoever has it. */
export default function SupervisionPage() {
  const of = useScreenParams('unitId', 'supervisionId')
  const { grant } = useNeededOperation(readMe, {})
  const found = useNeededOperation(readSupervision, of)
  const client = useClient()
  const print = async () => {
    const file = await client.download(printSupervision, of)
    keepFile(file.bytes, file.mediaType, file.fileName)
  }
  return (
    <>
      <PageTitle
        title={`${found.no}　${found.title}`}
        above={{ to: `/units/${grant.unitId}/supervisions`, label: said.title }}
        status={<StatusText boxed status={supervisionStatus(found)} />}
        phoneActions
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => void print()}>
            {said.print}
          </Button>
        }
      />
      <Stack>
        <Section>
          <Facts
            inline
            items={[
              { term: said.facts.issuer, value: found.issuerName },
              { term: said.facts.unit, value: found.unitName },
              { term: said.facts.issuedOn, value: found.issuedOn },
              {
                term: said.facts.dueOn,
                value: found.overdue ? `${found.dueOn}（${said.overdue}）` : found.dueOn,
              },
              ...(found.basis ? [{ term: said.facts.basis, value: found.basis }] : []),
            ]}
          />
        </Section>
        <Section title={said.course}>
          <Stack>
            {found.events.map((event) => (
              <Event key={event.seq} event={event} />
            ))}
          </Stack>
        </Section>
        <Next found={found} />
      </Stack>
    </>
  )
}

function Event({ event }: { readonly event: SupervisionEvent }) {
  return (
    <div>
      <strong>{eventWords[event.kind]}</strong>{' '}
      <Muted small>
        {[said.by(event.byUnit, event.byName), instant(event.at), event.dueOn ? said.newDue(event.dueOn) : '']
          .filter(Boolean)
          .join('　')}
      </Muted>
      {event.text ? (
        <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{event.text}</div>
      ) : null}
    </div>
  )
}

function Next({ found }: { readonly found: SupervisionInFull }) {
  if (found.mayReply && mayFollow('reply', found.state)) return <Reply key={found.version} found={found} />
  if (found.mayDecide && mayFollow('withdraw', found.state))
    return <Decide key={found.version} found={found} />
  if (found.mayReply && found.state === 'replied') return <Muted>{said.waitingDecision}</Muted>
  return null
}

type Of = { readonly found: SupervisionInFull }
const keyOf = ({ unitId, id, version }: SupervisionInFull) => ({ unitId, supervisionId: id, version })

function Reply({ found }: Of) {
  const [text, setText] = useState('')
  const reply = useCommand(replySupervision, touched)
  const errors = reply.error ? (problemOf(reply.error).errors ?? []) : []
  return (
    <Section title={said.replyTitle}>
      <Stack>
        {reply.error && errors.length === 0 ? <RefusedAlert error={reply.error} /> : null}
        <Text value={text} onChange={setText} hint={said.replyHint} error={errors[0]?.message} />
        <div>
          <Button
            type="primary"
            loading={reply.isPending}
            onClick={() => reply.mutate({ ...keyOf(found), text })}
          >
            {said.reply}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

function Decide({ found }: Of) {
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState('')
  const close = useCommand(closeSupervision, touched)
  const again = useCommand(askAgain, touched)
  const withdraw = useCommand(withdrawSupervision, touched)
  const error = close.error ?? again.error ?? withdraw.error
  const errors = error ? (problemOf(error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const replied = found.state === 'replied'
  const begin = (deed: () => void) => {
    for (const command of [close, again, withdraw]) command.reset()
    deed()
  }
  return (
    <Section title={replied ? said.decideTitle : said.facts.dueOn}>
      <Stack>
        {replied ? null : <Muted>{said.waitingReply}</Muted>}
        {error && errors.length === 0 ? <RefusedAlert error={error} /> : null}
        <Text value={text} onChange={setText} error={errorOf('text')} />
        {replied ? (
          <Field name="dueOn" label={said.fields.dueOn} optional error={errorOf('dueOn')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                style={{ maxWidth: 220 }}
                value={dueOn}
                onChange={(event) => setDueOn(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <Space wrap>
          {replied ? (
            <>
              <Button
                type="primary"
                loading={close.isPending}
                onClick={() => begin(() => close.mutate({ ...keyOf(found), text }))}
              >
                {said.close}
              </Button>
              <Button
                loading={again.isPending}
                onClick={() => begin(() => again.mutate({ ...keyOf(found), text, dueOn }))}
              >
                {said.askAgain}
              </Button>
            </>
          ) : null}
          <Popconfirm
            title={said.withdrawAsk}
            okText={said.withdraw}
            cancelText={said.cancel}
            onConfirm={() => begin(() => withdraw.mutate({ ...keyOf(found), text }))}
          >
            <Button danger loading={withdraw.isPending}>
              {said.withdraw}
            </Button>
          </Popconfirm>
        </Space>
      </Stack>
    </Section>
  )
}

type TextProps = {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly hint?: string
  readonly error?: string | undefined
}

function Text({ value, onChange, hint, error }: TextProps) {
  return (
    <Field name="text" label={said.fields.text} hint={hint} error={error}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 3, maxRows: 14 }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
