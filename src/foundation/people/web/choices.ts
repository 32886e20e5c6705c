import type { Grant } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { words } from './words.ts'

/** As what somebody may be invited. `role` is null where the unit decides it. */
export type Choice = {
  readonly key: string
  readonly label: string
  readonly role: Role | null
  readonly enterpriseId: string | null
}

/** What the reader's role offers; the server has the last word. */
export function choicesFor(grant: Grant, enterpriseId: string | undefined): readonly Choice[] {
  const { roles } = words
  const officer = { key: 'officer', label: roles.officer, role: null, enterpriseId: null }
  const of = (role: keyof typeof roles & Role, where: string | null) => ({
    key: role,
    label: roles[role],
    role,
    enterpriseId: where,
  })
  if (grant.role === 'system-admin') {
    const admins = (['system-admin', 'security-admin', 'audit-admin'] as const).map((role) => of(role, null))
    return [officer, ...admins]
  }
  if (grant.role === 'principal') {
    return (['filer', 'cqo', 'staff', 'auditor'] as const).map((role) => of(role, grant.enterpriseId))
  }
  if (grant.unitId === null) return []
  return enterpriseId ? [of('filer', enterpriseId), of('principal', enterpriseId)] : [officer]
}
