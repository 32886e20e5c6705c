import { useNavigate } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { changeAppointment, listAppointments, readAppointment } from '../contract.ts'
import { AppointmentForm } from './appointment-form.tsx'
import { particularsOf } from './particulars.ts'
import { words } from './words.ts'

/** A draft is changed until it is issued. */
export default function ChangePage() {
  const of = useScreenParams('enterpriseId', 'appointmentId')
  const appointment = useNeededOperation(readAppointment, of)
  const navigate = useNavigate()
  const at = `/enterprises/${of.enterpriseId}/appointments/${of.appointmentId}`
  const change = useCommand(changeAppointment, {
    invalidates: [listAppointments, readAppointment],
    onDone: () => navigate({ to: at, replace: true }),
  })
  return (
    <>
      <PageTitle title={words.editTitle} above={{ to: at, label: appointment.personName }} />
      <AppointmentForm
        enterpriseId={of.enterpriseId}
        begin={particularsOf(appointment)}
        saving={change.isPending}
        error={change.error}
        onSave={(input) => change.mutate({ ...of, ...input, version: appointment.version })}
      />
    </>
  )
}
