import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readFileBytes } from '#foundation/files/contract.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import { addressOf } from '#platform/client.ts'
import { DocumentViewer, type ViewedDocument } from '#ui/document-viewer.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { instant } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Facts, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { filingStatus } from '#ui/statuses.ts'
import { useNeededOperation } from '#ui/use-operation.ts'
import { WhyPanel } from '#ui/why-panel.tsx'
import { type Defect, type Filing, printFilingForm, readFiling } from '../contract.ts'
import { DecisionSection } from './decision-section.tsx'
import { FilingSheet } from './filing-sheet.tsx'
import { formWords } from './form-words.ts'
import { words } from './words.ts'

/** One filing: the form on the left, papers, verdict and decision on the right. */
export default function FilingPage() {
  const { enterpriseId, filingId } = useScreenParams('enterpriseId', 'filingId')
  const me = useNeededOperation(readMe, {})
  const filing = useNeededOperation(readFiling, { enterpriseId, filingId })
  const [defects, setDefects] = useState<readonly Defect[]>([])
  const reader = me.grant.unitId ? 'unit' : 'enterprise'
  const mark = (place: string) => {
    if (defects.some((defect) => defect.place === place)) return
    setDefects([...defects, { place, why: '', how: '', basis: '' }])
  }
  return (
    <>
      <PageTitle
        title={filing.enterpriseName}
        above={{ to: '/filings', label: words.back }}
        status={<StatusText status={filingStatus(filing.status, reader)} boxed />}
        sub={filing.filingNo ?? filing.unitName}
        actions={
          <>
            <Button href={addressOf(printFilingForm, { enterpriseId, filingId })} target="_blank">
              {words.print}
            </Button>
            {filing.abilities.save ? (
              <Link to="/filings/$enterpriseId/$filingId/edit" params={{ enterpriseId, filingId }}>
                <Button type="primary">{formWords.edit}</Button>
              </Link>
            ) : null}
          </>
        }
      />
      <Columns
        width={440}
        aside={
          <Stack>
            {filing.verdict ? <WhyPanel verdict={filing.verdict} /> : <EmptyState text={words.noVerdict} />}
            <Papers filing={filing} />
            <History filing={filing} />
          </Stack>
        }
      >
        <Stack>
          <ToldDefects filing={filing} />
          <Section flush>
            <FilingSheet filing={filing} onMark={filing.abilities.return ? mark : undefined} />
          </Section>
          <DecisionSection filing={filing} defects={defects} onDefects={setDefects} />
        </Stack>
      </Columns>
    </>
  )
}

function Papers({ filing }: { readonly filing: Filing }) {
  const { enterpriseId } = filing
  const url = (fileId: string) => addressOf(readFileBytes, { enterpriseId, fileId })
  const documents: ViewedDocument[] = filing.scans.map((scan) => ({
    key: scan.fileId,
    label: words.purposes[scan.purpose] ?? scan.name,
    kind: scan.mediaType === 'application/pdf' ? 'pdf' : 'image',
    url: url(scan.fileId),
  }))
  if (filing.photoId) {
    documents.push({ key: filing.photoId, label: words.photo, kind: 'image', url: url(filing.photoId) })
  }
  return documents.length > 0 ? <DocumentViewer documents={documents} /> : <EmptyState text={words.noScans} />
}

function History({ filing }: { readonly filing: Filing }) {
  return (
    <Section title={words.events}>
      <Facts
        items={filing.events.map((event) => ({
          term: instant(event.recordedAt),
          value: [words.eventWords[event.kind], event.accountName, event.note].filter(Boolean).join('　'),
        }))}
      />
    </Section>
  )
}

function ToldDefects({ filing }: { readonly filing: Filing }) {
  const round = Math.max(0, ...filing.defects.map((defect) => defect.round))
  const told = filing.defects.filter((defect) => defect.round === round)
  if (told.length === 0 || filing.status === 'registered') return null
  return (
    <Section title={words.toldDefects}>
      <ol>
        {told.map((defect) => (
          <li key={defect.seq}>
            {defect.why}
            {defect.how}
            {defect.basis ? `（${defect.basis}）` : ''}
            {defect.answer ? `　${words.answer}：${defect.answer}` : ''}
          </li>
        ))}
      </ol>
    </Section>
  )
}
