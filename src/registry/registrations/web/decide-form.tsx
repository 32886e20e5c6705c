import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  acceptRegistration,
  listRegistrations,
  type Registration,
  readRegistration,
  refuseRegistration,
} from '../contract.ts'
import { words } from './words.ts'

const changes = { invalidates: [readRegistration, listRegistrations] }

/** Confirms, or says why not; the link that comes of it stays until the page is left. */
export function DecideForm({ registration }: { readonly registration: Registration }) {
  const accepting = useCommand(acceptRegistration, changes)
  if (accepting.data) return <Accepted made={accepting.data} />
  if (registration.state !== 'pending') {
    return registration.enterpriseId ? (
      <Section>
        <ToEnterprise enterpriseId={registration.enterpriseId} />
      </Section>
    ) : null
  }
  return (
    <Stack>
      {registration.elsewhere ? null : <AcceptForm registration={registration} accepting={accepting} />}
      <RefuseForm registration={registration} />
    </Stack>
  )
}

type Accepting = ReturnType<typeof useCommand<typeof acceptRegistration>>

function AcceptForm({
  registration,
  accepting,
}: {
  readonly registration: Registration
  readonly accepting: Accepting
}) {
  const [codeReason, setCodeReason] = useState('')
  const [despiteSimilar, setDespiteSimilar] = useState(false)
  const problem = accepting.error ? problemOf(accepting.error) : undefined
  const similar = problem?.code === 'similar-there'
  const names = ((problem?.details?.similar ?? []) as { name: string }[]).map(({ name }) => name)
  const isNew = registration.known === null
  const accept = () =>
    accepting.mutate({ registrationId: registration.id, despiteSimilar, codeReason: isNew ? codeReason : '' })
  return (
    <Section title={words.accept}>
      <NarrowForm onSubmit={accept}>
        <Muted>{words.acceptNote}</Muted>
        <RefusedAlert error={accepting.error} />
        {similar ? (
          <div>
            {words.similar}
            {names.join('、')}
            <div>
              <Checkbox
                checked={despiteSimilar}
                onChange={(event) => setDespiteSimilar(event.target.checked)}
              >
                {words.despiteSimilar}
              </Checkbox>
            </div>
          </div>
        ) : null}
        {isNew && registration.creditCodeWarning ? (
          <Field name="codeReason" label={words.codeReason}>
            {(control) => (
              <TextInput {...control} value={codeReason} maxLength={200} onChange={setCodeReason} />
            )}
          </Field>
        ) : null}
        <Button type="primary" htmlType="submit" loading={accepting.isPending}>
          {words.accept}
        </Button>
      </NarrowForm>
    </Section>
  )
}

function RefuseForm({ registration }: { readonly registration: Registration }) {
  const { elsewhere } = registration
  const [reason, setReason] = useState(elsewhere ? words.elsewhereReason(elsewhere) : '')
  const [gap, setGap] = useState<string>()
  const refusing = useCommand(refuseRegistration, changes)
  const refuse = () => {
    const missing = reason.trim() === '' ? words.missing(words.refuseReason) : undefined
    setGap(missing)
    if (!missing) refusing.mutate({ registrationId: registration.id, reason })
  }
  return (
    <Section title={words.refuse}>
      <NarrowForm onSubmit={refuse}>
        <RefusedAlert error={refusing.error} />
        <Field name="reason" label={words.refuseReason} hint={words.refuseHint} error={gap}>
          {(control) => (
            <Input.TextArea
              {...control}
              value={reason}
              maxLength={300}
              autoSize={{ minRows: 2 }}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Button htmlType="submit" loading={refusing.isPending}>
          {words.refuse}
        </Button>
      </NarrowForm>
    </Section>
  )
}

function Accepted({ made }: { readonly made: NonNullable<Accepting['data']> }) {
  return (
    <Section>
      <Stack>
        <Alert
          type="success"
          showIcon
          role="status"
          title={words.accepted}
          description={made.added ? words.added : undefined}
        />
        <Field name="link" label={words.link}>
          {(control) => (
            <Input
              {...control}
              readOnly
              value={`${window.location.origin}/invitation#${made.token}`}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        <ToEnterprise enterpriseId={made.enterpriseId} />
      </Stack>
    </Section>
  )
}

function ToEnterprise({ enterpriseId }: { readonly enterpriseId: string }) {
  return (
    <Link to="/enterprises/$enterpriseId" params={{ enterpriseId }}>
      {words.toEnterprise}
    </Link>
  )
}
