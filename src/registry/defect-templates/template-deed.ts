import type { AuditEntry } from '#platform/audit/append.ts'
import { forbidden } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type DefectTemplate, nameTaken } from './contract.ts'

/** The entry of a template's verb in the chain of its unit. */
export function auditedTemplate(action: string) {
  return (_input: unknown, subject: { unitId: string }, { id, place }: DefectTemplate): AuditEntry => ({
    chain: { unitId: subject.unitId },
    action,
    subject: { type: 'defect-template', id },
    details: { place },
  })
}

export function accountOf({ actor }: Context): string {
  if (!('accountId' in actor)) throw forbidden()
  return actor.accountId
}

export function taken(name: string) {
  const message = `模板名称：本单位已有“${name}”。请换一个名称，或者修改原来那一个。`
  return nameTaken({ detail: message, errors: [{ path: 'name', message }] })
}
