import { Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/operation.ts'
import { DataTable } from '#ui/data-table.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { instant, today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { readVeto } from '../contract.ts'
import { type Deputy, endDeputy, nameDeputy, readVetoOffice } from '../deputies/contract.ts'
import { Said } from './said.tsx'
import { VetoTabs } from './tabs.tsx'
import { words } from './words.ts'

const { deputies: said } = words
const touched = [readVetoOffice, readVeto]

/** Who holds the power: the officer in office and the deputies, present and past. */
export default function DeputiesPage() {
  const of = useScreenParams('enterpriseId')
  const office = useNeededOperation(readVetoOffice, of)
  return (
    <>
      <PageTitle title={said.title} />
      <VetoTabs {...of} current="deputies" />
      <Stack>
        <Section title={said.inOffice}>
          <p>{office.cqo ?? said.none}</p>
          <Muted small>{said.source}</Muted>
        </Section>
        <Section
          title={said.list}
          note={said.kept}
          extra={office.may.name ? <NameDeputy {...of} candidates={office.candidates} /> : null}
          flush
        >
          <DataTable<Deputy>
            caption={said.list}
            rows={office.deputies}
            rowKey={({ id }) => id}
            empty={said.empty}
            columns={[
              { key: 'name', title: said.columns.name, dataIndex: 'name' },
              { key: 'days', title: said.columns.days, render: (_, row) => daysOf(row) },
              { key: 'by', title: said.columns.by, render: (_, row) => namedBy(row) },
              { key: 'note', title: said.columns.note, render: (_, { note }) => note || '—' },
              { key: 'state', title: said.columns.state, render: (_, row) => <State row={row} /> },
              {
                key: 'end',
                title: '',
                width: 120,
                render: (_, row) => (office.may.name ? <EndDeputy {...of} row={row} /> : null),
              },
            ]}
            phoneRow={(row) => ({
              name: row.name,
              meta: (
                <>
                  <div>{daysOf(row)}</div>
                  <Muted>{namedBy(row)}</Muted>
                  {office.may.name ? <EndDeputy {...of} row={row} /> : null}
                </>
              ),
              status: <State row={row} />,
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

const daysOf = ({ from, until }: Deputy) => `${from} — ${until}`
const namedBy = ({ namedByName, namedAs, namedAt }: Deputy) =>
  `${namedByName}（${said.as[namedAs]}）${instant(namedAt)}`

function State({ row }: { readonly row: Deputy }) {
  if (row.ended)
    return (
      <Muted>
        {said.ended(row.ended.byName, instant(row.ended.at))}　{row.ended.note}
      </Muted>
    )
  if (row.active) return <StatusText status={{ text: said.active, icon: 'check-circle', tone: 'success' }} />
  const text = row.from > today() ? said.coming : said.over
  return <StatusText status={{ text, icon: 'clock', tone: 'muted' }} />
}

function EndDeputy({ enterpriseId, row }: { readonly enterpriseId: string; readonly row: Deputy }) {
  if (row.ended || row.until < today()) return null
  return (
    <Said
      op={endDeputy}
      input={{ enterpriseId, deputyId: row.id }}
      text={{ key: 'reason', label: said.reason }}
      title={said.endAsk(row.name)}
      button={said.end}
      invalidates={touched}
      small
    />
  )
}

type Candidates = OutputOf<typeof readVetoOffice>['candidates']

function NameDeputy({
  enterpriseId,
  candidates,
}: {
  readonly enterpriseId: string
  readonly candidates: Candidates
}) {
  const [open, setOpen] = useState(false)
  const [accountId, setAccountId] = useState<string>()
  const [days, setDays] = useState({ from: today(), until: '' })
  const [note, setNote] = useState('')
  const name = useCommand(nameDeputy, { invalidates: touched, onDone: () => setOpen(false) })
  const errors = name.error ? (problemOf(name.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {said.name}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={said.name}
        size={480}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <Stack>
          {name.error && errors.length === 0 ? <RefusedAlert error={name.error} /> : null}
          <Field name="accountId" label={said.person} hint={said.personHint} error={errorOf('accountId')}>
            {(control) => (
              <Select
                {...control}
                value={accountId ?? null}
                options={candidates.map((each) => ({
                  value: each.accountId,
                  label: `${each.name}（${each.roleName}）`,
                }))}
                onChange={(value: string) => setAccountId(value)}
              />
            )}
          </Field>
          {(['from', 'until'] as const).map((key) => (
            <Field key={key} name={key} label={said[key]} error={errorOf(key)}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  value={days[key]}
                  onChange={(event) => setDays({ ...days, [key]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <Field name="note" label={said.note} optional error={errorOf('note')}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="primary"
            loading={name.isPending}
            disabled={!accountId}
            onClick={() => name.mutate({ enterpriseId, accountId: accountId ?? '', ...days, note })}
          >
            {said.name}
          </Button>
        </Stack>
      </Drawer>
    </>
  )
}
