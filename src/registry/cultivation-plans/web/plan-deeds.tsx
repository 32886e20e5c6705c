import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Popconfirm } from 'antd'
import { useState } from 'react'
import { addressOf } from '#platform/client.ts'
import { ExportButton } from '#ui/export-button.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { words as ui } from '#ui/words.ts'
import { type Plan, startPlan } from '../contract.ts'
import {
  acceptPlan,
  discardPlan,
  exportPlanSheet,
  printPlanSheet,
  withdrawPlan,
} from '../handing/contract.ts'
import { ReturnForm } from './return-form.tsx'
import { decided } from './touched.ts'
import { words } from './words.ts'

type Doing = 'return' | 'withdraw' | 'revise'

/** What may be done with the version now. */
export function PlanDeeds({ plan }: { readonly plan: Plan }) {
  const of = { unitId: plan.unitId, planId: plan.id }
  const versioned = { ...of, version: plan.version }
  const [doing, setDoing] = useState<Doing | null>(null)
  const done = { invalidates: decided, onDone: () => setDoing(null) }
  const accept = useCommand(acceptPlan, done)
  const discard = useCommand(discardPlan, done)
  const { abilities } = plan
  const navigate = useNavigate()
  const error = accept.error ?? discard.error
  return (
    <div
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'flex-end', alignItems: 'center' }}
    >
      <ExportButton op={exportPlanSheet} input={of} total={plan.rows.length} label={words.excel} />
      <Button
        size="small"
        href={addressOf(printPlanSheet, of)}
        target="_blank"
        disabled={plan.rows.length === 0}
      >
        {words.print}
      </Button>
      {abilities.discard ? (
        <Popconfirm
          title={words.discardSure}
          okText={words.discard}
          cancelText={ui.cancel}
          onConfirm={() => discard.mutate(versioned)}
        >
          <Button loading={discard.isPending}>{words.discard}</Button>
        </Popconfirm>
      ) : null}
      {abilities.withdraw ? <Button onClick={() => setDoing('withdraw')}>{words.withdraw}</Button> : null}
      {abilities.decide ? <Button onClick={() => setDoing('return')}>{words.return}</Button> : null}
      {abilities.decide ? (
        <Popconfirm
          title={words.acceptSure}
          okText={words.accept}
          cancelText={ui.cancel}
          onConfirm={() => accept.mutate(versioned)}
        >
          <Button type="primary" loading={accept.isPending}>
            {words.accept}
          </Button>
        </Popconfirm>
      ) : null}
      {abilities.revise ? (
        <Button type="primary" onClick={() => setDoing('revise')}>
          {plan.status === 'returned' ? words.reviseReturned : words.revise}
        </Button>
      ) : null}
      {abilities.submit ? (
        <Button
          type="primary"
          onClick={() => void navigate({ to: '/units/$unitId/cultivation-plans/$planId/check', params: of })}
        >
          {words.submit}
        </Button>
      ) : null}
      {error ? <RefusedAlert error={error} /> : null}
      <Drawer
        open={doing !== null}
        onClose={() => setDoing(null)}
        title={doing ? titleOf(doing, plan) : ''}
        size={doing === 'return' ? 640 : 440}
        destroyOnHidden
      >
        {doing === 'return' ? <ReturnForm plan={plan} onDone={() => setDoing(null)} /> : null}
        {doing === 'withdraw' ? <Withdraw plan={plan} onDone={() => setDoing(null)} /> : null}
        {doing === 'revise' ? <Revise plan={plan} onDone={() => setDoing(null)} /> : null}
      </Drawer>
    </div>
  )
}

function titleOf(doing: Doing, plan: Plan): string {
  if (doing === 'return') return words.returnTitle
  if (doing === 'withdraw') return words.withdraw
  return plan.status === 'returned' ? words.reviseReturned : words.revise
}

type FormProps = { readonly plan: Plan; readonly onDone: () => void }

function Withdraw({ plan, onDone }: FormProps) {
  const [reason, setReason] = useState('')
  const withdraw = useCommand(withdrawPlan, { invalidates: decided, onDone })
  const error = withdraw.error ? problemOf(withdraw.error).errors?.[0]?.message : undefined
  return (
    <Stack>
      <Muted>{words.withdrawHow}</Muted>
      {withdraw.error && !error ? <RefusedAlert error={withdraw.error} /> : null}
      <Field name="reason" label={words.withdrawReason} error={error}>
        {(control) => <TextInput {...control} value={reason} onChange={setReason} maxLength={300} />}
      </Field>
      <div>
        <Button
          type="primary"
          loading={withdraw.isPending}
          onClick={() =>
            withdraw.mutate({ unitId: plan.unitId, planId: plan.id, version: plan.version, reason })
          }
        >
          {words.withdraw}
        </Button>
      </div>
    </Stack>
  )
}

function Revise({ plan, onDone }: FormProps) {
  const [reason, setReason] = useState('')
  const navigate = useNavigate()
  const start = useCommand(startPlan, {
    invalidates: decided,
    onDone: async ({ id }) => {
      onDone()
      await navigate({
        to: '/units/$unitId/cultivation-plans/$planId',
        params: { unitId: plan.unitId, planId: id },
      })
    },
  })
  const isAccepted = plan.status === 'accepted'
  const error = start.error ? problemOf(start.error).errors?.[0]?.message : undefined
  return (
    <Stack>
      <Muted>{words.reviseHow}</Muted>
      {start.error && !error ? <RefusedAlert error={start.error} /> : null}
      <Field name="reason" label={words.reviseReason} optional={!isAccepted} error={error}>
        {(control) => <TextInput {...control} value={reason} onChange={setReason} maxLength={300} />}
      </Field>
      <div>
        <Button
          type="primary"
          loading={start.isPending}
          onClick={() => start.mutate({ unitId: plan.unitId, year: plan.year, reason })}
        >
          {plan.status === 'returned' ? words.reviseReturned : words.revise}
        </Button>
      </div>
    </Stack>
  )
}
