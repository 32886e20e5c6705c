import { Link } from '@tanstack/react-router'
import { DataTable } from '#ui/data-table.tsx'
import { instant } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { type ActionEvent, readAction } from '../contract.ts'
import { eventWords, kindWords } from '../words.ts'
import { ActionDeeds } from './parts/action-deeds.tsx'
import { actionStatus } from './parts/action-look.ts'
import { FileLinks } from './parts/evidence-files.tsx'
import { words } from './words.ts'

/** One action: to be finished at the place, also from a phone, and what became of it so far. */
export default function ActionPage() {
  const { enterpriseId, actionId } = useScreenParams('enterpriseId', 'actionId')
  const action = useNeededOperation(readAction, { enterpriseId, actionId })
  const mayWrite = useMayWrite()
  const { columns } = words
  return (
    <>
      <PageTitle
        title={action.what}
        above={{ to: `/enterprises/${enterpriseId}/actions`, label: words.title }}
        status={<StatusText boxed status={actionStatus(action)} />}
        phoneActions
        actions={mayWrite ? <ActionDeeds action={action} /> : null}
      />
      <Stack>
        <Section title={words.facts}>
          <Facts
            items={[
              {
                term: columns.source,
                value: (
                  <Link to={`/enterprises/${enterpriseId}/${action.sourcePath}`}>{action.sourceNumber}</Link>
                ),
              },
              { term: words.kind, value: kindWords[action.kind] },
              { term: columns.owner, value: action.ownerName ?? words.noOwner },
              { term: columns.due, value: action.dueOn ?? words.noDue },
              ...(action.result ? [{ term: words.result, value: <Long text={action.result} /> }] : []),
              ...(action.files.length > 0
                ? [
                    {
                      term: words.files,
                      value: <FileLinks enterpriseId={enterpriseId} files={action.files} />,
                    },
                  ]
                : []),
            ]}
          />
          {action.sealedAt ? <Muted>{words.sealed}</Muted> : null}
        </Section>
        <Section title={words.course} flush>
          <DataTable<ActionEvent>
            caption={words.course}
            rows={action.events}
            rowKey={({ at, kind, note }) => `${at} ${kind} ${note}`}
            empty=""
            columns={[
              { key: 'at', title: columns.at, width: 150, render: (_, { at }) => instant(at) },
              { key: 'who', title: columns.who, width: 120, dataIndex: 'byName' },
              { key: 'deed', title: columns.deed, width: 110, render: (_, { kind }) => eventWords[kind] },
              { key: 'note', title: columns.note, render: (_, { note }) => <Long text={note} /> },
            ]}
            phoneRow={(event) => ({
              name: eventWords[event.kind],
              meta: (
                <Muted small>
                  {instant(event.at)}　{event.byName}
                  <Long text={event.note} />
                </Muted>
              ),
            })}
          />
        </Section>
      </Stack>
    </>
  )
}

function Long({ text }: { readonly text: string }) {
  return <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</div>
}
