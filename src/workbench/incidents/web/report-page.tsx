import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid, FieldSet } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { FormSection, Muted } from '#ui/section.tsx'
import { ActionBar, TransactionFrame } from '#ui/transaction-frame.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type EvidenceFile, EvidenceFiles } from '#workbench/actions/web/parts/evidence-files.tsx'
import { incidentContract, reportIncident } from '../contract.ts'
import { incidents } from '../ledgers.ts'
import { instantOf, minuteOf } from './beijing.ts'
import { type LinkKey, linkKeys, sourceFor } from './links.ts'
import { words } from './words.ts'

const { form } = words
const { grade } = incidents.columns

type Links = Readonly<Partial<Record<LinkKey, string | null>>>

/** 报告: on a phone in under a minute; one text is all that must be written. */
export default function ReportPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const navigate = useNavigate()
  const [draft, setDraft] = useState({
    kind: 'hidden-danger' as 'hidden-danger' | 'accident',
    grade: 'general' as 'general' | 'larger' | 'major',
    what: '',
    place: '',
    known: minuteOf(new Date()),
  })
  const [begun] = useState(draft.known)
  const [links, setLinks] = useState<Links>({})
  const [photos, setPhotos] = useState<readonly EvidenceFile[]>([])
  const [attempt, setAttempt] = useState(0)
  const attach = useCommand(incidentContract.attach, { invalidates: [incidentContract.read] })
  const report = useCommand(reportIncident, {
    invalidates: [incidentContract.list],
    onDone: async ({ id }) => {
      // The report stands already: a photo that does not get through can be added on its page.
      for (const { id: fileId } of photos)
        await attach.mutateAsync({ enterpriseId, recordId: id, fileId }).catch(() => {})
      void navigate({ to: `/enterprises/${enterpriseId}/incidents/${id}`, replace: true })
    },
  })
  const errors = report.error ? (problemOf(report.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const send = () => {
    setAttempt(attempt + 1)
    const { known, ...rest } = draft
    // Left as it was it means now, to the second, by the server's clock.
    const firstKnownAt = known === begun ? undefined : instantOf(known)
    report.mutate({ enterpriseId, ...rest, ...links, firstKnownAt })
  }
  return (
    <TransactionFrame
      back={{ to: `/enterprises/${enterpriseId}/incidents`, label: form.back }}
      title={words.title}
      bar={
        <ActionBar note={form.note}>
          <Button type="primary" size="large" loading={report.isPending} onClick={send}>
            {form.send}
          </Button>
        </ActionBar>
      }
    >
      <PageTitle title={form.title} sub={<Muted>{form.lead}</Muted>} />
      <ErrorSummary errors={errors} attempt={attempt} />
      {report.error && errors.length === 0 ? <RefusedAlert error={report.error} /> : null}
      <FormSection id="what" number={1} title={form.what}>
        <FieldGrid>
          <FieldSet name="kind" label={form.kind} wide>
            {() => (
              <Radio.Group
                value={draft.kind}
                options={Object.entries(form.kinds).map(([value, label]) => ({ value, label }))}
                onChange={(event) => set({ kind: event.target.value })}
              />
            )}
          </FieldSet>
          <Field name="what" label={form.what} hint={form.whatHint} error={errorOf('what')} wide>
            {(control) => (
              <Input.TextArea
                {...control}
                autoSize={{ minRows: 4, maxRows: 12 }}
                value={draft.what}
                onChange={(event) => set({ what: event.target.value })}
              />
            )}
          </Field>
          <Field name="place" label={form.place} hint={form.placeHint} error={errorOf('place')} optional>
            {(control) => (
              <Input
                {...control}
                value={draft.place}
                onChange={(event) => set({ place: event.target.value })}
              />
            )}
          </Field>
          <Field name="firstKnownAt" label={form.known} hint={form.knownHint} error={errorOf('firstKnownAt')}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={draft.known}
                onChange={(event) => set({ known: event.target.value })}
              />
            )}
          </Field>
          <Field name="photos" label={form.photos} hint={form.photosHint} optional wide>
            {(control) => (
              <EvidenceFiles
                enterpriseId={enterpriseId}
                id={control.id}
                describedBy={control['aria-describedby']}
                label={form.photos}
                files={photos}
                onChange={setPhotos}
              />
            )}
          </Field>
          <FieldSet name="grade" label={form.grade} hint={form.gradeHint} wide>
            {() => (
              <Radio.Group
                value={draft.grade}
                options={Object.entries(grade.options).map(([value, label]) => ({ value, label }))}
                onChange={(event) => set({ grade: event.target.value })}
              />
            )}
          </FieldSet>
        </FieldGrid>
      </FormSection>
      <FormSection id="links" number={2} title={form.more}>
        <FieldGrid>
          {linkKeys.map((key) => (
            <Field
              key={key}
              name={key}
              label={incidents.columns[key].label}
              error={errorOf(`values.${key}`)}
              optional
            >
              {(control) => (
                <RemoteSelect
                  {...control}
                  source={sourceFor(key, enterpriseId)}
                  value={links[key] ?? null}
                  onChange={(value) => setLinks({ ...links, [key]: value })}
                />
              )}
            </Field>
          ))}
        </FieldGrid>
      </FormSection>
    </TransactionFrame>
  )
}
