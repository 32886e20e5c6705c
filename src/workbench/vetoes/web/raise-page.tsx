import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { FormSection, Muted } from '#ui/section.tsx'
import { ActionBar, TransactionFrame } from '#ui/transaction-frame.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { listHolds } from '#workbench/holds/contract.ts'
import { listVetoes, raiseVeto } from '../contract.ts'
import { readVetoOffice } from '../deputies/contract.ts'
import { subjects } from '../domain.ts'
import { stoppedActs } from './look.ts'
import { emptyDraft, inputOf, type RaiseDraft } from './raise-draft.ts'
import { ConditionFields, EvidenceFields, SubjectFields, WhyFields } from './raise-fields.tsx'
import { words } from './words.ts'

const { form } = words

/** 提出一票否决: one page, short enough for a phone in the workshop. */
export default function RaisePage() {
  const { enterpriseId } = useScreenParams('enterpriseId')
  const from = useSearch({ strict: false }) as { kind?: string; id?: string }
  const office = useNeededOperation(readVetoOffice, { enterpriseId })
  const navigate = useNavigate()
  const [draft, setDraft] = useState<RaiseDraft>(() =>
    emptyDraft({ kind: from.kind && from.kind in subjects ? from.kind : undefined, id: from.id }),
  )
  const [attempt, setAttempt] = useState(0)
  const raise = useCommand(raiseVeto, {
    invalidates: [listVetoes, listHolds],
    onDone: ({ id }) => void navigate({ to: `/enterprises/${enterpriseId}/vetoes/${id}`, replace: true }),
  })
  const errors = raise.error ? (problemOf(raise.error).errors ?? []) : []
  const acts = stoppedActs([...subjects[draft.subjectKind].acts])
  const part = {
    enterpriseId,
    draft,
    set: (changed: Partial<RaiseDraft>) => setDraft((now) => ({ ...now, ...changed })),
    errorOf: (path: string) => errors.find((each) => each.path === path)?.message,
  }
  const send = () => {
    setAttempt(attempt + 1)
    raise.mutate(inputOf(enterpriseId, draft))
  }
  const bar = (
    <ActionBar note={form.stops(acts)}>
      <Popconfirm title={form.ask(acts)} okText={form.send} cancelText={uiWords.cancel} onConfirm={send}>
        <Button type="primary" danger size="large" loading={raise.isPending} disabled={!office.may.raise}>
          {form.send}
        </Button>
      </Popconfirm>
    </ActionBar>
  )
  return (
    <TransactionFrame
      back={{ to: `/enterprises/${enterpriseId}/vetoes`, label: form.back }}
      title={words.title}
      bar={bar}
    >
      <PageTitle title={form.title} sub={<Muted>{form.lead}</Muted>} />
      {office.may.raise ? null : (
        <Alert type="warning" showIcon title={form.cannot} description={office.whyNot} />
      )}
      <ErrorSummary errors={errors} attempt={attempt} consequence={form.consequence} />
      {raise.error && errors.length === 0 ? <RefusedAlert error={raise.error} /> : null}
      <FormSection id="what" number={1} title={form.whatPart}>
        <SubjectFields {...part} />
      </FormSection>
      <FormSection id="why" number={2} title={form.whyPart}>
        <WhyFields {...part} />
      </FormSection>
      <FormSection id="conditions" number={3} title={form.conditionPart}>
        <ConditionFields {...part} />
      </FormSection>
      <FormSection id="evidence" number={4} title={form.evidencePart}>
        <EvidenceFields {...part} />
      </FormSection>
    </TransactionFrame>
  )
}
