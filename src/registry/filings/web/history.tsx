import { instant } from '#ui/format.ts'
import { Facts } from '#ui/section.tsx'
import type { Filing } from '../contract.ts'
import { words } from './words.ts'

/** Who did what with a filing, and when. */
export function History({ filing }: { readonly filing: Filing }) {
  return (
    <Facts
      items={filing.events.map((event) => ({
        term: instant(event.recordedAt),
        value: [
          words.eventWords[event.kind],
          event.onBehalfOf ? words.actedBy(event.onBehalfOf, event.accountName) : event.accountName,
          event.note,
        ]
          .filter(Boolean)
          .join('　'),
      }))}
    />
  )
}
