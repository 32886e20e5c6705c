import { Button, Checkbox, Flex, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { parseCivilDate } from '#platform/values/civil-date.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { gapsOf, inputOf, type Particulars } from './particulars.ts'
import { words } from './words.ts'

type AppointmentFormProps = {
  readonly enterpriseId: string
  readonly begin: Particulars
  readonly saving: boolean
  readonly error: unknown
  readonly onSave: (input: ReturnType<typeof inputOf>) => void
}

type TextKey =
  | 'personName'
  | 'positionTitle'
  | 'departments'
  | 'termFrom'
  | 'termTo'
  | 'careerPath'
  | 'appointerName'
  | 'letterNo'

/** The particulars of an appointment; the powers are those of the rules in force, granted one by one. */
export function AppointmentForm({ enterpriseId, begin, saving, error, onSave }: AppointmentFormProps) {
  const [form, setForm] = useState(begin)
  const onBehalf = useNeededOperation(readMe, {}).grant.unitId !== null
  const [attempt, setAttempt] = useState(0)
  const levelHint = useLevelHint(enterpriseId)
  const set = (part: Partial<Particulars>) => setForm((before) => ({ ...before, ...part }))
  const refused = problemOf(error).errors ?? []
  const errors = attempt > 0 ? [...gapsOf(form), ...refused] : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const save = () => {
    setAttempt(attempt + 1)
    if (gapsOf(form).length === 0) onSave(inputOf(form))
  }
  const text = (key: TextKey, more: { hint?: string; optional?: true; wide?: true } = {}) => (
    <Field name={key} label={words.fields[key]} error={errorOf(key)} {...more}>
      {(control) => <TextInput {...control} value={form[key]} onChange={(value) => set({ [key]: value })} />}
    </Field>
  )
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {error && refused.length === 0 ? <RefusedAlert error={error} /> : null}
      <Section title={words.parts.person}>
        <FieldGrid>
          {text('personName')}
          {text('positionTitle')}
          <Field
            name="positionLevel"
            label={words.fields.positionLevel}
            error={errorOf('positionLevel')}
            {...(levelHint && { hint: levelHint })}
          >
            {(control) => (
              <Select
                {...control}
                value={form.positionLevel}
                options={Object.entries(words.levels).map(([value, label]) => ({ value, label }))}
                onChange={(positionLevel) =>
                  set({ positionLevel: positionLevel as Particulars['positionLevel'] })
                }
              />
            )}
          </Field>
          <FieldSet name="fullTime" label={words.fields.fullTime} error={errorOf('fullTime')}>
            {() => (
              <Radio.Group
                value={form.fullTime}
                onChange={(event) => set({ fullTime: event.target.value })}
                options={[
                  { value: true, label: words.fullTimeYes },
                  { value: false, label: words.fullTimeNo },
                ]}
              />
            )}
          </FieldSet>
          {text('departments', { hint: words.departmentsHint, optional: true, wide: true })}
        </FieldGrid>
      </Section>
      <Powers enterpriseId={enterpriseId} form={form} set={set} />
      <Section title={words.parts.term}>
        <FieldGrid>
          {text('termFrom', { hint: words.dateHint })}
          {text('termTo', { hint: words.openHint, optional: true })}
          <Field
            name="allowanceFen"
            label={words.fields.allowanceFen}
            optional
            error={errorOf('allowanceFen')}
          >
            {(control) => (
              <InputNumber
                {...control}
                min={0}
                precision={2}
                suffix={words.allowanceUnit}
                value={form.allowanceYuan}
                onChange={(allowanceYuan) => set({ allowanceYuan })}
              />
            )}
          </Field>
          <Field
            name="careerPath"
            label={words.fields.careerPath}
            optional
            wide
            error={errorOf('careerPath')}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                value={form.careerPath}
                onChange={(event) => set({ careerPath: event.target.value })}
              />
            )}
          </Field>
        </FieldGrid>
      </Section>
      <Section title={words.parts.appointer}>
        <FieldGrid>
          {text('appointerName')}
          <FieldSet name="appointerCapacity" label={words.fields.appointerCapacity}>
            {() => (
              <Radio.Group
                value={form.appointerCapacity}
                onChange={(event) => set({ appointerCapacity: event.target.value })}
                options={['法定代表人', '主要负责人']}
              />
            )}
          </FieldSet>
          {text('letterNo', { hint: words.letterNoHint, optional: true })}
        </FieldGrid>
      </Section>
      <Flex wrap align="center" gap="small">
        <Button type="primary" size="large" loading={saving} onClick={save}>
          {words.save}
        </Button>
        <Muted>{onBehalf ? words.onBehalfSaved : words.saved}</Muted>
      </Flex>
    </Stack>
  )
}

/** What the rules in force say of the level of the post, with its source. */
function useLevelHint(enterpriseId: string): string | undefined {
  const { unitId } = useNeededOperation(readEnterprise, { enterpriseId })
  const pack = useOperation(readPackInForce, { unitId, onDate: today() }).data?.pack
  const said = pack?.provisions.find(({ id }) => id === 'decision-level')
  return said && words.said(said.text, [said.docNo ?? pack?.docNo, said.clause].filter(Boolean).join(' '))
}

type PowersProps = {
  readonly enterpriseId: string
  readonly form: Particulars
  readonly set: (part: Partial<Particulars>) => void
}

function Powers({ enterpriseId, form, set }: PowersProps) {
  const { unitId } = useNeededOperation(readEnterprise, { enterpriseId })
  const written = parseCivilDate(form.termFrom)
  const now = useOperation(readPackInForce, { unitId, onDate: today() })
  const then = useOperation(
    readPackInForce,
    { unitId, onDate: written.ok ? written.value : today() },
    { enabled: written.ok, keepPrevious: true },
  )
  // The rules of the term's first day; today's until it is written, and where there were none then.
  const rules = written.ok && then.data ? then : now
  const pack = rules.data?.pack
  const powers = pack?.powers ?? []
  return (
    <Section
      title={words.parts.powers}
      note={words.powersHint}
      extra={
        powers.length > 0 ? (
          <Button type="link" size="small" onClick={() => set({ powers: powers.map(({ id }) => id) })}>
            {words.allPowers}
          </Button>
        ) : null
      }
    >
      {rules.error ? <RefusedAlert error={rules.error} /> : null}
      {pack && powers.length === 0 ? <Muted>{words.noPowers}</Muted> : null}
      <FieldSet name="powers" label={words.fields.powers} wide>
        {() =>
          powers.map(({ id, title, clause, docNo = pack?.docNo }) => (
            <div key={id}>
              <Checkbox
                checked={form.powers.includes(id)}
                onChange={(event) =>
                  set({
                    powers: event.target.checked
                      ? [...form.powers, id]
                      : form.powers.filter((each) => each !== id),
                  })
                }
              >
                {title}
              </Checkbox>
              {clause ? <Muted small>{`${docNo} ${clause}`}</Muted> : null}
            </div>
          ))
        }
      </FieldSet>
    </Section>
  )
}
