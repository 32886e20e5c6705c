import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { listActions } from '#workbench/actions/contract.ts'
import { ActionsOf } from '#workbench/actions/web/parts/actions-of.tsx'
import { addClauseAction, type ClauseStanding, type NeedState, readClause } from '../contract.ts'
import { NextLink, RecordsLine } from './clause-lines.tsx'
import { ClauseWords } from './clause-words.tsx'
import { clauseStatus, needStatus } from './state-status.ts'
import { useMayWrite } from './use-role.ts'
import { words } from './words.ts'

const { clause: said } = words

/** One clause: what it asks, what was found, what is missing, what the enterprise says, who closes the gap by when. */
export default function ClausePage() {
  const { enterpriseId, clause: id } = useScreenParams('enterpriseId', 'clause')
  const found = useNeededOperation(readClause, { enterpriseId, clause: id })
  const add = useCommand(addClauseAction, { invalidates: [listActions] })
  const mayAdd = useMayWrite()
  const { clause, guide } = found
  const section = guide.sections.find((each) => each.id === clause.section)
  return (
    <>
      <PageTitle
        title={said.title(clause.id)}
        above={{ to: `/enterprises/${enterpriseId}/conformity`, label: words.title }}
        status={<StatusText boxed status={clauseStatus(clause)} />}
        sub={guide.docNo}
      />
      <Stack>
        <Section>
          <Facts
            items={[
              { term: said.section, value: `${section?.id ?? ''} ${section?.title ?? ''}` },
              { term: said.asks, value: clause.text },
              { term: said.term, value: `“${clause.term}”` },
            ]}
          />
        </Section>
        <Section title={said.needs}>
          <Stack>
            {clause.needs.map((need) => (
              <Need key={need.what} need={need} clause={clause} enterpriseId={enterpriseId} />
            ))}
          </Stack>
        </Section>
        <ClauseWords
          enterpriseId={enterpriseId}
          clause={clause}
          history={found.words}
          key={found.words[0]?.seq ?? 0}
        />
        <ActionsOf
          enterpriseId={enterpriseId}
          sourceKind="clause"
          sourceId={found.sourceId}
          kinds={['gap']}
          title={said.actions}
          mayAdd={mayAdd}
          onAdd={({ what, ownerId, dueOn }) =>
            add.mutateAsync({ enterpriseId, clause: id, what, ownerId, dueOn })
          }
        />
      </Stack>
    </>
  )
}

function Need({
  need,
  clause,
  enterpriseId,
}: {
  readonly need: NeedState
  readonly clause: ClauseStanding
  readonly enterpriseId: string
}) {
  const missing = need.met === 'no' || need.met === 'unkept'
  const notes = [need.supports ? said.supports : '', need.byWord ? said.byWord : ''].filter(Boolean)
  return (
    <div>
      <div>
        <strong>{need.what}</strong> <StatusText status={needStatus(need)} size="small" />
      </div>
      {need.records.map((records) => (
        <RecordsLine key={records.what + records.path} records={records} enterpriseId={enterpriseId} />
      ))}
      {notes.length > 0 ? <Muted small>{notes.join('；')}</Muted> : null}
      {missing && !need.supports ? (
        <p>
          {said.next}：
          {need.next.path === null ? (
            <a href="#word">{need.next.text}</a>
          ) : (
            <NextLink enterpriseId={enterpriseId} clause={clause.id} next={need.next} />
          )}
        </p>
      ) : null}
    </div>
  )
}
