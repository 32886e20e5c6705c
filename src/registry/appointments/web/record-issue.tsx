import { Button } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Appointment, issueAppointment, listAppointments, readAppointment } from '../contract.ts'
import { words } from './words.ts'

/** 代办: records that the principal has issued the letter on paper, on the date that stands there. */
export function RecordIssue({ appointment }: { readonly appointment: Appointment }) {
  const { enterpriseId, id, version, scanId, termFrom } = appointment
  const [issuedOn, setIssuedOn] = useState(termFrom)
  const issue = useCommand(issueAppointment, { invalidates: [readAppointment, listAppointments] })
  const refused = issue.error ? (problemOf(issue.error).errors ?? []) : []
  return (
    <Section title={words.recordIssue}>
      <Stack>
        <p>{words.recordIssueText}</p>
        {issue.error && refused.length === 0 ? <RefusedAlert error={issue.error} /> : null}
        <Field
          name="issuedOn"
          label={words.issuedOnPaper}
          hint={words.dateHint}
          error={refused.find(({ path }) => path === 'issuedOn')?.message}
        >
          {(control) => <TextInput {...control} value={issuedOn} onChange={setIssuedOn} />}
        </Field>
        <div>
          <Button
            type="primary"
            disabled={scanId === null}
            loading={issue.isPending}
            onClick={() => issue.mutate({ enterpriseId, appointmentId: id, version, issuedOn })}
          >
            {words.recordIssue}
          </Button>{' '}
          {scanId === null ? <Muted>{words.scanFirst}</Muted> : null}
        </div>
      </Stack>
    </Section>
  )
}
