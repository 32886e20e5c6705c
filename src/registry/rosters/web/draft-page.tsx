import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { LongJob } from '#ui/long-job.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { type Roster, readRoster } from '../contract.ts'
import { discardDraft, type RosterDraft, readDraft } from '../drafts/contract.ts'
import { DraftDeeds } from './draft-deeds.tsx'
import { DraftRows } from './draft-rows.tsx'
import { touchedByDraft } from './draft-touched.ts'
import { draftWords as words } from './draft-words.ts'

/** An uploaded list: compared, decided upon, signed. It may be left and found again. */
export default function DraftPage() {
  const { rosterId } = useScreenParams('rosterId')
  const roster = useNeededOperation(readRoster, { rosterId })
  const of = { unitId: roster.unitId, rosterId }
  const first = useNeededOperation(readDraft, of).draft
  const asked = useOperation(readDraft, of, { every: first?.phase === 'reading' ? 1_000 : false })
  const draft = asked.data ? asked.data.draft : first
  return (
    <>
      <PageTitle
        title={draft ? draft.fileName : words.draft}
        documentTitle={words.draft}
        above={{ to: `/rosters/${rosterId}`, label: roster.name }}
        sub={
          draft
            ? `${words.sub(draft.effectiveOn, draft.baseNo)}　${instant(draft.createdAt)}　${words.digest(draft.sha256)}`
            : undefined
        }
      />
      {draft ? <Draft roster={roster} draft={draft} /> : <None roster={roster} />}
    </>
  )
}

function None({ roster }: { readonly roster: Roster }) {
  return (
    <Section>
      <EmptyState text={words.noDraft} />
      <Link to="/rosters/$rosterId" params={{ rosterId: roster.id }}>
        {roster.name}
      </Link>
    </Section>
  )
}

type Props = { readonly roster: Roster; readonly draft: RosterDraft }

function Draft({ roster, draft }: Props) {
  if (draft.phase === 'reading') return <Comparing draft={draft} />
  return (
    <Stack>
      {draft.phase === 'failed' ? (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={draft.problem ?? words.failedDraft(draft.fileName)}
        />
      ) : null}
      <DraftDeeds roster={roster} draft={draft} />
      {draft.phase === 'ready' ? <DraftRows draft={draft} /> : null}
      {draft.mapping ? (
        <Section title={words.mapping} note={words.mappingNote}>
          <Facts
            inline
            items={Object.entries(draft.mapping).map(([ours, theirs]) => ({ term: ours, value: theirs }))}
          />
        </Section>
      ) : null}
    </Stack>
  )
}

function Comparing({ draft }: { readonly draft: RosterDraft }) {
  const stop = useCommand(discardDraft, { invalidates: touchedByDraft })
  return (
    <Section>
      <RefusedAlert error={stop.error} />
      <LongJob
        title={words.comparing}
        done={draft.rowsRead}
        onStop={() => stop.mutate({ unitId: draft.unitId, rosterId: draft.rosterId, draftId: draft.id })}
      />
    </Section>
  )
}
