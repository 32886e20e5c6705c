import { Button, Checkbox, Flex, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  concludePlan,
  type PlannedItem,
  type PlanWithItems,
  type Review as ReviewValues,
  savePlanReview,
} from '../plan/contract.ts'
import { itemStatus } from './status.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { review: said } = words
const empty: ReviewValues = { verdicts: [], surroundings: '', evaluation: '', proposals: [] }
type Verdict = ReviewValues['verdicts'][number]

/** 总结评估 of the year: written by the officer, read by everybody. */
export function Review({ shown }: { readonly shown: PlanWithItems }) {
  if (shown.may.includes('review')) return <ReviewForm shown={shown} />
  if (!shown.review || shown.plan.status !== 'concluded')
    return (
      <Section>
        <EmptyState text={shown.review ? said.none : said.none2} />
      </Section>
    )
  return <ReviewRead items={shown.items} review={shown.review} />
}

function ReviewRead({
  items,
  review,
}: {
  readonly items: readonly PlannedItem[]
  readonly review: ReviewValues
}) {
  const notes = new Map(review.verdicts.map(({ itemId, note }) => [itemId, note]))
  const text = (value: string) => <div style={{ whiteSpace: 'pre-wrap' }}>{value || words.none}</div>
  return (
    <>
      <Section>
        <Facts
          items={[
            { term: said.evaluation, value: text(review.evaluation) },
            { term: said.surroundings, value: text(review.surroundings) },
            { term: said.proposals, value: text(review.proposals.join('\n')) },
          ]}
        />
      </Section>
      <Section title={words.plan.tabs.items}>
        <Facts
          items={items.map((item) => ({
            term: said.itemNote(item.itemNo, item.name),
            value: (
              <>
                <StatusText status={itemStatus(item.standing, item.progress, item.overdue)} />{' '}
                {notes.get(item.id)}
              </>
            ),
          }))}
        />
      </Section>
    </>
  )
}

function ReviewForm({ shown }: { readonly shown: PlanWithItems }) {
  const { plan, items, today } = shown
  const begin = shown.review ?? empty
  const [review, setReview] = useState(begin)
  const [proposals, setProposals] = useState(begin.proposals.join('\n'))
  const save = useCommand(savePlanReview, { invalidates: touched })
  const conclude = useCommand(concludePlan, { invalidates: touched })
  const of = { enterpriseId: plan.enterpriseId, planId: plan.id, version: plan.version }
  const whole = { ...review, proposals: proposals.split('\n').filter((line) => line.trim() !== '') }
  const dirty = JSON.stringify(whole) !== JSON.stringify(begin)
  const first = `${plan.year}-11-01`
  const refused = conclude.error ? (problemOf(conclude.error).errors ?? []) : []
  const verdictOf = (itemId: string): Verdict =>
    review.verdicts.find((each) => each.itemId === itemId) ?? { itemId, note: '', carryTo: null }
  const judge = (next: Verdict) =>
    setReview({
      ...review,
      verdicts: [...review.verdicts.filter(({ itemId }) => itemId !== next.itemId), next],
    })
  return (
    <Section title={words.plan.tabs.review} note={today < first ? said.early(first) : undefined}>
      <Stack>
        <Muted>{said.how}</Muted>
        {items
          .filter(({ standing }) => standing !== 'cancelled')
          .map((item) => (
            <ItemVerdict
              key={item.id}
              item={item}
              year={plan.year}
              verdict={verdictOf(item.id)}
              error={refused.find(({ path }) => path === `items.${item.id}`)?.message}
              onChange={judge}
            />
          ))}
        <FieldGrid>
          {(['surroundings', 'evaluation'] as const).map((key) => (
            <Field key={key} name={key} label={said[key]} optional={key === 'surroundings'} wide>
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 3 }}
                  maxLength={3000}
                  value={review[key]}
                  onChange={(event) => setReview({ ...review, [key]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <Field name="proposals" label={said.proposals} hint={said.proposalsHint} optional wide>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 2 }}
                value={proposals}
                onChange={(event) => setProposals(event.target.value)}
              />
            )}
          </Field>
        </FieldGrid>
        <RefusedAlert error={save.error ?? conclude.error} />
        <Flex gap="small" wrap align="center">
          <Button
            loading={save.isPending}
            disabled={!dirty}
            onClick={() => save.mutate({ ...of, review: whole })}
          >
            {said.save}
          </Button>
          <Popconfirm
            title={said.concludeAsk}
            okText={said.conclude}
            disabled={dirty || today < first}
            onConfirm={() => conclude.mutate(of)}
          >
            <Button type="primary" disabled={dirty || today < first} loading={conclude.isPending}>
              {said.conclude}
            </Button>
          </Popconfirm>
          {dirty ? <Muted>{said.savedFirst}</Muted> : null}
        </Flex>
      </Stack>
    </Section>
  )
}

type ItemProps = {
  readonly item: PlannedItem
  readonly year: number
  readonly verdict: Verdict
  readonly error: string | undefined
  readonly onChange: (next: Verdict) => void
}

function ItemVerdict({ item, year, verdict, error, onChange }: ItemProps) {
  const { id, itemNo, name, standing, progress, overdue } = item
  const carries = verdict.carryTo !== null
  return (
    <FieldGrid>
      <Field
        name={`note.${id}`}
        label={
          <>
            {said.itemNote(itemNo, name)}{' '}
            <StatusText status={itemStatus(standing, progress, overdue)} size="small" />
          </>
        }
        error={error}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize
            maxLength={500}
            placeholder={said.note}
            value={verdict.note}
            onChange={(event) => onChange({ ...verdict, note: event.target.value })}
          />
        )}
      </Field>
      {standing === 'open' ? (
        <Flex gap="small" vertical>
          <Checkbox
            checked={carries}
            onChange={(event) =>
              onChange({ ...verdict, carryTo: event.target.checked ? `${year + 1}-12-31` : null })
            }
          >
            {said.carry}
          </Checkbox>
          {carries ? (
            <Field name={`carryTo.${id}`} label={said.carryTo} hint={words.dateHint}>
              {(control) => (
                <TextInput
                  {...control}
                  value={verdict.carryTo ?? ''}
                  onChange={(carryTo) => onChange({ ...verdict, carryTo })}
                />
              )}
            </Field>
          ) : null}
        </Flex>
      ) : null}
    </FieldGrid>
  )
}
