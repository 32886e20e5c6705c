import { Button, Drawer, Input, Radio } from 'antd'
import { useState } from 'react'
import {
  endEnterprise,
  keepCode,
  listEnterpriseEvents,
  listHandovers,
  proposeHandover,
  resumeEnterprise,
} from '#registry/upkeep/contract.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { today } from '#ui/format.ts'
import { problemOf } from '#ui/problem.ts'
import { RemoteSelect } from '#ui/remote-select.tsx'
import { Muted, Stack } from '#ui/section.tsx'
import { TextInput } from '#ui/text-input.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type Enterprise, listEnterprises, readEnterprise } from '../contract.ts'
import { CorrectForm } from './correct-form.tsx'
import { allUnits } from './directory-filters.ts'
import { words } from './page-words.ts'

export type Deed = keyof typeof words.deeds
/** Those that take a day and a reason; a correction has a form of its own. */
type SimpleDeed = Exclude<Deed, 'correct'>

const how: Readonly<Record<SimpleDeed, string>> = {
  'keep-code': words.keepHow,
  handover: words.handoverHow,
  end: words.endHow,
  resume: words.resumeHow,
}
const reasons = ['deregistered', 'stopped', 'moved-away'] as const

type DrawerProps = {
  readonly enterprise: Enterprise
  readonly unitId: string
  readonly deed: Deed | null
  readonly onClose: () => void
  readonly onProposed: () => void
}

type SimpleProps = DrawerProps & { readonly deed: SimpleDeed }

/** One deed of 名录维护 on an enterprise, with what it needs. */
export function DeedDrawer(props: DrawerProps) {
  const { deed, onClose } = props
  return (
    <Drawer
      open={deed !== null}
      onClose={onClose}
      title={deed ? words.deeds[deed] : ''}
      size={420}
      destroyOnHidden
    >
      {deed === 'correct' ? (
        <CorrectForm enterprise={props.enterprise} onDone={onClose} />
      ) : deed ? (
        <DeedForm {...props} deed={deed} />
      ) : null}
    </Drawer>
  )
}

function useDeed({ enterprise, unitId, deed, onClose, onProposed }: SimpleProps) {
  const touched = { invalidates: [readEnterprise, listEnterprises, listEnterpriseEvents], onDone: onClose }
  const commands = {
    'keep-code': useCommand(keepCode, touched),
    end: useCommand(endEnterprise, touched),
    resume: useCommand(resumeEnterprise, touched),
    handover: useCommand(proposeHandover, { invalidates: [listHandovers], onDone: onProposed }),
  }
  const of = { enterpriseId: enterprise.id, version: enterprise.version }
  const carryOut = (form: Form) => {
    const { as, effectiveOn, note, toUnitId } = form
    if (deed === 'keep-code') commands[deed].mutate({ ...of, reason: note })
    if (deed === 'end') commands[deed].mutate({ ...of, as, effectiveOn, note })
    if (deed === 'resume') commands[deed].mutate({ ...of, effectiveOn, note })
    if (deed === 'handover') {
      const { creditCode } = enterprise
      commands[deed].mutate({ unitId, creditCode, toUnitId, effectiveOn, reason: note })
    }
  }
  return { command: commands[deed], carryOut }
}

type Form = {
  readonly as: (typeof reasons)[number]
  readonly effectiveOn: string
  readonly note: string
  readonly toUnitId: string | null
}

function DeedForm(props: SimpleProps) {
  const { deed } = props
  const [form, setForm] = useState<Form>({
    as: 'deregistered',
    effectiveOn: today(),
    note: '',
    toUnitId: null,
  })
  const [attempt, setAttempt] = useState(0)
  const { command, carryOut } = useDeed(props)
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }))
  const errors = command.error ? (problemOf(command.error).errors ?? []) : []
  const errorOf = (path: string) => errors.find((each) => each.path === path)?.message
  const noteName = deed === 'end' || deed === 'resume' ? 'note' : 'reason'
  return (
    <Stack>
      <Muted>{how[deed]}</Muted>
      <ErrorSummary errors={errors} consequence={words.consequence} attempt={attempt} />
      {command.error && errors.length === 0 ? <RefusedAlert error={command.error} /> : null}
      {deed === 'end' ? (
        <FieldSet name="as" label={words.fields.as}>
          {() => (
            <Radio.Group
              value={form.as}
              onChange={(event) => set({ as: event.target.value })}
              options={reasons.map((value) => ({ value, label: words.event.ended[value] }))}
            />
          )}
        </FieldSet>
      ) : null}
      {deed === 'handover' ? (
        <Field name="toUnitId" label={words.fields.toUnitId} error={errorOf('toUnitId')}>
          {(control) => (
            <RemoteSelect
              {...control}
              source={allUnits}
              value={form.toUnitId}
              onChange={(toUnitId) => set({ toUnitId })}
            />
          )}
        </Field>
      ) : null}
      {deed === 'keep-code' ? null : (
        <Field
          name="effectiveOn"
          label={deed === 'handover' ? words.fields.handoverOn : words.fields.effectiveOn}
          error={errorOf('effectiveOn')}
        >
          {(control) => (
            <Input
              {...control}
              type="date"
              max={today()}
              value={form.effectiveOn}
              onChange={(event) => set({ effectiveOn: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field
        name={noteName}
        label={words.fields[noteName]}
        optional={deed === 'end'}
        error={errorOf(noteName)}
      >
        {(control) => <TextInput {...control} value={form.note} onChange={(note) => set({ note })} />}
      </Field>
      <div>
        <Button
          type="primary"
          loading={command.isPending}
          disabled={deed === 'handover' && !form.toUnitId}
          onClick={() => {
            setAttempt(attempt + 1)
            carryOut(form)
          }}
        >
          {words.submit}
        </Button>
      </div>
    </Stack>
  )
}
