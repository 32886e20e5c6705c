import { Button, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { parseYuan } from '#platform/values/money.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import {
  type CostClass,
  costAccountContract,
  costPlanContract,
  readCostAnalysis,
  spreadCostPlan,
} from '../contract.ts'
import { costClasses } from '../ledgers.ts'
import { words } from './words.ts'

/** The amount of a year, evenly over its months. */
export function SpreadPlan({ enterpriseId }: { readonly enterpriseId: string }) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState({
    year: today().slice(0, 4),
    by: 'class',
    account: null as string | null,
    class: null as CostClass | null,
    amount: '',
  })
  const [unread, setUnread] = useState<string>()
  const put = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }))
  const spread = useCommand(spreadCostPlan, {
    invalidates: [costPlanContract.list, readCostAnalysis],
    onDone: () => setOpen(false),
  })
  const errors = spread.error ? (problemOf(spread.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message
  const hand = () => {
    const read = parseYuan(draft.amount)
    setUnread(read.ok ? undefined : read.message)
    if (!read.ok) return
    const [account, of] = draft.by === 'class' ? [null, draft.class] : [draft.account, null]
    spread.mutate({ enterpriseId, year: Number(draft.year), account, class: of, amount: read.value })
  }
  return (
    <>
      {useMayWrite() ? <Button onClick={() => setOpen(true)}>{words.spread.open}</Button> : null}
      <Modal
        open={open}
        title={words.spread.ask}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': uiWords.close }}
        cancelText={uiWords.cancel}
        okText={words.spread.open}
        okButtonProps={{ loading: spread.isPending }}
        onOk={hand}
      >
        <Stack>
          <Muted>{words.spread.how}</Muted>
          {spread.error && errors.length === 0 ? <RefusedAlert error={spread.error} /> : null}
          <Field name="year" label={words.spread.year} error={errorOf('year')}>
            {(control) => (
              <TextInput
                {...control}
                value={draft.year}
                onChange={(year) => put({ year })}
                inputMode="numeric"
              />
            )}
          </Field>
          <FieldSet name="by" label={words.spread.by}>
            {({ id }) => (
              <Radio.Group
                id={id}
                value={draft.by}
                onChange={(event) => put({ by: event.target.value as string })}
                options={[
                  { value: 'class', label: words.spread.byClass },
                  { value: 'account', label: words.spread.byAccount },
                ]}
              />
            )}
          </FieldSet>
          {draft.by === 'class' ? (
            <Field name="class" label={words.spread.byClass} error={errorOf('class')}>
              {(control) => (
                <Select
                  {...control}
                  value={draft.class}
                  options={Object.entries(costClasses).map(([value, label]) => ({
                    value: value as CostClass,
                    label,
                  }))}
                  onChange={(of: CostClass) => put({ class: of })}
                />
              )}
            </Field>
          ) : (
            <Field name="account" label={words.spread.byAccount} error={errorOf('account')}>
              {(control) => (
                <RemoteSelect
                  {...control}
                  source={sourceOf(costAccountContract, 'name', enterpriseId)}
                  value={draft.account}
                  onChange={(account) => put({ account })}
                />
              )}
            </Field>
          )}
          <Field name="amount" label={words.spread.amount} error={unread ?? errorOf('amount')}>
            {(control) => (
              <TextInput {...control} value={draft.amount} onChange={(amount) => put({ amount })} />
            )}
          </Field>
        </Stack>
      </Modal>
    </>
  )
}
