import { Alert } from 'antd'
import { addressOf } from '#platform/client.ts'
import { useClient } from '#ui/client.tsx'
import { DocumentViewer } from '#ui/document-viewer.tsx'
import { instant } from '#ui/format.ts'
import { MaskedValue } from '#ui/masked-value.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Facts, Section, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { type Registration, readRegistration, readRegistrationScan, revealApplicant } from '../contract.ts'
import { Comparison } from './comparison.tsx'
import { DecideForm } from './decide-form.tsx'
import { words } from './words.ts'

/** What was sent, beside the directory and the scans; confirmed or not. */
export default function ConfirmPage() {
  const of = useScreenParams('registrationId')
  const registration = useNeededOperation(readRegistration, of)
  const { state, decidedAt } = registration
  return (
    <>
      <PageTitle
        title={registration.name}
        documentTitle={words.list}
        above={{ to: '/registrations', label: words.list }}
        sub={`${words.receiptNo} ${registration.receiptNo}　${words.columns.submitted} ${instant(registration.submittedAt)}`}
      />
      <Columns width={420} aside={<DecideForm registration={registration} />}>
        {state === 'pending' ? null : (
          <Alert
            type={state === 'accepted' ? 'success' : 'info'}
            showIcon
            title={words.decidedAs(words.tabs[state], instant(decidedAt))}
            description={registration.reason}
          />
        )}
        <Section flush title={words.compare}>
          <Comparison registration={registration} />
        </Section>
        <Applicant registration={registration} />
        <Section title={words.scans}>
          <DocumentViewer
            documents={registration.scans.map((scan) => ({
              key: scan.id,
              label: words.scanKinds[scan.kind],
              kind: scan.mediaType === 'application/pdf' ? ('pdf' as const) : ('image' as const),
              url: addressOf(readRegistrationScan, { ...of, scanId: scan.id }),
            }))}
          />
        </Section>
      </Columns>
    </>
  )
}

function Applicant({ registration }: { readonly registration: Registration }) {
  const client = useClient()
  const reveal = async (purpose: string) =>
    (await client.call(revealApplicant, { registrationId: registration.id, purpose })).mobile
  const { fields } = words
  return (
    <Section title={words.applicant}>
      <Stack>
        <Facts
          items={[
            { term: fields.applicantName, value: registration.applicantName },
            { term: fields.applicantPost, value: registration.applicantPost },
            { term: words.role, value: words.roles[registration.role] },
            {
              term: fields.mobile,
              value: (
                <MaskedValue
                  label={fields.mobile}
                  masked={registration.mobile}
                  reveal={reveal}
                  notice={words.mobileNotice}
                />
              ),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
