import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldGrid } from '#ui/field.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { problemOf } from '#ui/problem.ts'
import { useScreenParams } from '#ui/screens.ts'
import { Section, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { type Plan, readPlan } from '../contract.ts'
import { submitPlan } from '../handing/contract.ts'
import { AsOf, Warnings } from './plan-page.tsx'
import { Sheet } from './sheet.tsx'
import { decided } from './touched.ts'
import { words } from './words.ts'

/** 核对页: the table as it will be handed in, what should be explained, and who signs for it. */
export default function CheckPage() {
  const of = useScreenParams('unitId', 'planId')
  const plan = useNeededOperation(readPlan, of)
  return (
    <>
      <PageTitle
        title={words.check.title}
        above={{ to: `/units/${of.unitId}/cultivation-plans/${of.planId}`, label: words.check.back }}
        sub={`${words.title(plan.unitName, plan.year)}　${words.no(plan.no)}`}
      />
      <Stack>
        <Warnings plan={plan} />
        <Section title={words.sheetTitle} note={words.sheetUnit} flush>
          <Sheet plan={plan} />
          <div style={{ padding: '12px 16px' }}>
            <AsOf plan={plan} />
          </div>
        </Section>
        <Section>
          <Form plan={plan} />
        </Section>
      </Stack>
    </>
  )
}

function Form({ plan }: { readonly plan: Plan }) {
  const me = useNeededOperation(readMe, {})
  const navigate = useNavigate()
  const [explanation, setExplanation] = useState('')
  const [preparedBy, setPreparedBy] = useState(me.name)
  const [reviewedBy, setReviewedBy] = useState('')
  const [attempt, setAttempt] = useState(0)
  const of = { unitId: plan.unitId, planId: plan.id }
  const submit = useCommand(submitPlan, {
    invalidates: decided,
    onDone: () => navigate({ to: '/units/$unitId/cultivation-plans/$planId', params: of }),
  })
  const errors = submit.error ? (problemOf(submit.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const needsReason = plan.warnings.some((warning) => warning.needsReason)
  const parent = plan.parent?.name ?? ''
  return (
    <Stack>
      <ErrorSummary errors={errors} consequence={words.check.consequence} attempt={attempt} />
      {submit.error && errors.length === 0 ? <RefusedAlert error={submit.error} /> : null}
      <Field
        name="explanation"
        label={words.check.explanation}
        optional={!needsReason}
        hint={needsReason ? words.check.explanationHint : words.check.explanationOptional}
        error={errorOf('explanation')}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={1000}
            value={explanation}
            onChange={(event) => setExplanation(event.target.value)}
          />
        )}
      </Field>
      <FieldGrid>
        <Field name="preparedBy" label={words.check.preparedBy} error={errorOf('preparedBy')}>
          {(control) => <TextInput {...control} value={preparedBy} onChange={setPreparedBy} maxLength={50} />}
        </Field>
        <Field name="reviewedBy" label={words.check.reviewedBy} error={errorOf('reviewedBy')}>
          {(control) => <TextInput {...control} value={reviewedBy} onChange={setReviewedBy} maxLength={50} />}
        </Field>
      </FieldGrid>
      <div>{words.check.lead(parent)}</div>
      <div>
        <Button
          type="primary"
          loading={submit.isPending}
          disabled={!plan.abilities.submit}
          onClick={() => {
            setAttempt(attempt + 1)
            submit.mutate({ ...of, version: plan.version, explanation, preparedBy, reviewedBy })
          }}
        >
          {words.submitTo(parent)}
        </Button>
      </div>
    </Stack>
  )
}
