import { useNavigate } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { useScreenParams } from '#ui/screens.ts'
import { useCommand, useNeededOperation } from '#ui/use-operation.ts'
import { addItemLater } from '../items/contract.ts'
import { planContract } from '../plan/contract.ts'
import { ItemForm } from './item-form.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

/** A further item of a plan in force, with its reason. */
export default function AddLaterPage() {
  const of = useScreenParams('enterpriseId', 'planId')
  const { enterpriseId, planId } = of
  const { record } = useNeededOperation(planContract.read, { enterpriseId, recordId: planId })
  const navigate = useNavigate()
  const to = `/enterprises/${enterpriseId}/quality-plans/${planId}`
  const add = useCommand(addItemLater, { invalidates: touched, onDone: () => navigate({ to }) })
  return (
    <>
      <PageTitle title={words.plan.addLaterTitle(record.title)} above={{ to, label: record.title }} />
      <ItemForm
        enterpriseId={enterpriseId}
        label={words.plan.addLater}
        pending={add.isPending}
        error={add.error}
        onSend={(values, reason) => add.mutate({ ...of, values, reason })}
      />
    </>
  )
}
