import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import {
  Channel,
  changeMyDelivery,
  changeUnitDelivery,
  type MyDelivery,
  readMyDelivery,
} from '../../senders/contract.ts'
import { senderWords } from './sender-words.ts'

const { delivery: words, channels, saved, save: saveWord, consequence } = senderWords

/** Where I want to be told, and whether my unit has it on. */
export default function DeliveryPage() {
  const { unitId } = useScreenParams('unitId')
  const delivery = useNeededOperation(readMyDelivery, {})
  const off = Channel.options.filter((channel) => !delivery.channels.includes(channel))
  return (
    <>
      <PageTitle title={words.title} sub={words.sub} above={{ to: '/notices', label: words.back }} />
      <Stack>
        {off.length > 0 ? (
          <Alert showIcon type="info" title={words.off(off.map((channel) => channels[channel]).join('、'))} />
        ) : null}
        <Section title={words.mine}>
          <Mine key={delivery.version} delivery={delivery} />
        </Section>
        <Section title={words.unit}>
          <Unit key={delivery.unit.version} unitId={unitId} unit={delivery.unit} />
        </Section>
      </Stack>
    </>
  )
}

function Mine({ delivery }: { readonly delivery: MyDelivery }) {
  const [texts, setTexts] = useState({ mobile: '', email: '' })
  const [removed, setRemoved] = useState({ mobile: false, email: false })
  const [byHttp, setByHttp] = useState(delivery.byHttp)
  const [byEmail, setByEmail] = useState(delivery.byEmail)
  const [attempt, setAttempt] = useState(0)
  const change = useCommand(changeMyDelivery, { invalidates: [readMyDelivery] })
  const errors = change.error ? (problemOf(change.error).errors ?? []) : []
  const given = (name: 'mobile' | 'email') =>
    removed[name] ? { [name]: null } : texts[name].trim() ? { [name]: texts[name] } : {}
  const save = () => {
    setAttempt(attempt + 1)
    change.mutate({ version: delivery.version, ...given('mobile'), ...given('email'), byHttp, byEmail })
  }
  const line = (name: 'mobile' | 'email') => {
    const masked = delivery[name]
    return (
      <div>
        <Field
          name={name}
          label={words[name]}
          optional
          hint={masked ? words.kept(masked) : words.none}
          error={errors.find(({ path }) => path === name)?.message}
        >
          {(control) => (
            <TextInput
              {...control}
              disabled={removed[name]}
              value={texts[name]}
              onChange={(text) => setTexts((before) => ({ ...before, [name]: text }))}
            />
          )}
        </Field>
        {masked ? (
          <Checkbox
            checked={removed[name]}
            onChange={(event) => setRemoved((before) => ({ ...before, [name]: event.target.checked }))}
          >
            {words.remove}
            {words[name]}
          </Checkbox>
        ) : null}
      </div>
    )
  }
  return (
    <Stack>
      <Muted>{words.use}</Muted>
      <ErrorSummary errors={errors} consequence={consequence} attempt={attempt} />
      {change.error && errors.length === 0 ? <RefusedAlert error={change.error} /> : null}
      <FieldGrid>
        {line('mobile')}
        {line('email')}
      </FieldGrid>
      <div>
        <Checkbox checked={byHttp} onChange={(event) => setByHttp(event.target.checked)}>
          {words.byHttp}
        </Checkbox>
        <Checkbox checked={byEmail} onChange={(event) => setByEmail(event.target.checked)}>
          {words.byEmail}
        </Checkbox>
      </div>
      <div>
        <Button type="primary" loading={change.isPending} onClick={save}>
          {saveWord}
        </Button>{' '}
        <span role="status">{change.isSuccess ? saved : ''}</span>
      </div>
    </Stack>
  )
}

function Unit({ unitId, unit }: { readonly unitId: string; readonly unit: MyDelivery['unit'] }) {
  const change = useCommand(changeUnitDelivery, { invalidates: [readMyDelivery] })
  const set = (more: { byHttp?: boolean; byEmail?: boolean }) =>
    change.mutate({ unitId, version: unit.version, byHttp: unit.byHttp, byEmail: unit.byEmail, ...more })
  return (
    <Stack>
      <Muted>{words.unitHow}</Muted>
      <RefusedAlert error={change.error} />
      <div>
        <Checkbox
          checked={unit.byHttp}
          disabled={change.isPending}
          onChange={(event) => set({ byHttp: event.target.checked })}
        >
          {words.unitHttp}
        </Checkbox>
        <Checkbox
          checked={unit.byEmail}
          disabled={change.isPending}
          onChange={(event) => set({ byEmail: event.target.checked })}
        >
          {words.unitEmail}
        </Checkbox>
      </div>
    </Stack>
  )
}
