import { Section } from '#ui/section.tsx'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

/** What the unit has written down when registering, for whoever reads the filing. */
export function RecordedReasons({ filing }: { readonly filing: Filing }) {
  const reasons = [
    [words.relaxationReason, filing.relaxationReason],
    [words.registerReason, filing.registerReason],
    [words.fourEyesReason, filing.fourEyesReason],
  ] as const
  return reasons.map(([title, reason]) =>
    reason ? (
      <Section key={title} title={title}>
        <p>{reason}</p>
      </Section>
    ) : null,
  )
}
