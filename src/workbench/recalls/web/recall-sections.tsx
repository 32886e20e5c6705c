import { Link } from '@tanstack/react-router'
import { instant } from '#ui/format.ts'
import { useMayWrite } from '#ui/frame.tsx'
import type { RecordPart } from '#ui/ledger/ledger-of.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { ActionsOf } from '#workbench/actions/web/parts/actions-of.tsx'
import { HoldBanner } from '#workbench/holds/web/parts/hold-banner.tsx'
import { addRecallAction, readDossier } from '../contract.ts'
import type { RecallDossier } from '../dossier/contract.ts'
import { recalls } from '../ledgers.ts'
import { ClockTable } from './clock-table.tsx'
import { Costs } from './costs.tsx'
import { Course } from './course.tsx'
import { Figures } from './figures.tsx'
import { Papers } from './papers.tsx'
import { PlanForm } from './plan-form.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** All of a recall: what is due, how much came back, what is to be done, what was reported. */
export function RecallSections({ enterpriseId, record }: RecordPart) {
  const dossier = useNeededOperation(readDossier, { enterpriseId, recordId: record.id })
  const mayWrite = useMayWrite()
  const add = useCommand(addRecallAction, touched)
  const closed = dossier.recall.stage === 'closed'
  const planned = !['clue', 'investigating', 'refuted'].includes(String(dossier.recall.stage))
  return (
    <Stack>
      {dossier.recall.product ? (
        <HoldBanner enterpriseId={enterpriseId} subjectId={dossier.recall.product} />
      ) : null}
      <ClockTable dossier={dossier} />
      <Figures dossier={dossier} />
      {planned ? <Papers dossier={dossier} /> : null}
      <ActionsOf
        title={words.actions}
        enterpriseId={enterpriseId}
        sourceKind="recall"
        sourceId={record.id}
        mayAdd={mayWrite && !closed}
        kinds={['step']}
        onAdd={({ what, ownerId, dueOn }) =>
          add.mutateAsync({ enterpriseId, recordId: record.id, what, ownerId, dueOn })
        }
      />
      <About dossier={dossier} />
      {planned ? <PlanForm key={dossier.recall.version} dossier={dossier} /> : null}
      <Costs dossier={dossier} />
      <Course dossier={dossier} />
    </Stack>
  )
}

function About({ dossier }: { readonly dossier: RecallDossier }) {
  const { recall, what, conditions, scheme, linked, knownAt } = dossier
  const base = `/enterprises/${recall.enterpriseId}`
  const { kind, clue, initiative } = recalls.columns
  const labels = scheme.conditions.filter(({ key }) => conditions.includes(key)).map(({ label }) => label)
  const { fields, facts } = words
  return (
    <Section
      title={facts.title}
      extra={
        recall.product ? (
          <Link to={`${base}/vetoes/new`} search={{ kind: 'product', id: recall.product } as never}>
            {words.veto}
          </Link>
        ) : null
      }
    >
      <Facts
        items={[
          { term: facts.number, value: recall.number },
          { term: fields.what, value: <div style={{ whiteSpace: 'pre-wrap' }}>{what}</div> },
          { term: facts.known, value: instant(knownAt) },
          { term: fields.kind, value: kind.options[recall.kind as keyof typeof kind.options] },
          { term: fields.product, value: recall.productCalled ?? '—' },
          { term: fields.clue, value: clue.options[recall.clue as keyof typeof clue.options] },
          {
            term: fields.initiative,
            value: initiative.options[recall.initiative as keyof typeof initiative.options],
          },
          { term: fields.responsible, value: recall.responsibleCalled ?? '—' },
          ...(labels.length > 0 ? [{ term: fields.conditions, value: labels.join('；') }] : []),
          ...(recall.note ? [{ term: fields.note, value: recall.note }] : []),
          ...(linked.length > 0
            ? [
                {
                  term: facts.linked,
                  value: linked.map(({ number, path }) => (
                    <Link key={path} to={`${base}/${path}`} style={{ marginInlineEnd: 12 }}>
                      {number}
                    </Link>
                  )),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
