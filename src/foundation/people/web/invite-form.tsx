import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import type { OrgUnitRow } from '#foundation/org-units/contract.ts'
import type { Grant } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { useCommand } from '#ui/use-operation.ts'
import { type IssuedLink, invite, listInvitations } from '../contract.ts'
import { roleOfUnit } from '../domain.ts'
import { type Choice, choicesFor } from './choices.ts'
import { UnitSelect } from './unit-select.tsx'
import { words } from './words.ts'

type FormProps = {
  readonly grant: Grant
  readonly given: { role?: string; unit?: string; enterprise?: string }
  readonly onMade: (link: IssuedLink) => void
}

/** Who, as what, where. */
export function InviteForm({ grant, given, onMade }: FormProps) {
  const choices = choicesFor(grant, given.enterprise)
  const [choice, setChoice] = useState<Choice | undefined>(
    choices.find(({ key }) => key === given.role) ??
      (given.unit ? choices.find(({ key }) => key === 'officer') : undefined) ??
      (choices.length === 1 ? choices[0] : undefined),
  )
  const [name, setName] = useState('')
  const [unit, setUnit] = useState<OrgUnitRow>()
  const [inCharge, setInCharge] = useState(given.unit !== undefined)
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const inviting = useCommand(invite, { invalidates: [listInvitations], onDone: onMade })
  const refused = inviting.error ? (problemOf(inviting.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const error = (path: string) => errors.find((each) => each.path === path)?.message
  const ofUnit = choice?.key === 'officer'
  const submit = () => {
    const role: Role | null = choice?.role ?? (unit ? roleOfUnit(unit) : null)
    const found = gapsOf(name, choice, ofUnit ? unit : null)
    setGaps(found)
    setAttempt(attempt + 1)
    if (found.length > 0 || !role) return
    const where = { unitId: ofUnit ? (unit?.id ?? null) : null, enterpriseId: choice?.enterpriseId ?? null }
    inviting.mutate({ name, role, ...where, inCharge: ofUnit && inCharge })
  }
  return (
    <NarrowForm onSubmit={submit}>
      <ErrorSummary errors={errors} attempt={attempt} />
      {errors.length === 0 ? <RefusedAlert error={inviting.error} /> : null}
      <Field name="name" label={words.inviteName} error={error('name')}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={50}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <FieldSet name="role" label={words.inviteRole} error={error('role')}>
        {() => (
          <Radio.Group
            value={choice?.key}
            onChange={(event) => setChoice(choices.find(({ key }) => key === event.target.value))}
            options={choices.map(({ key, label }) => ({ value: key, label }))}
          />
        )}
      </FieldSet>
      {ofUnit ? (
        <>
          <Field name="unitId" label={words.inviteUnit} hint={words.roleByUnit} error={error('unitId')}>
            {(control) => (
              <UnitSelect
                control={control}
                below={grant.unitId}
                initial={given.unit ?? grant.unitId}
                value={unit}
                onChange={setUnit}
              />
            )}
          </Field>
          <Checkbox checked={inCharge} onChange={(event) => setInCharge(event.target.checked)}>
            {words.inChargeLabel}
          </Checkbox>
        </>
      ) : null}
      <Button type="primary" htmlType="submit" loading={inviting.isPending}>
        {words.makeLink}
      </Button>
    </NarrowForm>
  )
}

/** `unit` is null where the choice has none. */
function gapsOf(name: string, choice: Choice | undefined, unit: OrgUnitRow | undefined | null): FormError[] {
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: words.missing(words.inviteName) }] : []),
    ...(choice ? [] : [{ path: 'role', message: words.roleMissing }]),
    ...(unit === undefined ? [{ path: 'unitId', message: words.unitMissing }] : []),
  ]
}
