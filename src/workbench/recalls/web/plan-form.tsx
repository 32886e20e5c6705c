import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { useMayWrite } from '#ui/frame.tsx'
import { problemOf } from '#ui/problem.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { printPaper, savePlan } from '../contract.ts'
import type { RecallDossier } from '../dossier/contract.ts'
import type { PlanField } from '../schemes/contract.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const said = words.plan
type Values = Readonly<Record<string, string>>

/** What is known already is proposed, until somebody writes the plan. */
function beginning({ plan, recall }: RecallDossier): Values {
  if (Object.keys(plan).length > 0) return plan
  return { productName: recall.productCalled ?? '', leader: recall.responsibleCalled ?? '' }
}

/** The form of the plan by its groups; it may be filled in step by step and is frozen when it is reported. */
export function PlanForm({ dossier }: { readonly dossier: RecallDossier }) {
  const { recall, scheme } = dossier
  const of = { enterpriseId: recall.enterpriseId, recordId: recall.id }
  const mayWrite = useMayWrite() && !['summarised', 'closed'].includes(String(recall.stage))
  const reported = dossier.papers.some(({ kind }) => kind === 'plan')
  const [unfolded, setUnfolded] = useState(!reported)
  const [values, setValues] = useState<Values>(() => beginning(dossier))
  const save = useCommand(savePlan, touched)
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  const gaps = scheme.fields.filter(({ key, required }) => required && !values[key]?.trim()).length
  const groups = [...new Set(scheme.fields.map(({ group }) => group))]
  const fieldsOf = (group: string) => scheme.fields.filter((field) => field.group === group)
  return (
    <Section
      title={said.title}
      note={reported ? said.reported : said.note}
      extra={
        <Space>
          {reported ? (
            <Button size="small" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
              {unfolded ? said.fold : mayWrite ? said.unfold : said.look}
            </Button>
          ) : null}
          <Button size="small" href={addressOf(printPaper, { ...of, paper: 'draft' })} target="_blank">
            {said.print}
          </Button>
        </Space>
      }
    >
      {unfolded ? (
        <Stack>
          <Muted small>{`${said.source}：${scheme.source}`}</Muted>
          {save.error && errors.length === 0 ? <RefusedAlert error={save.error} /> : null}
          {groups.map((group) => (
            <fieldset key={group} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
              <legend style={{ fontWeight: 600, paddingBlockEnd: 8 }}>{group}</legend>
              {mayWrite ? (
                <FieldGrid>
                  {fieldsOf(group).map((field) => (
                    <PlanText
                      key={field.key}
                      field={field}
                      value={values[field.key] ?? ''}
                      error={errors.find(({ path }) => path === `values.${field.key}`)?.message}
                      onChange={(text) => setValues((now) => ({ ...now, [field.key]: text }))}
                    />
                  ))}
                </FieldGrid>
              ) : (
                <Facts
                  items={fieldsOf(group).map(({ key, label }) => ({
                    term: label,
                    value: values[key] || '—',
                  }))}
                />
              )}
            </fieldset>
          ))}
          {mayWrite ? (
            <Space wrap>
              <Button
                type="primary"
                loading={save.isPending}
                onClick={() => save.mutate({ ...of, version: recall.version, values: { ...values } })}
              >
                {said.save}
              </Button>
              <StatusText
                status={
                  gaps > 0
                    ? { text: said.gaps(gaps), icon: 'ring', tone: 'warning' }
                    : { text: said.complete, icon: 'check-circle', tone: 'success' }
                }
              />
            </Space>
          ) : null}
        </Stack>
      ) : null}
    </Section>
  )
}

function PlanText({
  field,
  value,
  error,
  onChange,
}: {
  readonly field: PlanField
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (text: string) => void
}) {
  const { key, label, kind, required, hint } = field
  return (
    <Field
      name={`values.${key}`}
      label={label}
      optional={!required}
      hint={hint || undefined}
      error={error}
      wide={kind === 'long'}
    >
      {(control) =>
        kind === 'long' ? (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            {...(kind === 'date' && { type: 'date' })}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}
