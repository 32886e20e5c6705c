import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type Me, readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { spanWords } from '#platform/values/period.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Muted, Section, Stack } from '#ui/section.tsx'
import { SpellTimeline } from '#ui/spell-timeline.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { readTenure, type Tenure } from '../../tenure/contract.ts'
import { InRegister } from './in-register.tsx'
import { StretchTable } from './stretch-table.tsx'
import { tenureWords as words } from './tenure-words.ts'
import { timelineOf } from './timeline.ts'

/** 任期与变更: the officer's whole history, what stands in the register, what is due, and where it is done. */
export default function TenurePage() {
  const of = useScreenParams('enterpriseId')
  const me = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const tenure = useNeededOperation(readTenure, of)
  const isUnit = me.grant.unitId !== null
  const acts = isUnit ? enterprise.unitId === me.grant.unitId : actsInRegistry(me.grant.role)
  return (
    <>
      <PageTitle
        title={isUnit ? words.of(enterprise.name) : words.title}
        sub={words.sub}
        {...(isUnit && { above: { to: `/enterprises/${of.enterpriseId}`, label: enterprise.name } })}
      />
      <Stack>
        {tenure.stretches.length > 0 ? (
          <Section title={words.line}>
            <SpellTimeline {...timelineOf(tenure.stretches, tenure.today)} today={tenure.today} />
          </Section>
        ) : null}
        <Columns
          aside={
            <>
              <InRegister enterpriseId={of.enterpriseId} tenure={tenure} acts={acts} />
              <Ending enterpriseId={of.enterpriseId} tenure={tenure} me={me} acts={acts} />
              <Replacement enterpriseId={of.enterpriseId} tenure={tenure} acts={acts} />
            </>
          }
        >
          <Section title={words.table} flush>
            <StretchTable tenure={tenure} />
          </Section>
        </Columns>
      </Stack>
    </>
  )
}

type CardProps = { readonly enterpriseId: string; readonly tenure: Tenure; readonly acts: boolean }

/** The end of a term that is near or over: evaluation, renewal, its filing. */
function Ending({ enterpriseId, tenure, me, acts }: CardProps & { readonly me: Me }) {
  const { ending, inForce } = tenure
  if (!ending) return null
  const { personName, termTo, days, evaluation, renewedBy, appointmentId } = ending
  const at = `/enterprises/${enterpriseId}/appointments`
  const filed = renewedBy && inForce?.appointmentId === renewedBy.appointmentId
  // What the principal weighed is the enterprise's own matter.
  const own = me.grant.enterpriseId === enterpriseId
  return (
    <Section title={words.ending}>
      <Stack>
        <div>
          {days >= 0 ? words.endsIn(personName, termTo, days) : words.endedFor(personName, termTo, -days)}
        </div>
        {evaluation ? <div>{words.evaluated[evaluation]}</div> : null}
        {renewedBy ? (
          <div>{renewedBy.status === 'draft' ? words.renewalDrafted : words.renewalIssued}</div>
        ) : (
          <Muted>{words.evaluateText}</Muted>
        )}
        {acts && !renewedBy ? (
          <Link to={`${at}/${appointmentId}/renewal`}>
            <Button type="primary">{words.evaluate}</Button>
          </Link>
        ) : null}
        {renewedBy && (own || acts) ? (
          <Link to={`${at}/${renewedBy.appointmentId}`}>{words.openRenewal}</Link>
        ) : null}
        {acts && renewedBy?.status === 'issued' && !filed && !tenure.following ? (
          <Link to={`/filings/${enterpriseId}/start/${renewedBy.appointmentId}`}>
            <Button type="primary">{words.fileRenewal}</Button>
          </Link>
        ) : null}
      </Stack>
    </Section>
  )
}

/** Who has left, for how long nobody is there, and until when a replacement is to be filed. */
function Replacement({ enterpriseId, tenure, acts }: CardProps) {
  const { vacancy, replacement } = tenure
  if (!vacancy && !replacement) return null
  return (
    <Section title={vacancy ? words.vacant : words.replacement}>
      <Stack>
        {vacancy ? (
          <div>{(vacancy.expired ? words.expiredSince : words.vacantSince)(vacancy.since, vacancy.days)}</div>
        ) : null}
        {replacement ? <Deadline replacement={replacement} /> : null}
        {vacancy && acts ? (
          <Link to={`/enterprises/${enterpriseId}/appointments/new`}>
            <Button>{words.appoint}</Button>
          </Link>
        ) : null}
      </Stack>
    </Section>
  )
}

function Deadline({ replacement }: { readonly replacement: NonNullable<Tenure['replacement']> }) {
  const { leftOn, dueOn, within, promised, docNo, clause } = replacement
  return (
    <div>
      <div>{words.left(leftOn)}</div>
      <div>{dueOn && within ? words.dueOn(dueOn, spanWords(within)) : words.notStated}</div>
      {promised ? <Muted small>{words.promised}</Muted> : null}
      {!promised && within && docNo ? <Muted small>{words.source(docNo, clause ?? '')}</Muted> : null}
    </div>
  )
}
