import { Alert } from 'antd'
import { useState } from 'react'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { changeReport, type Pack, readReport } from '../contract.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { HeadForm } from './head-form.tsx'
import { PackFacts } from './pack-facts.tsx'
import { PackFigures } from './pack-figures.tsx'
import { PackFiles } from './pack-files.tsx'
import { PackOpenPoints } from './pack-open-points.tsx'
import { PackChanges, PackPlan, PackRows } from './pack-rows.tsx'
import { SendPanel } from './send-panel.tsx'
import { SlipPanel } from './slip-panel.tsx'
import { packStatus } from './status.ts'
import { words } from './words.ts'

/** One pack: a draft as it would be sent now, a sent one as it was frozen; for its sender and its receiver. */
export default function PackPage() {
  const of = useScreenParams('unitId', 'packId')
  const pack = useNeededOperation(readReport, of)
  const isDraft = pack.status === 'draft'
  const above = pack.own
    ? { to: `/units/${pack.unitId}/reports`, label: words.pack.back }
    : { to: `/units/${pack.receiverId}/incoming-reports`, label: words.pack.backIncoming }
  const waits = !pack.own && pack.status === 'sent' && pack.delivery !== 'to-file'
  return (
    <>
      <PageTitle
        title={isDraft ? words.pack.draft(pack.period.label) : words.pack.sent(pack.number ?? '')}
        above={above}
        sub={`${pack.unitName} → ${pack.receiverName}`}
        status={<StatusText status={packStatus(pack.status)} boxed />}
      />
      <Stack>
        {pack.status === 'returned' ? <Reasons pack={pack} /> : null}
        {isDraft ? <PackOpenPoints pack={pack} /> : null}
        {isDraft && pack.own ? <SendPanel pack={pack} /> : null}
        {waits ? <AnswerPanel pack={pack} /> : null}
        <PackFigures pack={pack} />
        <PackFacts pack={pack} />
        {isDraft && pack.own ? <EditHead pack={pack} /> : null}
        <PackChanges pack={pack} />
        {pack.plan ? <PackPlan plan={pack.plan} /> : null}
        <PackRows pack={pack} />
        <PackFiles pack={pack} />
        {isDraft ? null : <SlipPanel pack={pack} />}
      </Stack>
    </>
  )
}

function Reasons({ pack }: { readonly pack: Pack }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={words.pack.reasons}
      description={
        <ul>
          {pack.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      }
    />
  )
}

function EditHead({ pack }: { readonly pack: Pack }) {
  const [saved, setSaved] = useState(0)
  const of = { unitId: pack.unitId, packId: pack.id }
  const change = useCommand(changeReport, { invalidates: [readReport], onDone: () => setSaved(saved + 1) })
  return (
    <Section title={words.edit}>
      <HeadForm
        key={`${pack.version} ${saved}`}
        head={pack}
        submit={words.save}
        saving={change.isPending}
        error={change.error}
        onSubmit={({ asOf, docNo, remarks, filledBy, reviewedBy, phone }) =>
          change.mutate({ ...of, version: pack.version, asOf, docNo, remarks, filledBy, reviewedBy, phone })
        }
      />
    </Section>
  )
}
