import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Plan, setPlanSupplement } from '../contract.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** Numbers that cannot be named yet, year by year, each with its reason. */
export function Supplements({
  plan,
  onSaid,
}: {
  readonly plan: Plan
  readonly onSaid: (said: string) => void
}) {
  const years = Array.from({ length: plan.years }, (_, index) => plan.year + index)
  if (!plan.abilities.change) {
    if (plan.supplements.length === 0) return <EmptyState text={words.supplements.none} />
    return (
      <ul style={{ margin: 0, padding: '12px 32px' }}>
        {plan.supplements.map(({ year, count, reason }) => (
          <li key={year}>
            {words.file.numbers(year, count)}：{reason}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <div style={{ padding: 16 }}>
      <Stack>
        <Muted>{words.supplements.how}</Muted>
        {years.map((year) => (
          <One key={year} plan={plan} year={year} onSaid={onSaid} />
        ))}
      </Stack>
    </div>
  )
}

type OneProps = { readonly plan: Plan; readonly year: number; readonly onSaid: (said: string) => void }

function One({ plan, year, onSaid }: OneProps) {
  const kept = plan.supplements.find((each) => each.year === year)
  const [count, setCount] = useState(kept?.count ?? 0)
  const [reason, setReason] = useState(kept?.reason ?? '')
  const save = useCommand(setPlanSupplement, {
    invalidates: touched,
    onDone: () => onSaid(words.supplements.saved),
  })
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'end' }}>
      <Field name={`count-${year}`} label={words.supplements.countOf(year)} error={errorOf('count')}>
        {(control) => (
          <InputNumber
            {...control}
            min={0}
            max={100_000}
            precision={0}
            style={{ width: 180 }}
            value={count}
            onChange={(value) => setCount(value ?? 0)}
          />
        )}
      </Field>
      <div style={{ flex: '1 1 280px' }}>
        <Field
          name={`reason-${year}`}
          label={words.supplements.reasonOf(year)}
          optional={count === 0}
          error={errorOf('reason')}
        >
          {(control) => <TextInput {...control} value={reason} onChange={setReason} maxLength={300} />}
        </Field>
      </div>
      <div style={{ paddingBottom: 18 }}>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ unitId: plan.unitId, planId: plan.id, year, count, reason })}
        >
          {words.supplements.save}
        </Button>
      </div>
      {save.error && errors.length === 0 ? <RefusedAlert error={save.error} /> : null}
    </div>
  )
}
