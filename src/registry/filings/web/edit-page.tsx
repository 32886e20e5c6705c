import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { useClient } from '#ui/client.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { FieldGrid } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { SaveState } from '#ui/save-state.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { FormSection, Stack } from '#ui/section.tsx'
import { taskStatus } from '#ui/statuses.ts'
import { TaskList } from '#ui/task-list.tsx'
import { ActionBar, TransactionFrame } from '#ui/transaction-frame.tsx'
import { useAutosave } from '#ui/use-autosave.ts'
import { operationKey, useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { WhyPanel } from '#ui/why-panel.tsx'
import {
  confirmFiling,
  countFilings,
  type Filing,
  listFilings,
  readFiling,
  saveFiling,
  submitFiling,
} from '../contract.ts'
import { type FilingForm, privateFields } from '../form.ts'
import { CareerField } from './career-field.tsx'
import { FormField } from './form-field.tsx'
import { type FieldKey, fieldParts } from './form-fields.ts'
import { formWords } from './form-words.ts'
import { PapersField } from './papers-field.tsx'

type Draft = { form: FilingForm; photoId: string | null; scanIds: string[]; consent: boolean }

/** What of a filing goes back to the server as it is: private fields only when they are filled in anew. */
function draftOf(filing: Filing): Draft {
  const open = Object.entries(filing.form).filter(
    ([key]) => !(key in privateFields) && key !== 'gender' && key !== 'birthDate',
  )
  return {
    form: Object.fromEntries(open) as FilingForm,
    photoId: filing.photoId,
    scanIds: filing.scans.map((scan) => scan.fileId),
    consent: filing.consentedAt !== null,
  }
}

/** Empty text means not filled in. */
function tidied(form: FilingForm): FilingForm {
  const kept = Object.entries(form).map(([key, value]) => [key, value === '' ? null : value])
  return Object.fromEntries(kept) as FilingForm
}

export default function EditPage() {
  const { enterpriseId, filingId } = useScreenParams('enterpriseId', 'filingId')
  const of = { enterpriseId, filingId }
  const me = useNeededOperation(readMe, {})
  const filing = useNeededOperation(readFiling, of)
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftOf(filing))
  const [saveError, setSaveError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  const version = useRef(filing.version)
  const autosave = useAutosave<Draft>(async (value, idempotencyKey) => {
    try {
      const input = { ...of, ...value, form: tidied(value.form), version: version.current }
      const saved = await client.call(saveFiling, input, { idempotencyKey })
      version.current = saved.version
      setSaveError(undefined)
      queries.setQueryData(operationKey(readFiling, of), saved)
    } catch (error) {
      setSaveError(error)
      throw error
    }
  })
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    autosave.change(next)
  }
  const setField = (key: FieldKey, value: unknown) =>
    change({ form: { ...draft.form, [key]: value } as FilingForm })
  const touched = { invalidates: [readFiling, listFilings, countFilings] }
  const confirm = useCommand(confirmFiling, {
    ...touched,
    onDone: (output) => {
      version.current = output.version
    },
  })
  const submit = useCommand(submitFiling, {
    ...touched,
    onDone: () => navigate({ to: '/filings/$enterpriseId/$filingId', params: of }),
  })
  const wrong = useMemo(() => {
    const errors = problemOf(saveError)?.errors ?? []
    return Object.fromEntries(errors.map(({ path, message }) => [path, message]))
  }, [saveError])
  const open = attempt > 0 ? Object.fromEntries(filing.open.map(({ path, message }) => [path, message])) : {}
  const errorOf = (key: string) => wrong[`form.${key}`] ?? open[key]
  const isPrincipal = me.grant.role === 'principal'
  const act = async () => {
    await autosave.flush()
    setAttempt(attempt + 1)
    const current = { ...of, version: version.current }
    if (filing.confirmedAt) submit.mutate(current)
    else if (isPrincipal) confirm.mutate(current)
  }
  const parts = Object.entries(formWords.parts).map(([key, title], index) => ({
    key,
    title,
    number: index + 1,
  }))
  const missing = (key: string) =>
    filing.open.filter(({ path }) => partOf(path) === key || (key === 'declarations' && path === 'consent'))
      .length
  const refused = confirm.error ?? submit.error
  return (
    <TransactionFrame
      back={{ to: '/filings', label: formWords.back }}
      title={formWords.title}
      save={<SaveState progress={autosave.progress} />}
      tasks={
        <TaskList
          variant="side"
          title={formWords.fill}
          progress={formWords.progress(parts.filter(({ key }) => missing(key) === 0).length, parts.length)}
          groups={[
            {
              tasks: parts.map(({ key, title, number }) => ({
                key,
                title,
                number,
                to: `#${key}`,
                status:
                  missing(key) === 0 ? taskStatus('done') : taskStatus('active', { count: missing(key) }),
              })),
            },
          ]}
        />
      }
      aside={filing.verdict ? <WhyPanel verdict={filing.verdict} /> : undefined}
      bar={
        <ActionBar
          note={
            filing.open.length > 0
              ? formWords.openCount(filing.open.length)
              : formWords.submitNote(filing.unitName)
          }
        >
          <Button type="primary" onClick={act} loading={confirm.isPending || submit.isPending}>
            {filing.confirmedAt ? formWords.submit : formWords.confirm}
          </Button>
        </ActionBar>
      }
    >
      <Stack>
        {attempt > 0 && filing.open.length > 0 ? (
          <ErrorSummary errors={filing.open} consequence={formWords.consequence} attempt={attempt} />
        ) : null}
        {attempt > 0 && !isPrincipal && !filing.confirmedAt && filing.open.length === 0 ? (
          <output>{formWords.confirmNote}</output>
        ) : null}
        {refused ? <RefusedAlert error={refused} /> : null}
        {saveError && Object.keys(wrong).length === 0 ? <RefusedAlert error={saveError} /> : null}
        {parts.map(({ key, title, number }) => (
          <FormSection key={key} id={key} number={number} title={title} note={formWords.required}>
            {fieldParts[key] ? (
              <FieldGrid>
                {fieldParts[key].map((plan) => (
                  <FormField
                    key={plan.key}
                    plan={plan}
                    value={draft.form[plan.key]}
                    masked={maskedOf(filing, plan.key)}
                    error={errorOf(plan.key)}
                    onChange={(value) => setField(plan.key, value)}
                  />
                ))}
              </FieldGrid>
            ) : null}
            {key === 'career' ? (
              <CareerField
                stages={draft.form.career ?? []}
                errors={wrong}
                onChange={(career) => setField('career', career)}
              />
            ) : null}
            {key === 'papers' ? (
              <PapersField
                filing={filing}
                onPhoto={(photoId) => change({ photoId })}
                onScan={(id) => change({ scanIds: [...draft.scanIds, id] })}
              />
            ) : null}
            {key === 'declarations' ? (
              <Stack>
                <Checkbox
                  checked={draft.form.noExclusions === true}
                  onChange={(event) => setField('noExclusions', event.target.checked ? true : null)}
                >
                  {formWords.noExclusions}
                </Checkbox>
                <Checkbox
                  checked={draft.consent}
                  onChange={(event) => change({ consent: event.target.checked })}
                >
                  {formWords.consent}
                </Checkbox>
              </Stack>
            ) : null}
          </FormSection>
        ))}
      </Stack>
    </TransactionFrame>
  )
}

function maskedOf(filing: Filing, key: FieldKey): string | undefined {
  return key in privateFields ? (filing.form[key as keyof Filing['form']] as string | undefined) : undefined
}

/** The part in which an open point is mended. */
function partOf(path: string): string {
  const found = Object.entries(fieldParts).find(([, plans]) => plans.some((plan) => plan.key === path))
  if (found) return found[0]
  if (path === 'photo' || path.endsWith('-scan')) return 'papers'
  return path === 'career' ? 'career' : 'declarations'
}
