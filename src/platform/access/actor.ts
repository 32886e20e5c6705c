/** Roles of one enterprise. */
/** `staff` keeps records in the workbench, `auditor` looks there and changes nothing. */
export const enterpriseRoles = ['filer', 'principal', 'cqo', 'staff', 'auditor'] as const
/** Roles of one org unit. */
export const unitRoles = ['county-officer', 'city-officer', 'province-officer', 'industry-officer'] as const
/** The three administrators, three separate people (GB/T 22239 管理用户权限分离). */
export const adminRoles = ['system-admin', 'security-admin', 'audit-admin'] as const
export const roles = [...enterpriseRoles, ...unitRoles, ...adminRoles] as const

export type EnterpriseRole = (typeof enterpriseRoles)[number]
export type UnitRole = (typeof unitRoles)[number]
export type AdminRole = (typeof adminRoles)[number]
export type Role = (typeof roles)[number]

type Person = {
  readonly accountId: string
  readonly sessionId: string
  readonly grantId: string
  readonly name: string
}

export type EnterpriseActor = Person & {
  readonly kind: 'enterprise'
  readonly role: EnterpriseRole
  readonly enterpriseId: string
}

export type UnitActor = Person & {
  readonly kind: 'unit'
  readonly role: UnitRole
  readonly unitId: string
  /** The unit and every unit below it; for an industry bureau the units whose enterprises it sees. */
  readonly unitIds: readonly string[]
}

export type AdminActor = Person & { readonly kind: 'admin'; readonly role: AdminRole }

/** A job acts for one unit or enterprise, or for the platform itself; never around row-level security. */
export type SystemActor = {
  readonly kind: 'system'
  readonly role: 'system'
  readonly for: { readonly unitId: string } | { readonly enterpriseId: string } | { readonly platform: true }
}

export type Visitor = { readonly kind: 'visitor'; readonly role: 'visitor' }

/** Who asks. */
export type Actor = EnterpriseActor | UnitActor | AdminActor | SystemActor | Visitor

/** Acts for the enterprise towards the bureaus: 聘任, 备案, 摸底, 企业资料. */
export function actsInRegistry(role: string): boolean {
  return role === 'filer' || role === 'principal'
}

export const visitor: Visitor = { kind: 'visitor', role: 'visitor' }
