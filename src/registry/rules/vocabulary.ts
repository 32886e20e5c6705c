import { CERTIFICATE_TYPES, type Code } from './code-lists.ts'
import { type FactDefinition, type QualificationFacts, STANDARD_FACTS } from './facts.ts'
import type { PackShape } from './pack-shape.ts'

/** A certificate type as conditions know it. */
export type CertificateNames = { readonly label: string; readonly levels: readonly Code[] }

/** The facts a pack's conditions may use: the standard ones and its own. */
export function factsOf(pack: Pick<PackShape, 'facts'>): ReadonlyMap<string, FactDefinition> {
  const own = pack.facts.map(({ key, label, type, options, unit }): FactDefinition => {
    const ordered = options?.map((option, index): Code => ({ ...option, ordinal: index }))
    return { key, label, kind: type, options: ordered, unit }
  })
  return new Map([...STANDARD_FACTS, ...own].map((definition) => [definition.key, definition]))
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
