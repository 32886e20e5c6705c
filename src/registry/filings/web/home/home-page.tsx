import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { listNotices } from '#foundation/notices/contract.ts'
import { type Me, readMe } from '#foundation/sign-in/contract.ts'
import { addressOf } from '#platform/client.ts'
import { spanWords } from '#platform/values/period.ts'
import {
  type Appointment,
  listAppointments,
  printAppointmentLetter,
} from '#registry/appointments/contract.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import type { Flow } from '#registry/rules/pack-sections.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/fault.tsx'
import { instant, today } from '#ui/format.ts'
import { LifeCard, type NextStepProps } from '#ui/line-of-life.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Muted, Section, Stack } from '#ui/section.tsx'
import { SpellTimeline } from '#ui/spell-timeline.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { useNeededOperation, useOperation } from '#ui/use-operation.ts'
import { type Filing, listFilings, readFiling } from '../../contract.ts'
import { readTenure, type Tenure } from '../../tenure/contract.ts'
import { timelineOf } from '../tenure/timeline.ts'
import { homeWords as words } from './home-words.ts'
import { currentAppointment, filingOf, lifeStages } from './life.ts'
import { type Duty, dutiesOf } from './next-step.ts'

/** First page of an enterprise: where its officer stands, what is due next, what waits, what was said. */
export default function HomePage() {
  const of = useScreenParams('enterpriseId')
  const me = useNeededOperation(readMe, {})
  const enterprise = useNeededOperation(readEnterprise, of)
  const appointments = useNeededOperation(listAppointments, of).rows
  const now = today()
  const appointment = currentAppointment(appointments, now)
  const row = filingOf(useNeededOperation(listFilings, { limit: 100 }).rows, appointment)
  const filing = useOperation(
    readFiling,
    { ...of, filingId: row?.id ?? '' },
    { enabled: row !== undefined },
  ).data
  const flow = useOperation(readPackInForce, { unitId: enterprise.unitId, onDate: now }).data?.pack.flow
  const tenure = useNeededOperation(readTenure, of)
  const facts = { ...of, appointment, filing, unitName: enterprise.unitName, flow, today: now, tenure }
  const vacant = vacancyWords(tenure)
  const waitsForFiling = row !== undefined && filing === undefined
  const duties = waitsForFiling ? [] : dutiesOf(facts)
  return (
    <>
      <Head appointment={appointment} vacant={vacant} />
      <Stack>
        <LifeCard
          stages={lifeStages(facts)}
          spells={<SpellTimeline {...timelineOf(tenure.stretches, now)} today={now} />}
          {...(!waitsForFiling && { next: nextStep(duties[0], filing, me) })}
        />
        <Columns
          aside={
            <>
              <Messages />
              <Section title={words.unit}>
                <div>{enterprise.unitName}</div>
                <Muted small>{words.unitNote}</Muted>
              </Section>
            </>
          }
        >
          <Todo duties={duties} me={me} deadline={deadlineOf(flow, filing)} />
        </Columns>
      </Stack>
    </>
  )
}

/** How long the post has been vacant, and until when the rules want a replacement filed. */
function vacancyWords({ vacancy, replacement }: Tenure): string | undefined {
  if (vacancy === null) return undefined
  const limit =
    replacement?.dueOn && replacement.within
      ? words.replaceBy(replacement.dueOn, spanWords(replacement.within))
      : null
  return words.vacant(vacancy.since, vacancy.days, limit)
}

type HeadProps = { readonly appointment: Appointment | undefined; readonly vacant: string | undefined }

function Head({ appointment, vacant }: HeadProps) {
  if (vacant && appointment?.status !== 'issued') {
    return <PageTitle title={words.vacantTitle} above={words.above} sub={vacant} />
  }
  if (!appointment) return <PageTitle title={words.nobody} above={words.above} sub={words.nobodyText} />
  const { enterpriseId, id, positionTitle, fullTime, departments } = appointment
  const line = [
    positionTitle,
    fullTime ? words.fullTime : words.partTime,
    departments.length > 0 ? words.leads(departments) : '',
  ]
  return (
    <PageTitle
      title={appointment.personName}
      above={words.above}
      sub={line.filter(Boolean).join('　')}
      actions={
        appointment.status === 'issued' ? (
          <Button
            href={addressOf(printAppointmentLetter, { enterpriseId, appointmentId: id })}
            target="_blank"
          >
            {words.letterButton}
          </Button>
        ) : null
      }
    />
  )
}

/** The button is for whom it concerns; others read who is to act. */
function nextStep(duty: Duty | undefined, filing: Filing | undefined, me: Me): NextStepProps {
  if (!duty) {
    return {
      title: filing?.filingNo ? words.registered(filing.filingNo) : words.nothing,
      text: words.registeredText,
    }
  }
  return {
    title: duty.title,
    text: duty.text,
    ...(duty.to &&
      isMine(duty, me) && {
        action: (
          <Link to={duty.to}>
            <Button type={duty.by === 'unit' ? 'default' : 'primary'} size="large">
              {duty.action}
            </Button>
          </Link>
        ),
      }),
  }
}

/** The principal may do all that the filer does; what only the principal may do, the filer may look at. */
function isMine(duty: Duty, me: Me): boolean {
  if (me.grant.role === 'cqo') return duty.by === 'unit'
  return duty.by !== 'principal' || me.grant.role === 'principal' || duty.key === 'confirm'
}

/** How long the rules leave for the step at hand. */
function deadlineOf(flow: Flow | undefined, filing: Filing | undefined): string {
  const period =
    filing?.status === 'returned' ? flow?.deadlines?.correction : flow?.deadlines?.filingAfterAppointment
  return period ? words.deadline(period.amount, period.unit) : words.notStated
}

type TodoProps = { readonly duties: readonly Duty[]; readonly me: Me; readonly deadline: string }

function Todo({ duties, me, deadline }: TodoProps) {
  const mine = duties.filter(({ by }) => by !== 'unit')
  const { columns } = words
  const doer = ({ by }: Duty) =>
    by === 'unit' ? '' : me.grant.role === by ? words.me(me.name) : words.doers[by]
  const name = (duty: Duty) => (
    <>
      {duty.to && isMine(duty, me) ? <Link to={duty.to}>{duty.title}</Link> : duty.title}
      <div>
        <Muted small>{duty.text}</Muted>
      </div>
    </>
  )
  return (
    <Section title={words.todo} note={words.todoCount(mine.length)} flush>
      <DataTable
        caption={words.todo}
        minWidth={0}
        rows={mine}
        rowKey={({ key }) => key}
        empty={<EmptyState text={words.nothing} />}
        columns={[
          { key: 'what', title: columns.what, render: (_, duty) => name(duty) },
          { key: 'by', title: columns.by, width: 150, render: (_, duty) => doer(duty) },
          { key: 'deadline', title: columns.deadline, width: 130, render: (_, duty) => duty.due ?? deadline },
          {
            key: 'status',
            title: columns.status,
            width: 140,
            render: (_, duty) => <StatusText status={duty.status} />,
          },
        ]}
        phoneRow={(duty) => ({
          name: name(duty),
          meta: doer(duty),
          status: <StatusText status={duty.status} />,
        })}
      />
    </Section>
  )
}

function Messages() {
  const { data } = useOperation(listNotices, { limit: 3 })
  return (
    <Section title={words.messages} extra={<Link to="/notices">{words.allMessages}</Link>}>
      {data?.rows.length === 0 ? <EmptyState text={words.noMessages} /> : null}
      <Stack>
        {data?.rows.map((notice) => (
          <div key={notice.id}>
            <Muted small>
              {notice.read ? '' : `${words.unread}　`}
              {instant(notice.at)}
            </Muted>
            <div>{notice.link ? <Link to={notice.link}>{notice.title}</Link> : notice.title}</div>
          </div>
        ))}
      </Stack>
    </Section>
  )
}
