import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { formatYuan, parseYuan } from '#platform/values/money.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { labels, setRecallCost } from '../contract.ts'
import type { RecallCost, RecallDossier } from '../dossier/contract.ts'
import { touched } from './touched.ts'
import { words } from './words.ts'

const said = words.costs
const accounts: Readonly<Record<string, string>> = said.accounts
type Account = keyof typeof said.accounts

/** What the recall costs; each line goes as a proposal to the quality costs, once. */
export function Costs({ dossier }: { readonly dossier: RecallDossier }) {
  const mayWrite = useMayWrite() && dossier.recall.stage !== 'closed'
  const [open, setOpen] = useState<RecallCost | 'new'>()
  const close = () => setOpen(undefined)
  const amend = (row: RecallCost) =>
    mayWrite ? (
      <Button size="small" onClick={() => setOpen(row)} aria-label={`${said.amend}：${row.what}`}>
        {said.amend}
      </Button>
    ) : null
  const { columns } = said
  return (
    <Section
      title={said.title}
      note={said.note}
      extra={
        mayWrite ? (
          <Button size="small" onClick={() => setOpen('new')}>
            {said.add}
          </Button>
        ) : null
      }
      flush
    >
      <DataTable<RecallCost>
        caption={said.title}
        rows={dossier.costs}
        rowKey={({ id }) => id}
        empty={said.empty}
        columns={[
          { key: 'what', title: columns.what, dataIndex: 'what' },
          { key: 'account', title: columns.account, width: 190, render: (_, row) => accounts[row.account] },
          { key: 'month', title: columns.month, width: 110, dataIndex: 'month' },
          {
            key: 'amount',
            title: columns.amount,
            width: 140,
            align: 'right',
            render: (_, row) => formatYuan(row.amountFen),
          },
          { key: 'deed', title: columns.deed, width: 90, render: (_, row) => amend(row) },
        ]}
        phoneRow={(row) => ({
          name: row.what,
          meta: (
            <Muted small>
              {accounts[row.account]}　{row.month}　{formatYuan(row.amountFen)}
            </Muted>
          ),
          status: amend(row),
        })}
      />
      <Drawer
        open={open !== undefined}
        onClose={close}
        title={open === 'new' ? said.add : said.amend}
        size={480}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        {open ? <CostForm dossier={dossier} cost={open === 'new' ? undefined : open} onDone={close} /> : null}
      </Drawer>
    </Section>
  )
}

function CostForm({
  dossier: { recall },
  cost,
  onDone,
}: {
  readonly dossier: RecallDossier
  readonly cost: RecallCost | undefined
  readonly onDone: () => void
}) {
  const [what, setWhat] = useState(cost?.what ?? '')
  const [account, setAccount] = useState<Account>((cost?.account as Account | undefined) ?? '402')
  const [month, setMonth] = useState(cost?.month ?? today().slice(0, 7))
  const [amount, setAmount] = useState(cost ? formatYuan(cost.amountFen) : '')
  const [own, setOwn] = useState<string>()
  const set = useCommand(setRecallCost, { ...touched, onDone })
  const errors = set.error ? (problemOf(set.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const hand = () => {
    const read = parseYuan(amount)
    setOwn(read.ok ? undefined : read.message)
    if (!read.ok) return
    set.mutate({
      enterpriseId: recall.enterpriseId,
      recordId: recall.id,
      costId: cost?.id ?? null,
      account,
      month,
      amountFen: read.value,
      what,
    })
  }
  return (
    <Stack>
      {set.error && errors.length === 0 ? <RefusedAlert error={set.error} /> : null}
      <Field name="cost.what" label={said.columns.what} error={errorOf('what')}>
        {(control) => <Input {...control} value={what} onChange={(event) => setWhat(event.target.value)} />}
      </Field>
      <Field name="cost.account" label={labels.account} error={errorOf('account')}>
        {(control) => (
          <Select
            {...control}
            value={account}
            options={Object.entries(said.accounts).map(([value, label]) => ({
              value: value as Account,
              label,
            }))}
            onChange={setAccount}
          />
        )}
      </Field>
      <Field name="cost.month" label={labels.month} error={errorOf('month')}>
        {(control) => (
          <Input {...control} type="month" value={month} onChange={(event) => setMonth(event.target.value)} />
        )}
      </Field>
      <Field name="cost.amount" label={said.columns.amount} error={own ?? errorOf('amountFen')}>
        {(control) => <TextInput {...control} value={amount} onChange={setAmount} />}
      </Field>
      <div>
        <Button type="primary" loading={set.isPending} onClick={hand}>
          {words.save}
        </Button>
      </div>
    </Stack>
  )
}
