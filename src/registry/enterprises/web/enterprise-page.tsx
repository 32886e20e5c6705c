import { Link } from '@tanstack/react-router'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { type Me, readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { type Enterprise, readEnterprise } from '../contract.ts'
import { type Deed, DeedDrawer } from './deed-drawer.tsx'
import { EnterpriseEvents } from './enterprise-events.tsx'
import { EnterpriseLists } from './enterprise-lists.tsx'
import { EnterpriseTags } from './enterprise-tags.tsx'
import { words as pageWords } from './page-words.ts'
import { Particulars } from './particulars.tsx'
import { words } from './words.ts'

/** One enterprise of the directory: what is known of it, its lists and changes; who may change what begins here. */
export default function EnterprisePage() {
  const of = useScreenParams('enterpriseId')
  const { grant } = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const own = grant.enterpriseId === enterprise.id
  const upkeeps = grant.role === 'county-officer' || grant.role === 'city-officer'
  return (
    <>
      <PageTitle
        title={own ? words.own : enterprise.name}
        {...(!own && { above: { to: '/enterprises', label: words.directory } })}
        sub={own ? enterprise.name : enterprise.unitName}
        phoneActions
        actions={<Actions enterprise={enterprise} grant={grant} />}
      />
      <Stack>
        {enterprise.endedAs ? <Ended enterprise={enterprise} /> : null}
        <Particulars enterprise={enterprise} own={own} />
        <EnterpriseLists enterprise={enterprise} own={own} />
        <EnterpriseEvents enterpriseId={enterprise.id} />
        {grant.unitId ? <EnterpriseTags unitId={grant.unitId} enterpriseId={enterprise.id} /> : null}
        {upkeeps && grant.unitId ? <Upkeep enterprise={enterprise} unitId={grant.unitId} /> : null}
      </Stack>
    </>
  )
}

type OfGrant = { readonly enterprise: Enterprise; readonly grant: Me['grant'] }

function Actions({ enterprise, grant }: OfGrant) {
  const of = { enterpriseId: enterprise.id }
  const own = grant.enterpriseId === enterprise.id
  if (own && actsInRegistry(grant.role)) {
    return (
      <Link to="/enterprises/$enterpriseId/edit" params={of}>
        <Button type="primary">{words.edit}</Button>
      </Link>
    )
  }
  if (own || grant.role === 'industry-officer') return null
  return (
    <>
      {grant.unitId === enterprise.unitId ? (
        <>
          <Link to="/people" search={{ enterprise: enterprise.id } as never}>
            <Button>{words.toPeople}</Button>
          </Link>
          <Link to="/enterprises/$enterpriseId/appointments" params={of}>
            <Button>{words.onBehalf}</Button>
          </Link>
        </>
      ) : null}
      <Link to={`/enterprises/${enterprise.id}/tenure`}>
        <Button>{words.tenure}</Button>
      </Link>
      <Link to="/enterprises/$enterpriseId/survey" params={of}>
        <Button>{words.survey}</Button>
      </Link>
      <Link to="/register" search={{ text: enterprise.name } as never}>
        <Button>{words.filings}</Button>
      </Link>
    </>
  )
}

function Ended({ enterprise }: { readonly enterprise: Enterprise }) {
  const { endedAs, endedOn, mergedInto } = enterprise
  if (!endedAs || !endedOn) return null
  return (
    <Alert
      type="info"
      showIcon
      title={pageWords.endedBanner(pageWords.event.ended[endedAs], endedOn)}
      action={
        mergedInto ? (
          <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: mergedInto }}>
            {pageWords.mergedInto}
          </Link>
        ) : null
      }
    />
  )
}

/** What an officer of the responsible unit, or of the city over it, may do with this enterprise now. */
function deedsOn({ creditCodeWarning, codeKind, codeReason, endedAs }: Enterprise): Deed[] {
  const odd = creditCodeWarning || codeKind === 'registration-number'
  return [
    ...(odd && !codeReason ? ['keep-code' as const] : []),
    ...(endedAs ? ['resume' as const] : ['correct' as const, 'handover' as const, 'end' as const]),
  ]
}

function Upkeep({ enterprise, unitId }: { readonly enterprise: Enterprise; readonly unitId: string }) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const [proposed, setProposed] = useState(false)
  const close = () => setDeed(null)
  return (
    <Section title={pageWords.upkeep}>
      <Space wrap size={8}>
        {deedsOn(enterprise).map((each) => (
          <Button key={each} onClick={() => setDeed(each)}>
            {pageWords.deeds[each]}
          </Button>
        ))}
      </Space>
      {proposed ? (
        <div role="status" style={{ marginTop: 10 }}>
          {pageWords.proposed}
          <Link to="/units/$unitId/handovers" params={{ unitId }} className="opens-list">
            {pageWords.toHandovers}
          </Link>
        </div>
      ) : null}
      <DeedDrawer
        enterprise={enterprise}
        unitId={unitId}
        deed={deed}
        onClose={close}
        onProposed={() => {
          close()
          setProposed(true)
        }}
      />
    </Section>
  )
}
