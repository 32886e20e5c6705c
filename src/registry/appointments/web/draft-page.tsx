import { useNavigate } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useCommand } from '#ui/use-operation.ts'
import { draftAppointment, listAppointments } from '../contract.ts'
import { AppointmentForm } from './appointment-form.tsx'
import { blank } from './particulars.ts'
import { words } from './words.ts'

/** A new appointment, kept as a draft until the principal issues the letter. */
export default function DraftPage() {
  const of = useScreenParams('enterpriseId')
  const navigate = useNavigate()
  const draft = useCommand(draftAppointment, {
    invalidates: [listAppointments],
    onDone: ({ id }) =>
      navigate({
        to: '/enterprises/$enterpriseId/appointments/$appointmentId',
        params: { ...of, appointmentId: id },
        replace: true,
      }),
  })
  return (
    <>
      <PageTitle
        title={words.newTitle}
        above={{ to: `/enterprises/${of.enterpriseId}/appointments`, label: words.list }}
      />
      <AppointmentForm
        {...of}
        begin={blank}
        saving={draft.isPending}
        error={draft.error}
        onSave={(input) => draft.mutate({ ...of, ...input })}
      />
    </>
  )
}
