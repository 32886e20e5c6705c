import { Button } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import type { Plan, PlanDefect } from '../contract.ts'
import { returnPlan } from '../handing/contract.ts'
import { decided } from './touched.ts'
import { words } from './words.ts'

const empty: PlanDefect = { place: '', why: '', how: '' }
const parts = ['place', 'why', 'how'] as const

/** Everything that is wrong with a plan, at once. */
export function ReturnForm({ plan, onDone }: { readonly plan: Plan; readonly onDone: () => void }) {
  const [defects, setDefects] = useState<readonly PlanDefect[]>([empty])
  const [attempt, setAttempt] = useState(0)
  const send = useCommand(returnPlan, { invalidates: decided, onDone })
  const errors = send.error ? (problemOf(send.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const set = (at: number, part: Partial<PlanDefect>) =>
    setDefects(defects.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <Stack>
      <Muted>{words.returnHow}</Muted>
      <ErrorSummary errors={errors} attempt={attempt} />
      {send.error && errors.length === 0 ? <RefusedAlert error={send.error} /> : null}
      {defects.map((defect, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <FieldSet key={at} name={`defects.${at}`} label={words.defectNo(at)}>
          {() => (
            <>
              {parts.map((part) => (
                <Field
                  key={part}
                  name={`defects.${at}.${part}`}
                  label={words.defect[part]}
                  error={errorOf(`defects.${at}.${part}`)}
                >
                  {(control) => (
                    <TextInput
                      {...control}
                      value={defect[part]}
                      maxLength={300}
                      onChange={(value) => set(at, { [part]: value })}
                    />
                  )}
                </Field>
              ))}
              {defects.length > 1 ? (
                <Button size="small" onClick={() => setDefects(defects.filter((_, index) => index !== at))}>
                  {words.dropDefect}
                </Button>
              ) : null}
            </>
          )}
        </FieldSet>
      ))}
      <div style={{ display: 'flex', gap: 8 }}>
        <Button onClick={() => setDefects([...defects, empty])}>{words.addDefect}</Button>
        <Button
          type="primary"
          loading={send.isPending}
          onClick={() => {
            setAttempt(attempt + 1)
            send.mutate({
              unitId: plan.unitId,
              planId: plan.id,
              version: plan.version,
              defects: [...defects],
            })
          }}
        >
          {words.returnIt(defects.length)}
        </Button>
      </div>
    </Stack>
  )
}
