import { Button, Flex, Input } from 'antd'
import { useState } from 'react'
import type { Column } from '#platform/ledger/columns.ts'
import { writtenColumns } from '#platform/ledger/ledger.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { ColumnField, draftOf, readDraft } from '#ui/ledger/column-field.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { Section, Stack } from '#ui/section.tsx'
import { attributes } from '../domain.ts'
import type { ItemValues } from '../items/contract.ts'
import { planItems } from '../ledgers.ts'
import { linked } from './items.ts'
import { words } from './words.ts'

/** The attributes of an item in force: all seven must be there. */
const columns = Object.fromEntries(
  writtenColumns(planItems)
    .filter(([key]) => key !== 'plan' && key !== 'itemNo')
    .map(([key, column]) => [key, key in attributes ? ({ ...column, required: true } as Column) : column]),
)

type Props = {
  readonly enterpriseId: string
  readonly begin?: Readonly<Record<string, unknown>>
  readonly label: string
  readonly pending: boolean
  readonly error: unknown
  readonly onSend: (values: ItemValues, reason: string) => void
}

/** An item of a plan in force, with the reason why it is changed or added. */
export function ItemForm({ enterpriseId, begin, label, pending, error, onSend }: Props) {
  const [draft, setDraft] = useState(draftOf(columns, begin))
  const [reason, setReason] = useState('')
  const [attempt, setAttempt] = useState(0)
  const [own, setOwn] = useState<readonly { path: string; message: string }[]>([])
  const told = error ? (problemOf(error).errors ?? []) : []
  const errors = own.length > 0 ? own : told
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const send = () => {
    const read = readDraft(columns, draft)
    const lacking =
      reason.trim() === '' ? [{ path: 'reason', message: words.item.required(words.reason) }] : []
    const wrong = [...read.errors, ...lacking]
    setOwn(wrong)
    setAttempt(attempt + 1)
    const { content, ...values } = read.values
    if (wrong.length === 0) onSend({ ...values, content: content ?? '' } as unknown as ItemValues, reason)
  }
  return (
    <Section>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Stack>
          <ErrorSummary errors={errors} attempt={attempt} />
          {error && told.length === 0 ? <RefusedAlert error={error} /> : null}
          <FieldGrid>
            {Object.entries(columns).map(([key, column]) => {
              const to = column.kind === 'link' ? column.to() : undefined
              const contract = to && linked[to.path]
              return (
                <ColumnField
                  key={key}
                  name={`values.${key}`}
                  column={column}
                  value={draft[key] ?? null}
                  error={errorOf(`values.${key}`)}
                  onChange={(value) => setDraft((now) => ({ ...now, [key]: value }))}
                  source={to && contract ? sourceOf(contract, to.called, enterpriseId) : undefined}
                />
              )
            })}
            <Field name="reason" label={words.reason} error={errorOf('reason')} wide>
              {(control) => (
                <Input.TextArea
                  {...control}
                  autoSize={{ minRows: 2 }}
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          </FieldGrid>
          <Flex>
            <Button type="primary" htmlType="submit" loading={pending}>
              {label}
            </Button>
          </Flex>
        </Stack>
      </form>
    </Section>
  )
}
