import { useNavigate } from '@tanstack/react-router'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { countFilings, listFilings, readFiling } from '../../contract.ts'
import { startFilingCancellation } from '../../follow/contract.ts'
import { readTenure } from '../../tenure/contract.ts'
import { CancellationForm } from './cancellation-form.tsx'
import { followWords as words } from './follow-words.ts'

/** Begins a 注销 of a filing in force: reason, last day, proof; then it is checked, confirmed and handed in like any other. */
export default function CancelPage() {
  const of = useScreenParams('enterpriseId', 'filingId')
  const filing = useNeededOperation(readFiling, of)
  const navigate = useNavigate()
  const start = useCommand(startFilingCancellation, {
    invalidates: [listFilings, countFilings, readTenure, readFiling],
    onDone: ({ id }) =>
      navigate({
        to: '/filings/$enterpriseId/$filingId/check',
        params: { enterpriseId: of.enterpriseId, filingId: id },
        replace: true,
      }),
  })
  return (
    <>
      <PageTitle
        title={words.cancelTitle}
        above={{ to: `/enterprises/${of.enterpriseId}/tenure`, label: words.back }}
        sub={words.cancelText(filing.filingNo ?? '', filing.form.name ?? '')}
      />
      <CancellationForm
        enterpriseId={of.enterpriseId}
        begin={{ on: filing.leftOn ?? today(), reason: undefined, note: '', scans: [] }}
        error={start.error}
        saving={start.isPending}
        onSave={({ scans, reason, ...said }) =>
          start.mutate({
            ...of,
            ...said,
            reason: reason ?? '',
            scanIds: scans.map(({ fileId }) => fileId),
          })
        }
      />
    </>
  )
}
