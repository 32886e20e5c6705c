import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { addDays, addMonthsClamped, civilDateParts } from '#platform/values/civil-date.ts'
import { readEnterprise } from '#registry/enterprises/contract.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Facts, Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { type Appointment, listAppointments, readAppointment } from '../../contract.ts'
import { listTermEvaluations, renewAppointment, type TermEvaluation } from '../../renewal/contract.ts'
import { words as common } from '../words.ts'
import { EvaluationForm } from './evaluation-form.tsx'
import { renewalWords as words } from './renewal-words.ts'

/** At the end of a term: the principal evaluates, and an officer who stays is appointed anew without gap. */
export default function RenewalPage() {
  const of = useScreenParams('enterpriseId', 'appointmentId')
  const me = useNeededOperation(readMe, {})
  const appointment = useNeededOperation(readAppointment, of)
  const { unitId } = useNeededOperation(readEnterprise, { enterpriseId: of.enterpriseId })
  const evaluations = useNeededOperation(listTermEvaluations, { enterpriseId: of.enterpriseId }).rows.filter(
    ({ appointmentId }) => appointmentId === appointment.id,
  )
  const acts = me.grant.unitId !== null && me.grant.unitId === unitId
  const evaluates = me.grant.role === 'principal' || acts
  const { termFrom, termTo } = appointment
  return (
    <>
      <PageTitle
        title={words.title(appointment.personName)}
        above={{ to: `/enterprises/${of.enterpriseId}/tenure`, label: words.back }}
        sub={words.sub(termFrom, termTo ?? common.open)}
      />
      <Stack>
        <Records evaluations={evaluations} />
        {evaluates ? (
          <EvaluationForm key={evaluations.length} {...of} />
        ) : (
          <Section title={words.evaluate}>
            <Muted>{words.onlyPrincipal}</Muted>
          </Section>
        )}
        <Renew appointment={appointment} latest={evaluations[0]} />
      </Stack>
    </>
  )
}

function Records({ evaluations }: { readonly evaluations: readonly TermEvaluation[] }) {
  if (evaluations.length === 0) return null
  return (
    <Section title={words.records}>
      <Stack>
        {evaluations.map(({ id, evaluatedOn, evaluatorName, result, items, opinion }) => (
          <div key={id}>
            <strong>{words.recorded(evaluatedOn, evaluatorName, words.results[result])}</strong>
            <Facts
              items={[
                ...items.map(({ text, finding }) => ({ term: text, value: finding })),
                { term: words.opinion, value: opinion },
              ]}
            />
          </div>
        ))}
      </Stack>
    </Section>
  )
}

/** As long as the term before, in whole months. */
function sameLength({ termFrom, termTo }: Appointment): string {
  if (termTo === null) return ''
  const from = civilDateParts(termFrom)
  const end = civilDateParts(addDays(termTo, 1))
  const months = (end.year - from.year) * 12 + end.month - from.month
  return addDays(addMonthsClamped(addDays(termTo, 1), Math.max(1, months)), -1)
}

type RenewProps = { readonly appointment: Appointment; readonly latest: TermEvaluation | undefined }

function Renew({ appointment, latest }: RenewProps) {
  const { enterpriseId, id, version, status } = appointment
  const navigate = useNavigate()
  const [termTo, setTermTo] = useState(() => sameLength(appointment))
  const [letterNo, setLetterNo] = useState('')
  const renew = useCommand(renewAppointment, {
    invalidates: [listAppointments],
    onDone: (made) => navigate({ to: `/enterprises/${enterpriseId}/appointments/${made.id}` }),
  })
  const refused = renew.error ? (problemOf(renew.error).errors ?? []) : []
  const errorOf = (path: string) => refused.find((each) => each.path === path)?.message
  const why =
    status !== 'issued'
      ? words.ended
      : appointment.termTo === null
        ? words.openTerm
        : latest
          ? latest.result === 'renew'
            ? null
            : words.reselect
          : words.notYet
  if (why !== null || appointment.termTo === null) {
    return (
      <Section title={words.renew}>
        <Muted>{why}</Muted>
      </Section>
    )
  }
  return (
    <Section title={words.renew}>
      <Stack>
        <p>{words.renewNote(addDays(appointment.termTo, 1))}</p>
        {renew.error && refused.length === 0 ? <RefusedAlert error={renew.error} /> : null}
        <FieldGrid>
          <Field name="termTo" label={words.termTo} hint={common.openHint} optional error={errorOf('termTo')}>
            {(control) => <TextInput {...control} value={termTo} onChange={setTermTo} />}
          </Field>
          <Field name="letterNo" label={words.letterNo} optional error={errorOf('letterNo')}>
            {(control) => <TextInput {...control} value={letterNo} onChange={setLetterNo} />}
          </Field>
        </FieldGrid>
        <div>
          <Button
            type="primary"
            loading={renew.isPending}
            onClick={() =>
              renew.mutate({
                ...{ enterpriseId, appointmentId: id, version },
                termTo: termTo.trim() || null,
                letterNo: letterNo.trim() || null,
              })
            }
          >
            {words.draft}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}
