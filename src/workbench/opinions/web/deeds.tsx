import { Button, Drawer, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Operation } from '#platform/operation.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { type RecordPart, sourceOf } from '#ui/ledger/ledger-of.ts'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Stack } from '#ui/section.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { words as uiWords } from '#ui/words.ts'
import { staffContract } from '#workbench/master-data/contract.ts'
import {
  answerOpinion,
  decideApproval,
  opinionAbilities,
  opinionContract,
  PRINCIPAL,
  putOpinion,
  submitForApproval,
  withdrawOpinion,
} from '../contract.ts'
import { DISCREET, matters, opinionKinds } from '../ledgers.ts'
import { words } from './words.ts'

const { fields, hints } = words
const touched = [opinionContract.list, opinionContract.read, opinionAbilities]

type DeedProps = {
  readonly op: Operation
  readonly button: string
  readonly primary?: boolean
  /** The whole input. */
  readonly input: Readonly<Record<string, unknown>>
  readonly children: (errorOf: (path: string) => string | undefined) => ReactNode
}

/** A button, and its form in a drawer. */
function Deed({ op, button, primary = false, input, children }: DeedProps) {
  const [open, setOpen] = useState(false)
  const deed = useCommand(op, { invalidates: touched, onDone: () => setOpen(false) })
  const errors = deed.error ? (problemOf(deed.error).errors ?? []) : []
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={op.title}
        size={560}
        destroyOnHidden
        closable={{ 'aria-label': uiWords.close }}
      >
        <Stack>
          {deed.error && errors.length === 0 ? <RefusedAlert error={deed.error} /> : null}
          {children((path) => errors.find((each) => each.path === path)?.message)}
          <Button type="primary" loading={deed.isPending} onClick={() => deed.mutate(input)}>
            {button}
          </Button>
        </Stack>
      </Drawer>
    </>
  )
}

const empty = {
  ...{ kind: 'proposal', matter: 'business', title: '', body: '' },
  ...{ addressee: PRINCIPAL as string, addresseeStaff: null as string | null, answerBy: '' },
}

/** 提出 by the officer, 送审 by the others. */
export function ListDeeds({ enterpriseId }: { readonly enterpriseId: string }) {
  const may = useOperation(opinionAbilities, { enterpriseId }).data
  return (
    <>
      {may?.put ? <Put enterpriseId={enterpriseId} /> : null}
      {may?.submit ? <Submit enterpriseId={enterpriseId} /> : null}
    </>
  )
}

function Put({ enterpriseId }: { readonly enterpriseId: string }) {
  const [draft, setDraft] = useState(empty)
  const set = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part })
  const input = { enterpriseId, ...draft, answerBy: draft.answerBy || null }
  return (
    <Deed op={putOpinion} button={words.put} primary input={input}>
      {(errorOf) => (
        <>
          <FieldSet name="kind" label={fields.kind} error={errorOf('kind')}>
            {({ id }) => (
              <Radio.Group
                id={id}
                value={draft.kind}
                options={(['proposal', 'opinion'] as const).map((value) => ({
                  value,
                  label: opinionKinds[value],
                }))}
                onChange={(event) => set({ kind: String(event.target.value) })}
              />
            )}
          </FieldSet>
          <What draft={draft} set={set} errorOf={errorOf} hint={hints.body} />
          <Field
            name="addressee"
            label={fields.addressee}
            hint={hints.addressee}
            error={errorOf('addressee')}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={60}
                value={draft.addressee}
                onChange={(event) => set({ addressee: event.target.value })}
              />
            )}
          </Field>
          <Field
            name="addresseeStaff"
            label={fields.addresseeStaff}
            optional
            hint={hints.addresseeStaff}
            error={errorOf('addresseeStaff')}
          >
            {(control) => (
              <RemoteSelect
                {...control}
                source={sourceOf(staffContract as never, 'name', enterpriseId)}
                value={draft.addresseeStaff}
                onChange={(addresseeStaff) => set({ addresseeStaff })}
              />
            )}
          </Field>
        </>
      )}
    </Deed>
  )
}

function Submit({ enterpriseId }: { readonly enterpriseId: string }) {
  const [draft, setDraft] = useState({ ...empty, matter: 'plans' })
  const set = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part })
  const { matter, title, body, answerBy } = draft
  const input = { enterpriseId, matter, title, body, answerBy: answerBy || null }
  return (
    <Deed op={submitForApproval} button={words.submit} input={input}>
      {(errorOf) => <What draft={draft} set={set} errorOf={errorOf} hint={hints.approvalBody} />}
    </Deed>
  )
}

type WhatProps = {
  readonly draft: typeof empty
  readonly set: (part: Partial<typeof empty>) => void
  readonly errorOf: (path: string) => string | undefined
  readonly hint: string
}

/** Matter with its clause, title, body, and the day by which an answer is asked for. */
function What({ draft, set, errorOf, hint }: WhatProps) {
  const source = draft.matter === DISCREET ? hints.personnel : words.matterSource[draft.matter]
  return (
    <>
      <Field name="matter" label={fields.matter} hint={source} error={errorOf('matter')}>
        {(control) => (
          <Select
            {...control}
            value={draft.matter}
            options={Object.entries(matters).map(([value, label]) => ({ value, label }))}
            onChange={(matter) => set({ matter })}
          />
        )}
      </Field>
      <Field name="title" label={fields.title} error={errorOf('title')}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <LongText
        name="body"
        hint={hint}
        value={draft.body}
        onChange={(body) => set({ body })}
        errorOf={errorOf}
      />
      <Field name="answerBy" label={fields.answerBy} optional error={errorOf('answerBy')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.answerBy}
            onChange={(event) => set({ answerBy: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function LongText({
  name,
  hint,
  value,
  onChange,
  errorOf,
}: {
  readonly name: 'body' | 'reason'
  readonly hint: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly errorOf: (path: string) => string | undefined
}) {
  return (
    <Field name={name} label={fields[name]} hint={hint} error={errorOf(name)}>
      {(control) => (
        <Input.TextArea
          {...control}
          autoSize={{ minRows: 4, maxRows: 14 }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** 答复, 审批 and 撤回 of one record, as far as the reader may. */
export function RecordDeeds({ enterpriseId, record }: RecordPart) {
  const may = useOperation(opinionAbilities, { enterpriseId, recordId: record.id }).data
  const of = { enterpriseId, recordId: record.id, version: record.version }
  return (
    <>
      {may?.answer ? (
        <End op={answerOpinion} button={words.answer} of={of} outcomes={words.outcomes} primary />
      ) : null}
      {may?.decide ? (
        <End op={decideApproval} button={words.decide} of={of} outcomes={words.decisions} primary />
      ) : null}
      {may?.withdraw ? <End op={withdrawOpinion} button={words.withdraw} of={of} /> : null}
    </>
  )
}

type EndProps = {
  readonly op: Operation
  readonly button: string
  readonly of: Readonly<Record<string, unknown>>
  readonly outcomes?: Readonly<Record<string, string>>
  readonly primary?: boolean
}

function End({ op, button, of, outcomes, primary = false }: EndProps) {
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const input = { ...of, reason, ...(outcomes && { outcome }) }
  return (
    <Deed op={op} button={button} primary={primary} input={input}>
      {(errorOf) => (
        <>
          {outcomes ? (
            <FieldSet name="outcome" label={fields.outcome} error={errorOf('outcome')}>
              {({ id }) => (
                <Radio.Group
                  id={id}
                  value={outcome}
                  options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
                  onChange={(event) => setOutcome(String(event.target.value))}
                />
              )}
            </FieldSet>
          ) : null}
          <LongText
            name="reason"
            hint={outcomes ? hints.reason : hints.withdraw}
            value={reason}
            onChange={setReason}
            errorOf={errorOf}
          />
        </>
      )}
    </Deed>
  )
}
