import { Button, Flex, Input, Radio } from 'antd'
import { useState } from 'react'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { addCredential, type CredentialKind, countSurvey, listCredentials, listSurvey } from '../contract.ts'
import { words } from './words.ts'

type Draft = {
  readonly kind: CredentialKind
  readonly held: boolean
  readonly heldOn: string
  readonly issuer: string
  readonly number: string
  readonly personName: string
  readonly idNumber: string
  readonly hours: string
  readonly saidBy: string
  readonly asOf: string
  readonly note: string
}

const dateText = (text: string) => {
  const read = parseCivilDate(text)
  return read.ok ? read.value : text
}

/** One record: of what, whether, and who says so as of when. */
export function RecordForm({
  enterpriseId,
  onClose,
}: {
  readonly enterpriseId: string
  readonly onClose: () => void
}) {
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: 'training',
    held: true,
    heldOn: '',
    issuer: '',
    number: '',
    personName: '',
    idNumber: '',
    hours: '',
    saidBy: '',
    asOf: today(),
    note: '',
  }))
  const [attempt, setAttempt] = useState(0)
  const add = useCommand(addCredential, {
    invalidates: [listCredentials, listSurvey, countSurvey],
    onDone: onClose,
  })
  const errors = add.error ? (problemOf(add.error).errors ?? []) : []
  const save = () => {
    setAttempt(attempt + 1)
    const { heldOn, idNumber, hours, ...said } = draft
    const onlyHeld = draft.held ? {} : { issuer: '', number: '' }
    add.mutate({
      enterpriseId,
      ...said,
      ...onlyHeld,
      heldOn: draft.held && heldOn ? heldOn : null,
      idNumber: idNumber || null,
      hours: draft.kind === 'training' && draft.held && hours ? Number(hours) : null,
    })
  }
  const text = (
    key: keyof Draft & string,
    label: string,
    more: { optional?: boolean; hint?: string; normalise?: (text: string) => string } = {},
  ) => (
    <Field
      name={key}
      label={label}
      optional={more.optional ?? false}
      hint={more.hint}
      error={errors.find(({ path }) => path === key)?.message}
    >
      {(control) => (
        <TextInput
          {...control}
          value={String(draft[key])}
          onChange={(value) => setDraft((now) => ({ ...now, [key]: value }))}
          {...(more.normalise && { normalise: more.normalise })}
        />
      )}
    </Field>
  )
  const { kind, held } = draft
  return (
    <Section title={words.add}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack>
          <ErrorSummary errors={errors} attempt={attempt} />
          {add.error && errors.length === 0 ? <RefusedAlert error={add.error} /> : null}
          <FieldGrid>
            <FieldSet name="kind" label={words.what}>
              {({ id }) => (
                <Radio.Group
                  id={id}
                  value={kind}
                  onChange={(event) => setDraft({ ...draft, kind: event.target.value as CredentialKind })}
                  options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
                />
              )}
            </FieldSet>
            <FieldSet name="held" label={words.held}>
              {({ id }) => (
                <Radio.Group
                  id={id}
                  value={held}
                  onChange={(event) => setDraft({ ...draft, held: event.target.value as boolean })}
                  options={[
                    { value: true, label: words.yes },
                    { value: false, label: words.no },
                  ]}
                />
              )}
            </FieldSet>
            {text('asOf', words.asOf, { normalise: dateText })}
            {text('saidBy', words.saidBy, { hint: words.saidByHint })}
            {held ? text('heldOn', words.heldOn[kind], { optional: true, normalise: dateText }) : null}
            {held ? text('issuer', words.issuer[kind], { optional: true }) : null}
            {held ? text('number', words.number[kind], { optional: true }) : null}
            {held && kind === 'training' ? text('hours', words.hours, { optional: true }) : null}
            {text('personName', words.person, { optional: true })}
            {text('idNumber', words.idNumber, { optional: true, hint: words.idNumberHint })}
            <Field
              name="note"
              label={words.note}
              optional
              wide
              error={errors.find(({ path }) => path === 'note')?.message}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2 }}
                  maxLength={300}
                  value={draft.note}
                  onChange={(event) => setDraft({ ...draft, note: event.target.value })}
                />
              )}
            </Field>
          </FieldGrid>
          <Flex gap="small" wrap>
            <Button type="primary" htmlType="submit" loading={add.isPending}>
              {words.save}
            </Button>
            <Button onClick={onClose}>{uiWords.cancel}</Button>
          </Flex>
        </Stack>
      </form>
    </Section>
  )
}
