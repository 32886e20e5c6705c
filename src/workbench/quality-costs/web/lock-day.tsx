import { Button, Flex } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { listCostMonths, setCostLockDay } from '../contract.ts'
import { words } from './words.ts'

type Props = { readonly enterpriseId: string; readonly lockDay: number; readonly version: number }

/** By which day of the next month a month is to be locked. */
export function LockDay({ enterpriseId, lockDay, version }: Props) {
  const [typed, setTyped] = useState(String(lockDay))
  const save = useCommand(setCostLockDay, { invalidates: [listCostMonths] })
  const errors = save.error ? (problemOf(save.error).errors ?? []) : []
  return (
    <Section title={words.months.lockDay}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ enterpriseId, version, lockDay: Number(typed) })
        }}
      >
        <Stack>
          {save.error && errors.length === 0 ? <RefusedAlert error={save.error} /> : null}
          <Field
            name="lockDay"
            label={words.months.lockDay}
            hint={words.months.lockDayHint}
            error={errors[0]?.message}
          >
            {(control) => (
              <TextInput
                {...control}
                value={typed}
                onChange={setTyped}
                inputMode="numeric"
                style={{ maxWidth: 160 }}
              />
            )}
          </Field>
          <Flex gap="small" align="center">
            <Button htmlType="submit" loading={save.isPending}>
              {words.months.save}
            </Button>
            <span role="status">{save.data ? words.months.saved(save.data.lockDay) : ''}</span>
          </Flex>
        </Stack>
      </form>
    </Section>
  )
}
