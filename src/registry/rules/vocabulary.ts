import { CERTIFICATE_TYPES, COMMON_LISTS, type Code } from './code-lists.ts'
import { type FactDefinition, type QualificationFacts, STANDARD_FACTS } from './facts.ts'
import type { PackShape } from './pack-shape.ts'

/** A certificate type as conditions know it. */
export type CertificateNames = { readonly label: string; readonly levels: readonly Code[] }

/** The facts a pack's conditions may use: the standard ones and its own. */
export function factsOf(pack: Pick<PackShape, 'facts' | 'lists'>): ReadonlyMap<string, FactDefinition> {
  const standard = new Set(STANDARD_FACTS.map((fact) => fact.key))
  const fresh = pack.facts.filter((fact) => !standard.has(fact.key))
  const own = fresh.map(({ key, label, type, options, unit }): FactDefinition => {
    const ordered = options?.map((option, index): Code => ({ ...option, ordinal: index }))
    return { key, label, kind: type, options: ordered, unit }
  })
  const common = STANDARD_FACTS.map((fact) =>
    fact.key === 'enterpriseLists' ? { ...fact, options: listsOf(pack) } : fact,
  )
  return new Map([...common, ...own].map((definition) => [definition.key, definition]))
}

/** The lists that a pack's conditions and targets may name. */
export function listsOf(pack: Pick<PackShape, 'lists'>): Code[] {
  const own = pack.lists.map(({ code, title }, index): Code => ({ code, label: title, ordinal: 100 + index }))
  return [...COMMON_LISTS.filter(({ code }) => !own.some((each) => each.code === code)), ...own]
}

/** The certificate types a pack's conditions may name, with their levels from low to high. */
export function certificateKindsOf(
  pack: Pick<PackShape, 'certificates'>,
): ReadonlyMap<string, CertificateNames> {
  const standard = CERTIFICATE_TYPES.map(({ code, label }): [string, CertificateNames] => [
    code,
    { label, levels: [] },
  ])
  const own = pack.certificates.map(({ type, title, levels }): [string, CertificateNames] => [
    type,
    { label: title, levels: levels?.map((level, index) => ({ ...level, ordinal: index })) ?? [] },
  ])
  return new Map([...standard, ...own])
}

/** What the comparisons of one evaluation are made against. */
export type Scope = {
  readonly pack: PackShape
  readonly definitions: ReadonlyMap<string, FactDefinition>
  readonly certificates: ReadonlyMap<string, CertificateNames>
  readonly facts: QualificationFacts
  readonly onDate: string
}

export function scopeOf(pack: PackShape, facts: QualificationFacts, onDate: string): Scope {
  return { pack, definitions: factsOf(pack), certificates: certificateKindsOf(pack), facts, onDate }
}
