import { Button, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { type Enterprise, listEnterprises, readEnterprise } from '#registry/enterprises/contract.ts'
import { industryName } from '#registry/enterprises/industries.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { decideDuplicate, type Holding, listDuplicates, readDuplicate } from '../contract.ts'
import { words } from './words.ts'

type Side = { readonly enterprise: Enterprise; readonly holdings: readonly Holding[] }
type LineKey = keyof typeof words.pairFields

/** Two enterprises side by side, line by line, and the decision on them. */
export default function PairPage() {
  const of = useScreenParams('unitId', 'enterpriseId', 'otherId')
  const { sides, decision } = useNeededOperation(readDuplicate, of)
  const [first, second] = sides
  if (!first || !second) return null
  const lines = (Object.keys(words.pairFields) as LineKey[]).map((field) => ({
    field,
    first: textOf(first, field),
    second: textOf(second, field),
  }))
  return (
    <>
      <PageTitle
        title={words.pair}
        above={{ to: `/units/${of.unitId}/duplicates`, label: words.duplicates }}
        sub={decision ? words.decided[decision.decision] : undefined}
      />
      <Stack>
        <Section flush>
          <DataTable
            caption={words.pair}
            rows={lines}
            rowKey={({ field }) => field}
            empty=""
            minWidth={640}
            columns={[
              {
                key: 'item',
                title: words.item,
                width: 120,
                render: (_, { field }) => words.pairFields[field],
              },
              { key: 'first', title: words.pairColumns.first, dataIndex: 'first' },
              { key: 'second', title: words.pairColumns.second, dataIndex: 'second' },
              {
                key: 'compared',
                title: words.compared,
                width: 90,
                render: (_, line) => <Compared same={line.first === line.second} />,
              },
            ]}
          />
        </Section>
        {decision ? <Muted>{words.decidedWhy(decision.reason, instant(decision.at))}</Muted> : null}
        <Section title={words.decide}>
          <Decision of={of} sides={[first, second]} decided={decision?.decision ?? null} />
        </Section>
      </Stack>
    </>
  )
}

function Compared({ same }: { readonly same: boolean }) {
  return same ? (
    <Muted>{words.same}</Muted>
  ) : (
    <StatusText status={{ text: words.differs, icon: 'swap', tone: 'warning' }} size="small" />
  )
}

function textOf({ enterprise, holdings }: Side, field: LineKey): string {
  if (field === 'holdings') {
    return holdings.map(({ kind, n }) => words.holdings[kind](n)).join('，') || words.noHoldings
  }
  if (field === 'state') return enterprise.endedOn ? words.ended(enterprise.endedOn) : words.active
  const value = enterprise[field]
  if (field === 'industryCode' && value) return `${value} ${industryName(value) ?? ''}`
  return value || words.none
}

type DecisionProps = {
  readonly of: { readonly unitId: string; readonly enterpriseId: string; readonly otherId: string }
  readonly sides: readonly [Side, Side]
  readonly decided: 'different' | 'merged' | 'reopened' | null
}

function Decision({ of, sides, decided }: DecisionProps) {
  const [reason, setReason] = useState('')
  const decide = useCommand(decideDuplicate, {
    invalidates: [readDuplicate, listDuplicates, listEnterprises, readEnterprise],
    onDone: () => setReason(''),
  })
  const errors = decide.error ? (problemOf(decide.error).errors ?? []) : []
  const as = (decision: 'different' | 'merged' | 'reopened', keepId: string | null = null) =>
    decide.mutate({ ...of, decision, keepId, reason })
  const active = sides.every(({ enterprise }) => enterprise.endedOn === null)
  return (
    <Stack>
      {decide.error && errors.length === 0 ? <RefusedAlert error={decide.error} /> : null}
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        error={errors.find(({ path }) => path === 'reason')?.message}
      >
        {(control) => <TextInput {...control} value={reason} onChange={setReason} />}
      </Field>
      <Space wrap size={8}>
        {decided === 'different' ? (
          <Button loading={decide.isPending} onClick={() => as('reopened')}>
            {words.reopen}
          </Button>
        ) : active ? (
          <Button type="primary" loading={decide.isPending} onClick={() => as('different')}>
            {words.different}
          </Button>
        ) : null}
        {active && decided !== 'different'
          ? sides.map(({ enterprise }) => (
              <Popconfirm
                key={enterprise.id}
                title={words.mergeAsk}
                okText={words.decide}
                cancelText={words.keep}
                onConfirm={() => as('merged', enterprise.id)}
              >
                <Button loading={decide.isPending}>
                  {words.keepOf(enterprise.name, enterprise.creditCode)}
                </Button>
              </Popconfirm>
            ))
          : null}
      </Space>
    </Stack>
  )
}
