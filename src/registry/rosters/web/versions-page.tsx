import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage } from '#ui/use-url-filters.ts'
import { type Roster, readRoster } from '../contract.ts'
import { downloadDraftResult } from '../drafts/contract.ts'
import { listVersions, type SignedVersion, verifyVersion } from '../versions/contract.ts'
import { versionWords as words } from './draft-words.ts'
import { VersionDifference } from './version-difference.tsx'

/** What was signed, version by version; each can be counted anew and compared with another. */
export default function VersionsPage() {
  const of = useScreenParams('rosterId')
  const roster = useNeededOperation(readRoster, of)
  const page = useCursorPage()
  const list = useOperation(listVersions, { ...of, cursor: page.cursor, limit: 20 }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const { columns } = words
  return (
    <>
      <PageTitle title={words.versions} above={{ to: `/rosters/${of.rosterId}`, label: roster.name }} />
      <Stack>
        <Section title={words.caption} flush>
          <RefusedAlert error={list.error} />
          <DataTable
            caption={words.caption}
            rows={rows}
            rowKey={({ id }) => id}
            loading={list.isPending}
            empty={<EmptyState text={words.empty} />}
            minWidth={900}
            columns={[
              { key: 'no', title: columns.no, width: 90, render: (_, row) => <VersionLink of={row} /> },
              { key: 'effectiveOn', title: columns.effectiveOn, width: 110, dataIndex: 'effectiveOn' },
              { key: 'signed', title: columns.signed, render: (_, row) => <SignedBy of={row} /> },
              {
                key: 'change',
                title: columns.change,
                width: 130,
                render: (_, { entered, left }) => words.change(entered, left),
              },
              {
                key: 'members',
                title: columns.members,
                width: 130,
                render: (_, { members, pending }) => words.members(members, pending),
              },
              { key: 'file', title: columns.file, render: (_, row) => <Source roster={roster} of={row} /> },
              { key: 'deeds', title: columns.deeds, width: 200, render: (_, row) => <Verify of={row} /> },
            ]}
            phoneRow={(row) => ({
              name: <VersionLink of={row} />,
              meta: (
                <>
                  <SignedBy of={row} />
                  <div>{words.change(row.entered, row.left)}</div>
                  <Verify of={row} />
                </>
              ),
              status: words.members(row.members, row.pending),
            })}
            paging={{
              from: page.from,
              ...(list.data && { total: list.data.total }),
              order: words.order,
              onPrevious: page.previous,
              onNext: next ? () => page.next(next, rows.length) : undefined,
            }}
          />
        </Section>
        {rows[0] ? <VersionDifference rosterId={of.rosterId} newest={rows[0].no} /> : null}
      </Stack>
    </>
  )
}

function VersionLink({ of }: { readonly of: SignedVersion }) {
  return (
    <Link to="/rosters/$rosterId" params={{ rosterId: of.rosterId }} search={{ no: String(of.no) }}>
      {words.no(of.no)}
    </Link>
  )
}

function SignedBy({ of }: { readonly of: SignedVersion }) {
  return (
    <>
      {of.signedUnit} {of.signedBy}
      <div>
        <Muted small>{[instant(of.signedAt), of.note].filter(Boolean).join('　')}</Muted>
      </div>
    </>
  )
}

function Source({ roster, of }: { readonly roster: Roster; readonly of: SignedVersion }) {
  if (of.kind === 'record') return <Muted>{words.record}</Muted>
  const address = addressOf(downloadDraftResult, {
    unitId: of.unitId,
    rosterId: of.rosterId,
    versionId: of.id,
  })
  return (
    <>
      {of.fileName}
      {roster.mayKeep ? (
        <div>
          <a href={address} download>
            {words.result}
          </a>
        </div>
      ) : null}
    </>
  )
}

/** Counts the members of a version anew, when asked. */
function Verify({ of }: { readonly of: SignedVersion }) {
  const [asked, setAsked] = useState(false)
  const found = useOperation(verifyVersion, { rosterId: of.rosterId, no: of.no }, { enabled: asked })
  return (
    <Space orientation="vertical" size={0}>
      <Muted small>
        {words.digest} {of.membersDigest.slice(0, 12)}…
      </Muted>
      {found.data ? (
        <span role="status">
          <StatusText
            size="small"
            status={
              found.data.agrees
                ? { text: words.agrees(found.data.recomputed.members), icon: 'check-circle', tone: 'success' }
                : { text: words.disagrees, icon: 'close-circle', tone: 'error' }
            }
          />
        </span>
      ) : (
        <Button
          size="small"
          aria-label={words.verifyOf(of.no)}
          loading={asked && found.isPending}
          onClick={() => setAsked(true)}
        >
          {words.verify}
        </Button>
      )}
      <RefusedAlert error={found.error} />
    </Space>
  )
}
