import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { addFile, readFileBytes } from '#foundation/files/contract.ts'
import { readMe } from '#foundation/sign-in/contract.ts'
import { actsInRegistry } from '#platform/access/actor.ts'
import { addressOf } from '#platform/client.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { readPackInForce } from '#registry/rules/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { scanRules } from '#ui/file-rules.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Columns, Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import { uploadBytes } from '#ui/upload-bytes.ts'
import { useCommand, useNeededOperation, useOperation } from '#ui/use-operation.ts'
import {
  type Appointment,
  addAppointmentScan,
  issueAppointment,
  listAppointments,
  printAppointmentLetter,
  readAppointment,
} from '../contract.ts'
import { EndAppointment } from './end-appointment.tsx'
import { Organisation } from './organisation.tsx'
import { RecordIssue } from './record-issue.tsx'
import { appointmentStatus } from './status.ts'
import { words } from './words.ts'

const touched = { invalidates: [readAppointment, listAppointments] }

/** One appointment: what was decided, the letter, its stamped scan. */
export default function AppointmentPage() {
  const of = useScreenParams('enterpriseId', 'appointmentId')
  const me = useNeededOperation(readMe, {})
  const appointment = useNeededOperation(readAppointment, of)
  const issue = useCommand(issueAppointment, touched)
  const draft = appointment.status === 'draft'
  const own = me.grant.enterpriseId === of.enterpriseId && actsInRegistry(me.grant.role)
  const acts = appointment.onBehalf !== null && me.grant.unitId === appointment.onBehalf.unitId
  const { unitId } = useNeededOperation(readEnterprise, of)
  const responsible = unitId === me.grant.unitId
  return (
    <>
      <PageTitle
        title={appointment.personName}
        above={{ to: `/enterprises/${of.enterpriseId}/appointments`, label: words.list }}
        status={<StatusText status={appointmentStatus(appointment)} boxed />}
        sub={appointment.positionTitle}
        phoneActions
        actions={
          <>
            {draft && (own || acts) ? (
              <Link to="/enterprises/$enterpriseId/appointments/$appointmentId/edit" params={of}>
                <Button>{words.edit}</Button>
              </Link>
            ) : null}
            {draft && me.grant.role === 'principal' ? (
              <Popconfirm
                title={words.issueAsk(appointment.personName)}
                okText={words.issue}
                onConfirm={() => issue.mutate({ ...of, version: appointment.version })}
              >
                <Button type="primary" loading={issue.isPending}>
                  {words.issue}
                </Button>
              </Popconfirm>
            ) : null}
            {appointment.status === 'issued' && (me.grant.role === 'principal' || acts) ? (
              <EndAppointment appointment={appointment} />
            ) : null}
            {draft ? null : (
              <Button href={addressOf(printAppointmentLetter, of)} target="_blank">
                {words.letter}
              </Button>
            )}
            {appointment.status !== 'issued' || !(own || responsible) ? null : (
              <Link to={`/filings/${of.enterpriseId}/start/${of.appointmentId}`}>
                <Button type="primary">{own ? words.file : words.fileOnBehalf}</Button>
              </Link>
            )}
          </>
        }
      />
      <Stack>
        {appointment.unprintable.length > 0 ? (
          <output>{words.unprintable(appointment.unprintable.join('、'))}</output>
        ) : null}
        {issue.error ? <RefusedAlert error={issue.error} /> : null}
        {appointment.onBehalf ? (
          <p>{words.onBehalf(appointment.onBehalf.unitName, appointment.onBehalf.byName)}</p>
        ) : null}
        {draft && me.grant.role === 'filer' ? <Muted>{words.issueBy}</Muted> : null}
        <Columns
          aside={
            <>
              {draft && !appointment.onBehalf ? null : (
                <StampedLetter appointment={appointment} mayAdd={own || acts} />
              )}
              {draft && acts ? <RecordIssue appointment={appointment} /> : null}
            </>
          }
        >
          <Section title={words.particulars}>
            <Particulars appointment={appointment} />
          </Section>
          <Organisation appointment={appointment} unitId={unitId} />
        </Columns>
      </Stack>
    </>
  )
}

function Particulars({ appointment }: { readonly appointment: Appointment }) {
  const { fields } = words
  const { unitId } = useNeededOperation(readEnterprise, { enterpriseId: appointment.enterpriseId })
  const onDate = appointment.termFrom
  const rules = useOperation(readPackInForce, { unitId, onDate })
  const titles = new Map(rules.data?.pack.powers.map(({ id, title }) => [id, title]))
  const { allowanceFen } = appointment
  return (
    <Facts
      items={[
        { term: fields.positionLevel, value: words.levels[appointment.positionLevel] },
        { term: fields.fullTime, value: appointment.fullTime ? words.fullTimeYes : words.fullTimeNo },
        { term: fields.departments, value: appointment.departments.join('、') || words.none },
        {
          term: fields.powers,
          value:
            appointment.powers.length > 0 ? (
              <ol>
                {appointment.powers.map((id) => (
                  <li key={id}>{titles.get(id) ?? id}</li>
                ))}
              </ol>
            ) : (
              words.none
            ),
        },
        {
          term: words.columns.term,
          value: words.range(appointment.termFrom, appointment.termTo ?? words.open),
        },
        {
          term: fields.allowanceFen,
          value:
            allowanceFen === null ? words.none : `${(allowanceFen / 100).toFixed(2)} ${words.allowanceUnit}`,
        },
        { term: fields.careerPath, value: appointment.careerPath || words.none },
        {
          term: fields.appointerName,
          value: `${appointment.appointerName}（${appointment.appointerCapacity}）`,
        },
        { term: fields.letterNo, value: appointment.letterNo ?? words.none },
        { term: words.issuedOn, value: appointment.issuedOn ?? words.none },
        ...endingFacts(appointment),
      ]}
    />
  )
}

function endingFacts({ enterpriseId, ending }: Appointment) {
  if (!ending) return []
  const { on, reasonText, note, scanId } = ending
  return [
    {
      term: words.ending.term,
      value: (
        <>
          {words.ending.told(on, reasonText, note)}{' '}
          {scanId ? (
            <a
              href={addressOf(readFileBytes, { enterpriseId, fileId: scanId })}
              target="_blank"
              rel="noreferrer"
            >
              {words.ending.seeProof}
            </a>
          ) : null}
        </>
      ),
    },
  ]
}

function StampedLetter({
  appointment,
  mayAdd,
}: {
  readonly appointment: Appointment
  readonly mayAdd: boolean
}) {
  const { enterpriseId, id, version, scanId } = appointment
  const add = useCommand(addAppointmentScan, touched)
  const upload = (file: File, options: object) =>
    uploadBytes(addFile, { enterpriseId, purpose: 'appointment-scan', name: file.name }, file, options)
  const current = scanId
    ? { name: words.scanKept, href: addressOf(readFileBytes, { enterpriseId, fileId: scanId }) }
    : undefined
  return (
    <Section title={words.scanTitle}>
      <Stack>
        <Muted>{appointment.onBehalf ? words.scanTextOnBehalf : words.scanText}</Muted>
        {add.error ? <RefusedAlert error={add.error} /> : null}
        <FileDrop
          label={words.scan}
          rules={scanRules}
          current={current}
          disabled={!mayAdd}
          upload={upload}
          onUploaded={(stored) => add.mutate({ enterpriseId, appointmentId: id, version, fileId: stored.id })}
        />
      </Stack>
    </Section>
  )
}
