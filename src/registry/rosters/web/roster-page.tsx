import { Link } from '@tanstack/react-router'
import { Alert, Button, Drawer, Input, Space } from 'antd'
import { useState } from 'react'
import { DataTable } from '#ui/data-table.tsx'
import { ExportButton } from '#ui/export-button.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { useCursorPage, useUrlFilters } from '#ui/use-url-filters.ts'
import {
  exportRosterMembers,
  listRosterMembers,
  type Roster,
  type RosterMember,
  readRoster,
} from '../contract.ts'
import { readDraft } from '../drafts/contract.ts'
import { waiting } from './draft-deeds.tsx'
import { draftWords, versionWords } from './draft-words.ts'
import { RecordForm } from './record-form.tsx'
import { RosterForm } from './roster-form.tsx'
import { scopeText } from './rosters-page.tsx'
import { UploadForm } from './upload-form.tsx'
import { words } from './words.ts'

type Doing = 'enter' | 'leave' | 'file' | 'change'
const titles: Readonly<Record<Doing, string>> = {
  enter: words.enter,
  leave: words.leaveChosen,
  file: draftWords.upload,
  change: words.change,
}

/** One list: who stands on it on a day; its keeper lets enterprises in and out, one by one or by a file. */
export default function RosterPage() {
  const of = useScreenParams('rosterId')
  const roster = useNeededOperation(readRoster, of)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const done = (text: string) => {
    setDoing(null)
    setChosen([])
    setSaid(text)
  }
  return (
    <>
      <PageTitle
        title={roster.name}
        above={{ to: '/rosters', label: words.back }}
        sub={[
          scopeText(roster),
          roster.unitName,
          roster.docNo,
          words.period(roster.periodFrom, roster.periodTo),
          roster.current
            ? versionWords.current(roster.current.no, roster.current.effectiveOn)
            : versionWords.none,
        ]
          .filter(Boolean)
          .join('　')}
        phoneActions
        actions={<Deeds roster={roster} onDo={setDoing} />}
      />
      <Stack>
        {said ? <div role="status">{said}</div> : null}
        {roster.mayKeep ? <OpenDraft roster={roster} /> : null}
        {roster.current && roster.current.pending > 0 ? (
          <div>
            <Link to="/roster-pending" search={{ rosterId: roster.id }}>
              {versionWords.members(roster.current.members, roster.current.pending)}
            </Link>
          </div>
        ) : null}
        <Members roster={roster} chosen={chosen} onChoose={setChosen} onLeave={() => setDoing('leave')} />
      </Stack>
      <Drawer
        open={doing !== null}
        onClose={() => setDoing(null)}
        title={doing ? titles[doing] : ''}
        size={440}
        destroyOnHidden
      >
        {doing === 'enter' ? <RecordForm roster={roster} onDone={done} /> : null}
        {doing === 'leave' ? <RecordForm roster={roster} leaving={chosen} onDone={done} /> : null}
        {doing === 'file' ? <UploadForm roster={roster} /> : null}
        {doing === 'change' ? (
          <RosterForm unitId={roster.unitId} roster={roster} onSaved={() => done('')} />
        ) : null}
      </Drawer>
    </>
  )
}

type DeedsProps = { readonly roster: Roster; readonly onDo: (doing: Doing) => void }

function Deeds({ roster, onDo }: DeedsProps) {
  return (
    <Space wrap size={8}>
      <Link to="/rosters/$rosterId/versions" params={{ rosterId: roster.id }}>
        {versionWords.versions}
      </Link>
      {roster.mayKeep ? (
        <>
          <Button onClick={() => onDo('change')}>{words.change}</Button>
          <Button onClick={() => onDo('enter')}>{words.enter}</Button>
          <Button type="primary" onClick={() => onDo('file')}>
            {draftWords.upload}
          </Button>
        </>
      ) : null}
    </Space>
  )
}

/** A draft that waits to be gone on with. */
function OpenDraft({ roster }: { readonly roster: Roster }) {
  const { data } = useOperation(readDraft, { unitId: roster.unitId, rosterId: roster.id })
  const draft = data?.draft
  if (!draft) return null
  const text =
    draft.phase === 'reading'
      ? draftWords.readingDraft(draft.fileName)
      : draft.phase === 'failed'
        ? draftWords.failedDraft(draft.fileName)
        : draftWords.openDraft(draft.fileName, waiting(draft))
  return (
    <Alert
      type="info"
      showIcon
      title={text}
      action={
        <Link to="/rosters/$rosterId/draft" params={{ rosterId: roster.id }}>
          {draftWords.goOn}
        </Link>
      }
    />
  )
}

type MembersProps = {
  readonly roster: Roster
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: string[]) => void
  readonly onLeave: () => void
}

function Members({ roster, chosen, onChoose, onLeave }: MembersProps) {
  const filters = useUrlFilters(['text', 'onDate', 'knownOn', 'no'])
  const { text, onDate, knownOn } = filters.values
  // What was known at the end of that day in Beijing.
  const knownAt = /^\d{4}-\d\d-\d\d$/.test(knownOn ?? '') ? `${knownOn}T15:59:59.999Z` : undefined
  const page = useCursorPage()
  const no = /^[1-9]\d{0,8}$/.test(filters.values.no ?? '') ? Number(filters.values.no) : undefined
  const query = { rosterId: roster.id, text, ...(no === undefined ? { onDate, knownAt } : { no }) }
  const list = useOperation(
    listRosterMembers,
    { ...query, cursor: page.cursor, limit: 20 },
    { keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next
  const columns = words.membersColumns
  const nameOf = new Map(rows.map(({ enterpriseId, name }) => [enterpriseId, name]))
  return (
    <Section title={words.membersTitle} flush>
      <FilterBar
        values={filters.values}
        onChange={(key, value) => filters.set(key as 'text', value)}
        onClear={filters.clear}
        search={{ key: 'text', placeholder: words.search }}
        chips={no === undefined ? [] : [{ key: 'no', label: versionWords.no(no) }]}
      >
        <Input
          type="date"
          style={{ width: 200 }}
          prefix={words.asOf}
          aria-label={words.asOf}
          value={onDate ?? ''}
          onChange={(event) => filters.set('onDate', event.target.value)}
        />
        <Input
          type="date"
          style={{ width: 230 }}
          prefix={words.knownOn}
          aria-label={words.knownOn}
          value={knownOn ?? ''}
          onChange={(event) => filters.set('knownOn', event.target.value)}
        />
        <ExportButton op={exportRosterMembers} input={query} total={list.data?.total} />
      </FilterBar>
      <RefusedAlert error={list.error} />
      <DataTable
        caption={words.membersTitle}
        rows={rows}
        rowKey={({ enterpriseId }) => enterpriseId}
        loading={list.isPending}
        empty={<EmptyState text={words.noMembers} />}
        onClearFilters={filters.active.length > 0 ? filters.clear : undefined}
        {...(roster.mayKeep &&
          no === undefined && {
            selection: {
              keys: chosen,
              onChange: onChoose,
              nameOf: (key: string) => nameOf.get(key) ?? '',
              actions: <Button onClick={onLeave}>{words.leaveChosen}</Button>,
            },
          })}
        columns={[
          { key: 'name', title: columns.name, width: '32%', render: (_, row) => <MemberLink of={row} /> },
          { key: 'creditCode', title: columns.creditCode, width: 186, dataIndex: 'creditCode' },
          { key: 'unit', title: columns.unit, dataIndex: 'unitName' },
          { key: 'since', title: columns.since, width: 110, dataIndex: 'since' },
          {
            key: 'recorded',
            title: columns.recorded,
            width: 150,
            render: (_, { recordedAt }) => instant(recordedAt),
          },
        ]}
        phoneRow={(row) => ({ name: <MemberLink of={row} />, meta: `${row.creditCode}　${row.since}` })}
        paging={{
          from: page.from,
          ...(list.data && { total: list.data.total }),
          order: words.order,
          onPrevious: page.previous,
          onNext: next ? () => page.next(next, rows.length) : undefined,
        }}
      />
    </Section>
  )
}

function MemberLink({ of }: { readonly of: RosterMember }) {
  return (
    <>
      <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: of.enterpriseId }}>
        {of.name}
      </Link>
      {of.nominated ? `（${words.nominated}）` : ''}
    </>
  )
}
