import { Section } from '#ui/section.tsx'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

/** Wherever a filing made on behalf is read: by whom, and what stands for the principal's confirmation. */
export function OnBehalfNote({ filing }: { readonly filing: Filing }) {
  if (!filing.onBehalf) return null
  const { unitName, byName } = filing.onBehalf
  const confirmed = filing.confirmedAt ? words.confirmedOnPaper : words.notYetOnPaper
  return (
    <Section>
      <p>{`${words.actedBy(unitName, byName)}，${confirmed}`}</p>
    </Section>
  )
}
