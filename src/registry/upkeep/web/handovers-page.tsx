import { Link } from '@tanstack/react-router'
import { Button, Input, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { decideHandover, type Handover, listHandovers, proposeHandover } from '../contract.ts'
import { words } from './words.ts'

const looks = {
  proposed: { icon: 'clock', tone: 'accent' },
  accepted: { icon: 'check-circle', tone: 'success' },
  declined: { icon: 'minus-circle', tone: 'warning' },
  withdrawn: { icon: 'minus-circle', tone: 'muted' },
} as const

type OfUnit = { readonly unitId: string }

/** Hand-overs from and to the unit: what waits comes first; at the foot an enterprise of another unit is asked for. */
export default function HandoversPage() {
  const of = useScreenParams('unitId')
  const list = useOperation(listHandovers, of)
  const { columns } = words
  return (
    <>
      <PageTitle title={words.handovers} sub={words.handoversSub} />
      <Stack>
        <Section flush>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={words.handoversCaption}
            rows={list.data?.rows ?? []}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.noHandovers} />}
            minWidth={980}
            columns={[
              { key: 'enterprise', title: columns.enterprise, render: (_, row) => <Who of={row} /> },
              { key: 'way', title: columns.way, render: (_, row) => <Way of={row} /> },
              { key: 'date', title: columns.date, width: 110, dataIndex: 'effectiveOn' },
              { key: 'reason', title: columns.reason, dataIndex: 'reason' },
              { key: 'status', title: columns.status, width: 110, render: (_, row) => <Status of={row} /> },
              {
                key: 'deeds',
                title: columns.deeds,
                width: 170,
                render: (_, row) => <Deeds of={of} row={row} />,
              },
            ]}
            phoneRow={(row) => ({
              name: <Who of={row} />,
              meta: (
                <>
                  <Way of={row} />
                  <div>{`${row.effectiveOn}　${row.reason}`}</div>
                  <Deeds of={of} row={row} />
                </>
              ),
              status: <Status of={row} />,
            })}
          />
        </Section>
        <Section title={words.claim}>
          <Claim of={of} />
        </Section>
      </Stack>
    </>
  )
}

/** The receiving unit does not see the enterprise yet: its name and code are told here. */
function Who({ of }: { readonly of: Handover }) {
  return (
    <>
      {of.visible ? (
        <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: of.enterpriseId }}>
          {of.enterpriseName}
        </Link>
      ) : (
        of.enterpriseName
      )}
      <div>
        <Muted small>{of.creditCode}</Muted>
      </div>
    </>
  )
}

function Way({ of }: { readonly of: Handover }) {
  return (
    <>
      {words.way(of.fromUnit, of.toUnit)}
      <div>
        <Muted small>{words.proposedBy(of.proposedBy)}</Muted>
      </div>
    </>
  )
}

function Status({ of }: { readonly of: Handover }) {
  return (
    <>
      <StatusText status={{ text: words.statuses[of.status], ...looks[of.status] }} />
      {of.note ? (
        <div>
          <Muted small>{of.note}</Muted>
        </div>
      ) : null}
    </>
  )
}

function Deeds({ of, row }: { readonly of: OfUnit; readonly row: Handover }) {
  const decide = useCommand(decideHandover, { invalidates: [listHandovers, listEnterprises] })
  const as = (decision: 'accepted' | 'declined' | 'withdrawn') =>
    decide.mutate({ ...of, handoverId: row.id, decision, note: '' })
  const { abilities } = row
  if (!abilities.decide && !abilities.withdraw) return words.none
  return (
    <>
      <Space wrap size={4}>
        {abilities.decide ? (
          <>
            <Popconfirm
              title={words.acceptAsk}
              okText={words.accept}
              cancelText={words.keep}
              onConfirm={() => as('accepted')}
            >
              <Button size="small" type="primary" loading={decide.isPending}>
                {words.accept}
              </Button>
            </Popconfirm>
            <Button size="small" disabled={decide.isPending} onClick={() => as('declined')}>
              {words.decline}
            </Button>
          </>
        ) : null}
        {abilities.withdraw ? (
          <Button size="small" disabled={decide.isPending} onClick={() => as('withdrawn')}>
            {words.withdraw}
          </Button>
        ) : null}
      </Space>
      <RefusedAlert error={decide.error} />
    </>
  )
}

function Claim({ of }: { readonly of: OfUnit }) {
  const blank = { creditCode: '', effectiveOn: today(), reason: '' }
  const [form, setForm] = useState(blank)
  const set = (part: Partial<typeof blank>) => setForm((before) => ({ ...before, ...part }))
  const propose = useCommand(proposeHandover, {
    invalidates: [listHandovers],
    onDone: () => setForm(blank),
  })
  const errors = propose.error ? (problemOf(propose.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const { claimFields } = words
  return (
    <Stack>
      <Muted>{words.claimHow}</Muted>
      {propose.error && errors.length === 0 ? <RefusedAlert error={propose.error} /> : null}
      {propose.isSuccess ? <div role="status">{words.claimed}</div> : null}
      <FieldGrid>
        <Field name="creditCode" label={claimFields.creditCode} error={errorOf('creditCode')}>
          {(control) => (
            <TextInput {...control} value={form.creditCode} onChange={(creditCode) => set({ creditCode })} />
          )}
        </Field>
        <Field name="effectiveOn" label={claimFields.effectiveOn} error={errorOf('effectiveOn')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={today()}
              value={form.effectiveOn}
              onChange={(event) => set({ effectiveOn: event.target.value })}
            />
          )}
        </Field>
        <Field name="reason" label={claimFields.reason} error={errorOf('reason')} wide>
          {(control) => <TextInput {...control} value={form.reason} onChange={(reason) => set({ reason })} />}
        </Field>
      </FieldGrid>
      <div>
        <Button
          type="primary"
          loading={propose.isPending}
          onClick={() => propose.mutate({ ...of, ...form, toUnitId: null })}
        >
          {words.claimIt}
        </Button>
      </div>
    </Stack>
  )
}
