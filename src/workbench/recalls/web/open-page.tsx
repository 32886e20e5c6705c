import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { sourceOf } from '#ui/ledger/ledger-of.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { incidentContract } from '#workbench/incidents/contract.ts'
import { openRecall } from '../contract.ts'
import { listSchemes } from '../schemes/contract.ts'
import { fromLocal, toLocal } from './look.ts'
import { emptyDraft, RecallFields } from './recall-fields.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** A clue: written down at once, also from a phone; `?incident=` or `?veto=` says because of what. */
export default function OpenPage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const search = useSearch({ strict: false }) as {
    incident?: string
    veto?: string
    product?: string
  }
  const navigate = useNavigate()
  const { schemes } = useNeededOperation(listSchemes, { enterpriseId })
  const [draft, setDraft] = useState({ ...emptyDraft, product: search.product ?? null })
  const [knownAt, setKnownAt] = useState(() => toLocal(instant(new Date().toISOString())))
  const [incidentId, setIncident] = useState<string | null>(search.incident ?? null)
  const [attempt, setAttempt] = useState(0)
  const base = `/enterprises/${enterpriseId}/recalls`
  const open = useCommand(openRecall, {
    ...touched,
    onDone: ({ recall }) => navigate({ to: `${base}/${recall.id}` }),
  })
  const errors = open.error ? (problemOf(open.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path.replace('values.', '') === path)?.message
  const { fields } = words
  return (
    <>
      <PageTitle title={words.open} above={{ to: base, label: words.list }} />
      <Section>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setAttempt(attempt + 1)
            const known = fromLocal(knownAt)
            open.mutate({
              enterpriseId,
              ...draft,
              conditions: [...draft.conditions],
              ...(known && { knownAt: known }),
              incidentId,
              vetoId: search.veto ?? null,
            })
          }}
        >
          <Stack>
            <Muted>{words.openHow}</Muted>
            <ErrorSummary errors={errors} attempt={attempt} />
            {open.error && errors.length === 0 ? <RefusedAlert error={open.error} /> : null}
            <FieldGrid>
              <Field name="knownAt" label={fields.knownAt} error={errorOf('knownAt')}>
                {(control) => (
                  <Input
                    {...control}
                    type="datetime-local"
                    value={knownAt}
                    onChange={(event) => setKnownAt(event.target.value)}
                  />
                )}
              </Field>
              <Field name="incidentId" label={fields.incidentId} optional error={errorOf('incidentId')}>
                {(control) => (
                  <RemoteSelect
                    {...control}
                    source={sourceOf(incidentContract as never, 'title', enterpriseId)}
                    value={incidentId}
                    onChange={setIncident}
                  />
                )}
              </Field>
            </FieldGrid>
            <RecallFields
              enterpriseId={enterpriseId}
              draft={draft}
              onChange={setDraft}
              errorOf={errorOf}
              conditions={schemes.find(({ kind }) => kind === draft.kind)?.conditions ?? []}
            />
            <div>
              <Button type="primary" htmlType="submit" loading={open.isPending}>
                {words.submit}
              </Button>
            </div>
          </Stack>
        </form>
      </Section>
    </>
  )
}
