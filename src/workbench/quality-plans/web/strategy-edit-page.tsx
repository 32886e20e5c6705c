import { useNavigate } from '@tanstack/react-router'
import { Button, Flex, Input, Radio } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { changeStrategy, readStrategy } from '../strategy/contract.ts'
import { type Draft, draftOf, PARTS, POINTS, toInput } from './strategy-draft.ts'
import { GoalRows, MeasureRows } from './strategy-rows.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { strategy: said } = words

/** A draft of the strategy, written part by part. */
export default function StrategyEditPage() {
  const of = useScreenParams('enterpriseId', 'strategyId')
  const strategy = useNeededOperation(readStrategy, of)
  const [draft, setDraft] = useState(() => draftOf(strategy))
  const [attempt, setAttempt] = useState(0)
  const navigate = useNavigate()
  const to = `/enterprises/${of.enterpriseId}/quality-plans/strategies/${of.strategyId}`
  const save = useCommand(changeStrategy, { invalidates: touched, onDone: () => navigate({ to }) })
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  // One line of a list of points is wrong: the list says so.
  const errorOf = (path: string) =>
    errors.find((each) => each.path === path || each.path.startsWith(`${path}.`))?.message
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  return (
    <>
      <PageTitle
        title={said.editTitle(strategy.number)}
        above={{ to, label: `${strategy.title}（${said.edition(strategy.edition)}）` }}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAttempt(attempt + 1)
          save.mutate({ ...of, version: strategy.version, ...toInput(draft) })
        }}
      >
        <Stack>
          <ErrorSummary errors={errors} attempt={attempt} />
          {save.error && errors.length === 0 ? <RefusedAlert error={save.error} /> : null}
          <Head draft={draft} errorOf={errorOf} onChange={set} />
          <Analysis draft={draft} errorOf={errorOf} onChange={set} />
          <GoalRows rows={draft.goals} errorOf={errorOf} onChange={(goals) => set({ goals })} />
          <MeasureRows rows={draft.measures} errorOf={errorOf} onChange={(measures) => set({ measures })} />
          <Answers draft={draft} errorOf={errorOf} onChange={set} />
          <Flex gap="small">
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {words.save}
            </Button>
            <Button onClick={() => void navigate({ to })}>{words.cancel}</Button>
          </Flex>
        </Stack>
      </form>
    </>
  )
}

type PartProps = {
  readonly draft: Draft
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (part: Partial<Draft>) => void
}

function Head({ draft, errorOf, onChange }: PartProps) {
  return (
    <Section>
      <FieldGrid>
        <Field name="title" label={said.name} error={errorOf('title')} wide>
          {(control) => (
            <TextInput {...control} value={draft.title} onChange={(title) => onChange({ title })} />
          )}
        </Field>
        {(['periodFrom', 'periodTo'] as const).map((key) => (
          <Field
            key={key}
            name={key}
            label={key === 'periodFrom' ? said.from : said.to}
            hint={words.dateHint}
            optional
            error={errorOf(key)}
          >
            {(control) => (
              <TextInput {...control} value={draft[key]} onChange={(value) => onChange({ [key]: value })} />
            )}
          </Field>
        ))}
      </FieldGrid>
    </Section>
  )
}

const pathOf = (key: (typeof PARTS)[number]) =>
  key === 'basis' ? 'content.basis' : `content.analysis.${key}`

function Analysis({ draft, errorOf, onChange }: PartProps) {
  return (
    <Section title={said.parts.analysisOf}>
      <FieldGrid>
        {PARTS.map((key) => (
          <Field
            key={key}
            name={pathOf(key)}
            label={said.parts[key]}
            optional
            error={errorOf(pathOf(key))}
            hint={POINTS.some((each) => each === key) ? said.pointsHint : undefined}
            wide={!POINTS.some((each) => each === key)}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 3, maxRows: 14 }}
                maxLength={3000}
                value={draft[key]}
                onChange={(event) => onChange({ [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </FieldGrid>
    </Section>
  )
}

function Answers({ draft, errorOf, onChange }: PartProps) {
  if (draft.proposals.length === 0) return null
  const set = (at: number, part: Partial<Draft['proposals'][number]>) =>
    onChange({
      proposals: draft.proposals.map((each, place) => (place === at ? { ...each, ...part } : each)),
    })
  return (
    <Section title={said.parts.proposals}>
      <Stack>
        {draft.proposals.map((proposal, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: proposals are never taken away
          <FieldGrid key={at}>
            <FieldSet
              name={`answers.${at}`}
              label={`${said.proposal(at + 1, proposal.planNumber)}：${proposal.text}`}
              error={errorOf(`answers.${at}`)}
            >
              {() => (
                <Radio.Group
                  value={proposal.answer}
                  onChange={(event) => set(at, { answer: event.target.value })}
                  options={Object.entries(said.answers).map(([value, label]) => ({ value, label }))}
                />
              )}
            </FieldSet>
            <Field name={`answers.${at}.note`} label={said.answerNote} optional>
              {(control) => (
                <TextInput {...control} value={proposal.note} onChange={(note) => set(at, { note })} />
              )}
            </Field>
          </FieldGrid>
        ))}
      </Stack>
    </Section>
  )
}
