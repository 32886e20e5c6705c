import { Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { searchOrgUnits } from '#foundation/org-units/contract.ts'
import type { Grant } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { RefusedAlert } from '#ui/fault.tsx'
import { Field, FieldSet } from '#ui/field.tsx'
import { problemOf } from '#ui/problem.ts'
import { NarrowForm } from '#ui/public-page.tsx'
import { RemoteSelect, remoteSource } from '#ui/remote-select.tsx'
import { useCommand, useOperation } from '#ui/use-operation.ts'
import { type IssuedLink, invite, listInvitations } from '../contract.ts'
import { roleOfUnit } from '../domain.ts'
import { type Choice, choicesFor } from './choices.ts'
import { words } from './words.ts'

/** Whom the link is for, in words. */
export type Offer = { readonly name: string; readonly role: string; readonly place: string | null }

type FormProps = {
  readonly grant: Grant
  readonly given: { role?: string; unit?: string; enterprise?: string }
  readonly onMade: (link: IssuedLink, offer: Offer) => void
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
  const [unitId, setUnitId] = useState<string | null>(given.unit ?? null)
  const chosen = useOperation(searchOrgUnits, { ids: unitId ?? '', limit: 1 }, { enabled: unitId !== null })
  const unit = unitId === null ? undefined : chosen.data?.rows[0]
  const [inCharge, setInCharge] = useState(given.unit !== undefined)
  const [gaps, setGaps] = useState<FormError[]>([])
  const [attempt, setAttempt] = useState(0)
  const ofUnit = choice?.key === 'officer'
  const inviting = useCommand(invite, {
    invalidates: [listInvitations],
    onDone: (link) => onMade(link, offerOf({ name, choice, inCharge }, ofUnit ? unit?.name : undefined)),
  })
  const refused = inviting.error ? (problemOf(inviting.error).errors ?? []) : []
  const errors = gaps.length > 0 ? gaps : refused
  const error = (path: string) => errors.find((each) => each.path === path)?.message
  const submit = () => {
    const role: Role | null = choice?.role ?? (unit ? roleOfUnit(unit) : null)
    const found = gapsOf(name, choice, ofUnit && !unitId)
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
              <RemoteSelect
                {...control}
                source={unitsBelow(grant.unitId)}
                placeholder={words.unitSearch}
                value={unitId}
                onChange={setUnitId}
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

function offerOf(
  { name, choice, inCharge }: { name: string; choice: Choice | undefined; inCharge: boolean },
  unit: string | undefined,
): Offer {
  const role = choice?.label ?? ''
  return { name: name.trim(), role: unit && inCharge ? words.withCharge(role) : role, place: unit ?? null }
}

function gapsOf(name: string, choice: Choice | undefined, unitMissing: boolean): FormError[] {
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: words.missing(words.inviteName) }] : []),
    ...(choice ? [] : [{ path: 'role', message: words.roleMissing }]),
    ...(unitMissing ? [{ path: 'unitId', message: words.unitMissing }] : []),
  ]
}

/** The unit and those under it; for the administrator the whole tree. */
function unitsBelow(unitId: string | null) {
  return remoteSource({
    op: searchOrgUnits,
    filter: unitId ? { below: unitId } : {},
    option: ({ id, name, above }) => ({ value: id, label: name, detail: above.at(-1) ?? '' }),
  })
}
