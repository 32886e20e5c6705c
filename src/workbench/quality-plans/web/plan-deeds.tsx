import { useNavigate } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { addressOf } from '#platform/client.ts'
import { ExportButton } from '#ui/export-button.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  approvePlan,
  itemContract,
  type PlanWithItems,
  printPlan,
  returnPlan,
  submitPlan,
} from '../plan/contract.ts'
import { ReasonModal } from './reason-modal.tsx'
import { touched } from './touched.ts'
import { words } from './words.ts'

const { plan: said } = words

/** What may be done with the plan now. */
export function PlanDeeds({ shown: { plan, may, items } }: { readonly shown: PlanWithItems }) {
  const { enterpriseId, id: planId, version } = plan
  const of = { enterpriseId, planId, version }
  const navigate = useNavigate()
  const submit = useCommand(submitPlan, { invalidates: touched })
  const approve = useCommand(approvePlan, { invalidates: touched })
  const giveBack = useCommand(returnPlan, { invalidates: touched })
  const go =
    (path: string, search: object = {}) =>
    () =>
      void navigate({ to: `/enterprises/${enterpriseId}/${path}`, search: search as never })
  const mayAdd = may.includes('change')
  const error = submit.error ?? approve.error
  return (
    <>
      <Button href={addressOf(printPlan, { enterpriseId, planId })} target="_blank">
        {said.print}
      </Button>
      <ExportButton
        op={itemContract.export}
        input={{ enterpriseId, plan: planId } as never}
        total={items.length}
        label={said.excel}
      />
      {mayAdd ? (
        <>
          <Button onClick={go('plan-items/imports', { into: plan.number })}>{said.importItems}</Button>
          <Button onClick={go('plan-items/new', { plan: planId })}>{said.addItem}</Button>
        </>
      ) : null}
      {may.includes('amend') ? (
        <Button onClick={go(`quality-plans/${planId}/add-item`)}>{said.addLater}</Button>
      ) : null}
      {may.includes('return') ? (
        <ReasonModal
          label={said.return}
          title={said.returnTitle}
          pending={giveBack.isPending}
          error={giveBack.error}
          onSend={(reason, close) => giveBack.mutate({ ...of, reason }, { onSuccess: close })}
        />
      ) : null}
      {may.includes('submit') ? (
        <Popconfirm title={said.submitAsk} okText={said.submit} onConfirm={() => submit.mutate(of)}>
          <Button type="primary" loading={submit.isPending}>
            {said.submit}
          </Button>
        </Popconfirm>
      ) : null}
      {may.includes('approve') ? (
        <Popconfirm title={said.approveAsk} okText={said.approve} onConfirm={() => approve.mutate(of)}>
          <Button type="primary" loading={approve.isPending}>
            {said.approve}
          </Button>
        </Popconfirm>
      ) : null}
      {error ? <RefusedAlert error={error} /> : null}
    </>
  )
}
