import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { addressOf } from '#platform/client.ts'
import { PackLink } from '#registry/rules/web/pack-link.tsx'
import { AppFrame } from '#ui/app-frame.tsx'
import { EmptyState, RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus } from '#ui/statuses.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { WhyPanel } from '#ui/why-panel.tsx'
import {
  countFilings,
  type Filing,
  listFilings,
  printFilingForm,
  readFiling,
  withdrawFiling,
} from '../contract.ts'
import { ChainView } from './chain-view.tsx'
import { FilingSheet } from './filing-sheet.tsx'
import { formWords } from './fill/form-words.ts'
import { Relation } from './follow/changes-view.tsx'
import { followWords } from './follow/follow-words.ts'
import { History } from './history.tsx'
import { OnBehalfNote } from './on-behalf-note.tsx'
import { Papers } from './papers.tsx'
import { ProcedureNote } from './procedure-note.tsx'
import { RecordedReasons } from './recorded-reasons.tsx'
import { ReviewPage } from './review/review-page.tsx'
import { ToldDefects } from './review/told-defects.tsx'
import { words } from './words.ts'

/** One filing: units review it, whoever fills it in reads and continues it. */
export default function FilingPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const me = useNeededOperation(readMe, {})
  const filing = useNeededOperation(readFiling, of)
  const isUnit = me.grant.unitId !== null
  const fillsIn = filing.abilities.save || filing.submittedAt === null
  if (isUnit && !fillsIn) return <ReviewPage key={filing.id} filing={filing} />
  return (
    <AppFrame>
      <OwnFiling filing={filing} list={isUnit ? '/on-behalf' : '/filings'} />
    </AppFrame>
  )
}

/** As the one who fills it in sees it: the enterprise, or the unit on its behalf. */
function OwnFiling({ filing, list }: { readonly filing: Filing; readonly list: string }) {
  const of = { enterpriseId: filing.enterpriseId, filingId: filing.id }
  const withdraw = useCommand(withdrawFiling, { invalidates: [readFiling, listFilings, countFilings] })
  return (
    <>
      <PageTitle
        title={words.filingOf(filing.form.name ?? '')}
        above={{ to: list, label: words.back }}
        status={<StatusText status={filingStatus(filing.status)} boxed />}
        sub={[words.kinds[filing.kind], filing.filingNo ?? filing.unitName].join('　')}
        phoneActions
        actions={
          <>
            <Button href={addressOf(printFilingForm, of)} target="_blank">
              {words.print}
            </Button>
            {filing.abilities.withdraw ? (
              <Popconfirm
                title={words.withdrawAsk}
                okText={words.withdraw}
                onConfirm={() => withdraw.mutate({ ...of, version: filing.version })}
              >
                <Button loading={withdraw.isPending}>{words.withdraw}</Button>
              </Popconfirm>
            ) : null}
            {filing.abilities.follow ? (
              <Link to={`/enterprises/${filing.enterpriseId}/tenure`}>
                <Button>{followWords.tenure}</Button>
              </Link>
            ) : null}
            {filing.abilities.save ? (
              <Link to="/filings/$enterpriseId/$filingId/edit" params={of}>
                <Button type="primary">{formWords.edit}</Button>
              </Link>
            ) : null}
          </>
        }
      />
      <Columns
        width={400}
        aside={
          <>
            {filing.verdict ? (
              <WhyPanel verdict={filing.verdict} packLink={<PackLink verdict={filing.verdict} />} />
            ) : (
              <EmptyState text={filing.kind === 'cancel' ? followWords.noVerdict : words.noVerdict} />
            )}
            <ProcedureNote procedure={filing.procedure} />
            {filing.chain.length > 0 ? (
              <Section title={words.chain.title}>
                <ChainView filing={filing} />
              </Section>
            ) : null}
            <Section title={words.events}>
              <History filing={filing} />
            </Section>
          </>
        }
      >
        {withdraw.error ? <RefusedAlert error={withdraw.error} /> : null}
        <ToldDefects filing={filing} />
        <Relation filing={filing} />
        <OnBehalfNote filing={filing} />
        <RecordedReasons filing={filing} />
        <Section flush>
          <FilingSheet filing={filing} />
        </Section>
        <Section title={formWords.parts.papers}>
          <Papers filing={filing} />
        </Section>
      </Columns>
    </>
  )
}
