import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { DataTable } from '#ui/data-table.tsx'
import { Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Registration } from '../contract.ts'
import { words } from './words.ts'

type Line = {
  readonly key: string
  readonly field: string
  readonly registered: string
  readonly known: string | null
}

/** What was filled in, side by side with the directory; differences are marked in words. */
export function Comparison({ registration }: { readonly registration: Registration }) {
  const { known, elsewhere, others } = registration
  const { fields, compareColumns } = words
  const lines: Line[] = [
    {
      key: 'creditCode',
      field: fields.creditCode,
      registered: registration.creditCode,
      known: known && registration.creditCode,
    },
    { key: 'name', field: fields.name, registered: registration.name, known: known?.name ?? null },
    {
      key: 'address',
      field: fields.address,
      registered: registration.address,
      known: known?.address ?? null,
    },
  ]
  return (
    <Stack>
      <Warnings registration={registration} />
      <DataTable
        caption={words.compare}
        rows={lines}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: 'field', title: compareColumns.field, width: 150, dataIndex: 'field' },
          { key: 'registered', title: compareColumns.registered, dataIndex: 'registered' },
          { key: 'known', title: compareColumns.known, render: (_, line) => <KnownSide line={line} /> },
        ]}
        phoneRow={(line) => ({
          name: line.field,
          meta: (
            <>
              <div>
                {compareColumns.registered}：{line.registered}
              </div>
              <div>
                {compareColumns.known}：<KnownSide line={line} />
              </div>
            </>
          ),
        })}
      />
      {!known && !elsewhere && registration.state === 'pending' ? <p>{words.notKnown}</p> : null}
      {others.length > 0 ? (
        <p>
          {words.others}
          {others.map((other) => (
            <Link key={other.id} to="/registrations/$registrationId" params={{ registrationId: other.id }}>
              {other.applicantName} {other.receiptNo}
            </Link>
          ))}
        </p>
      ) : null}
    </Stack>
  )
}

function KnownSide({ line }: { readonly line: Line }) {
  if (line.known === null) return words.none
  return (
    <>
      {line.known || words.none}
      {line.known === line.registered ? null : (
        <div>
          <StatusText size="small" status={{ text: words.differs, icon: 'exclamation', tone: 'warning' }} />
        </div>
      )}
    </>
  )
}

function Warnings({
  registration: { creditCodeWarning, elsewhere, known, state },
}: {
  readonly registration: Registration
}) {
  if (state !== 'pending') return null
  return (
    <>
      {creditCodeWarning ? <Alert type="warning" showIcon title={words.codeWarning} /> : null}
      {elsewhere ? <Alert type="warning" showIcon title={words.elsewhere(elsewhere)} /> : null}
      {known && known.people.length > 0 ? (
        <Alert type="warning" showIcon title={words.peopleThere(known.people.join('、'))} />
      ) : null}
    </>
  )
}
