import { Link } from '@tanstack/react-router'
import { Muted, Section } from '#ui/section.tsx'
import type { Pack } from '../contract.ts'
import { words } from './words.ts'

/** What the sender should look at before: none of it forbids to send. */
export function PackOpenPoints({ pack }: { readonly pack: Pack }) {
  return (
    <Section title={words.pack.open}>
      {pack.openPoints.length === 0 ? <Muted>{words.pack.openNone}</Muted> : null}
      <ul>
        {pack.openPoints.map(({ text, link }) => (
          <li key={text}>
            {text}{' '}
            {link ? (
              <Link to={link} className="opens-list">
                {words.pack.openGo}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
