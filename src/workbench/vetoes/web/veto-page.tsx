import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { addressOf } from '#platform/client.ts'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { operationKey, useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { usePhone } from '#ui/use-phone.ts'
import { listActions } from '#workbench/actions/contract.ts'
import { ActionsOf } from '#workbench/actions/web/parts/actions-of.tsx'
import { addVetoCondition, printVetoNotice, readVeto, type Veto } from '../contract.ts'
import { Attempts, Evidence } from './evidence.tsx'
import { LiftPanel } from './lift-panel.tsx'
import { minutesOf, stoppedActs, vetoStatus } from './look.ts'
import { Opinions, Override } from './principal.tsx'
import { Course, Told } from './told.tsx'
import css from './veto.module.css'
import { words } from './words.ts'

/** One veto: what is stopped, why, what was tried, what must be met, and how it ends. */
export default function VetoPage() {
  const of = useScreenParams('enterpriseId', 'vetoId')
  const veto = useNeededOperation(readVeto, of)
  const phone = usePhone()
  useFreshConditions(of)
  return (
    <>
      <PageTitle
        title={words.stop(stoppedActs(veto.acts), veto.subjectText)}
        documentTitle={veto.number}
        above={{ to: `/enterprises/${of.enterpriseId}/vetoes`, label: `${words.list} / ${veto.number}` }}
        status={<StatusText status={vetoStatus(veto.state)} boxed />}
        sub={`${veto.number}　${words.raisedBy(veto.raisedByName, veto.raisedAs, instant(veto.raisedAt))}`}
        actions={
          <Button href={addressOf(printVetoNotice, of)} target="_blank">
            {words.notice}
          </Button>
        }
        phoneActions
      />
      <Stack>
        <Strip veto={veto} />
        {phone ? <LiftPanel veto={veto} /> : null}
        <Columns width={404} aside={<Aside veto={veto} phone={phone} />}>
          <Why veto={veto} />
          <Conditions veto={veto} />
          <Evidence veto={veto} />
          <Attempts veto={veto} />
          <Override veto={veto} />
        </Columns>
      </Stack>
    </>
  )
}

/** On a phone what is to be done next stands before everything. */
function Aside({ veto, phone }: { readonly veto: Veto; readonly phone: boolean }) {
  return (
    <>
      {phone ? null : <LiftPanel veto={veto} />}
      <Opinions veto={veto} />
      <Told veto={veto} />
      <Course veto={veto} />
    </>
  )
}

/** A condition that is finished in place changes what may be done with the veto. */
function useFreshConditions({ enterpriseId, vetoId }: { enterpriseId: string; vetoId: string }) {
  const queries = useQueryClient()
  const asked = { enterpriseId, sourceKind: 'veto', sourceId: vetoId, state: 'all' as const, limit: 200 }
  const { dataUpdatedAt } = useOperation(listActions, asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time the conditions were read anew
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: operationKey(readVeto) })
  }, [dataUpdatedAt, queries])
}

function Strip({ veto }: { readonly veto: Veto }) {
  const { strip } = words
  const open = veto.conditionList.flatMap(({ state, dueOn }) => (state === 'open' && dueOn ? [dueOn] : []))
  const latest = open.sort().at(-1)
  const last = veto.attemptList[0]
  const inForce = veto.end === null
  const cells = [
    { term: strip.stopped, value: stoppedActs(veto.acts), context: veto.extent || veto.subjectText },
    {
      term: inForce ? strip.lasts : strip.lasted,
      value: words.lasted(minutesOf(veto)),
      context: strip.since,
    },
    {
      term: strip.conditions,
      value: strip.metOf(veto.conditionsMet, veto.conditions),
      context: latest ? strip.latest(latest) : strip.noDue,
    },
    {
      term: strip.attempts,
      value: words.times(veto.attempts),
      context: last ? strip.last(instant(last.at)) : strip.none,
    },
  ]
  return (
    <dl className={css.strip} data-in-force={inForce} aria-label={strip.label}>
      {cells.map(({ term, value, context }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <span className={css.value}>{value}</span>
            <span className={css.context}>{context}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Why({ veto }: { readonly veto: Veto }) {
  const { facts } = words
  const { letter } = veto
  const text = (value: string) => <span className={css.words}>{value}</span>
  const subject = veto.subjectPath ? (
    <Link to={`/enterprises/${veto.enterpriseId}/${veto.subjectPath}`}>{veto.subjectText}</Link>
  ) : (
    veto.subjectText
  )
  return (
    <Section title={words.why}>
      <Facts
        items={[
          { term: facts.subject, value: subject },
          ...(veto.extent ? [{ term: facts.extent, value: text(veto.extent) }] : []),
          { term: facts.risk, value: text(veto.risk) },
          {
            term: facts.requirement,
            value: (
              <>
                {text(veto.requirement)}
                <div className={`${css.quote} ${css.words}`}>{veto.facts}</div>
              </>
            ),
          },
          {
            term: facts.clause,
            value: (
              <>
                {text(veto.clause)}
                <div className={css.quote}>
                  {letter ? words.letter(letter.personName, letter.letterNo, letter.granted) : words.noLetter}
                </div>
              </>
            ),
          },
          { term: facts.measures, value: text(veto.measures || '—') },
        ]}
      />
    </Section>
  )
}

function Conditions({ veto }: { readonly veto: Veto }) {
  const { enterpriseId, id: vetoId } = veto
  const add = useCommand(addVetoCondition, { invalidates: [readVeto] })
  return (
    <ActionsOf
      enterpriseId={enterpriseId}
      sourceKind="veto"
      sourceId={vetoId}
      kinds={['condition']}
      title={words.conditions}
      mayAdd={veto.may.addCondition}
      onAdd={({ what, ownerId, dueOn }) =>
        add.mutateAsync({ enterpriseId, vetoId, what, ownerId, dueOn: dueOn ?? '' })
      }
    />
  )
}
