import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { readMe } from '#foundation/sign-in/contract.ts'
import { readAppointment } from '#registry/appointments/contract.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { today } from '#ui/format.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { countFilings, listFilings, openFilingExists, startFiling } from '../../contract.ts'
import { startWords } from './start-words.ts'

/** Before a filing is begun: what is taken over, what has to be at hand. */
export default function StartPage() {
  const of = useScreenParams('enterpriseId', 'appointmentId')
  const appointment = useNeededOperation(readAppointment, of)
  const navigate = useNavigate()
  const principal = usePrincipalNeeds(of.enterpriseId)
  const openFiling = (filingId: string) =>
    navigate({
      to: '/filings/$enterpriseId/$filingId/edit',
      params: { enterpriseId: of.enterpriseId, filingId },
      replace: true,
    })
  const start = useCommand(startFiling, {
    invalidates: [listFilings, countFilings],
    onDone: (filing) => openFiling(filing.id),
  })
  const begun = start.error ? problemOf(start.error) : null
  const existing = begun?.code === openFilingExists.code ? begun.details?.filingId : undefined
  return (
    <>
      <PageTitle title={startWords.title} above={{ to: '/', label: startWords.home }} />
      <Section>
        <Stack>
          {start.error ? <RefusedAlert error={start.error} /> : null}
          {typeof existing === 'string' ? (
            <Link to="/filings/$enterpriseId/$filingId/edit" params={{ ...of, filingId: existing }}>
              {startWords.openExisting}
            </Link>
          ) : null}
          <Facts
            items={[
              { term: startWords.person, value: appointment.personName },
              { term: startWords.post, value: appointment.positionTitle },
              {
                term: startWords.term,
                value: `${appointment.termFrom} 至 ${appointment.termTo ?? startWords.open}`,
              },
            ]}
          />
          <p>{startWords.taken}</p>
          <h2>{startWords.prepare}</h2>
          <ul>
            {[...startWords.needed, principal].map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <div>
            <Button type="primary" size="large" loading={start.isPending} onClick={() => start.mutate(of)}>
              {startWords.begin}
            </Button>
          </div>
        </Stack>
      </Section>
    </>
  )
}

/** How the principal confirms where the enterprise is: as the rules in force there say. */
function usePrincipalNeeds(enterpriseId: string): string {
  const me = useNeededOperation(readMe, {})
  const { unitId } = useNeededOperation(readEnterprise, { enterpriseId })
  const rules = useOperation(readPackInForce, { unitId, onDate: today() })
  const { principal } = startWords
  if (me.grant.unitId !== null) return principal.onBehalf
  const modes = rules.data?.pack.flow.confirmation ?? ['in-app']
  if (!modes.includes('stamped-scan')) return principal.inApp
  return modes.includes('in-app') ? principal.either : principal.scan
}
