import { Link } from '@tanstack/react-router'
import type { Verdict } from '../verdict.ts'
import { words } from './words.ts'

/** From a verdict to the rules it was made by, just as they were. */
export function PackLink({ verdict }: { readonly verdict: Pick<Verdict, 'pack' | 'onDate'> }) {
  const { id, version, hash } = verdict.pack
  return (
    <Link
      to="/rule-packs/$packId/$packVersion"
      params={{ packId: id, packVersion: String(version) }}
      search={{ onDate: verdict.onDate, hash } as never}
    >
      {words.fullText}
    </Link>
  )
}
