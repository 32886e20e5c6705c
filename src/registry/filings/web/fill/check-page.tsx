import { Link, useNavigate } from '@tanstack/react-router'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { TransactionFrame } from '#ui/transaction-frame.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { WhyPanel } from '#ui/why-panel.tsx'
import { type Filing, readFiling } from '../../contract.ts'
import { FilingSheet } from '../filing-sheet.tsx'
import { Relation } from '../follow/changes-view.tsx'
import { OnBehalfNote } from '../on-behalf-note.tsx'
import { Papers } from '../papers.tsx'
import { ProcedureNote } from '../procedure-note.tsx'
import { checkWords } from './check-words.ts'
import { formWords } from './form-words.ts'
import { HandIn } from './hand-in.tsx'
import { type PartKey, partOf } from './parts.ts'

/** Everything that was filled in, to be read once more before it is confirmed and handed in. */
export default function CheckPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const filing = useNeededOperation(readFiling, of)
  const navigate = useNavigate()
  const mend = (part: PartKey) =>
    navigate({ to: '/filings/$enterpriseId/$filingId/edit', params: of, search: { part } as never })
  return (
    <TransactionFrame
      back={{ to: `/filings/${of.enterpriseId}/${of.filingId}/edit`, label: checkWords.back }}
      title={formWords.transaction}
      aside={
        filing.verdict ? (
          <>
            <WhyPanel verdict={filing.verdict} heading={formWords.whyHeading} note={formWords.whyNote} />
            <ProcedureNote procedure={filing.procedure} />
          </>
        ) : undefined
      }
    >
      <PageTitle title={checkWords.title} sub={`${filing.enterpriseName}　${filing.form.name ?? ''}`} />
      <Stack>
        <ErrorSummary
          errors={filing.open}
          consequence={formWords.consequence}
          onOpen={(path) => void mend(partOf(path))}
        />
        <Relation filing={filing} />
        <OnBehalfNote filing={filing} />
        {filing.warnings.map(({ path, message }) => (
          <output key={path}>{message}</output>
        ))}
        <Section flush>
          <FilingSheet
            filing={filing}
            groupAction={(group) =>
              filing.abilities.save && group !== 'cancellation' ? (
                <ChangeLink filing={filing} part={group} />
              ) : null
            }
          />
        </Section>
        <Section
          title={formWords.parts.papers}
          extra={filing.abilities.save ? <ChangeLink filing={filing} part="papers" /> : null}
        >
          <Papers filing={filing} />
        </Section>
        {filing.kind === 'cancel' ? null : <Declared filing={filing} />}
        <HandIn filing={filing} />
      </Stack>
    </TransactionFrame>
  )
}

function ChangeLink({ filing, part }: { readonly filing: Filing; readonly part: PartKey }) {
  return (
    <Link
      to="/filings/$enterpriseId/$filingId/edit"
      params={{ enterpriseId: filing.enterpriseId, filingId: filing.id }}
      search={{ part } as never}
      aria-label={checkWords.changePart(formWords.parts[part])}
    >
      {checkWords.change}
    </Link>
  )
}

const declared: Status = { text: checkWords.made, icon: 'check-circle', tone: 'success' }
const pending: Status = { text: checkWords.notMade, icon: 'clock', tone: 'warning' }

/** What is declared beside 附件1. */
function Declared({ filing }: { readonly filing: Filing }) {
  const ticked = filing.form.generalConditions ?? {}
  const general = filing.verdict?.tree.find(({ kind }) => kind === 'general-conditions')?.children ?? []
  const hasExclusions = !filing.verdict || filing.verdict.tree.some(({ kind }) => kind === 'exclusions')
  const lines = [
    ...(hasExclusions
      ? [{ key: 'exclusions', text: formWords.noExclusions, made: filing.form.noExclusions === true }]
      : []),
    ...general.map(({ id, title }) => ({ key: id, text: title, made: ticked[id] === true })),
    {
      key: 'consent',
      text: filing.onBehalf ? formWords.consentOnPaper : formWords.consent,
      made: filing.consentedAt !== null,
    },
  ]
  return (
    <Section
      title={checkWords.declared}
      extra={filing.abilities.save ? <ChangeLink filing={filing} part="declarations" /> : null}
    >
      <ul>
        {lines.map(({ key, text, made }) => (
          <li key={key}>
            <StatusText status={made ? declared : pending} />　{text}
          </li>
        ))}
      </ul>
    </Section>
  )
}
