import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Operation, OutputOf } from '#platform/operation.ts'
import { RefusedAlert } from '#ui/fault.tsx'
import { PublicPage } from '#ui/public-page.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { words as product } from '#ui/words.ts'
import { words } from './words.ts'

/** Looks at what a link is worth before anything is asked; a link that does not work says why. */
export function LinkGate<Op extends Operation>({
  look,
  token,
  title,
  missing,
  children,
}: {
  readonly look: Op
  readonly token: string
  readonly title: string
  /** Words for an address without a secret. */
  readonly missing: string
  readonly children: (found: OutputOf<Op>) => ReactNode
}) {
  const looked = useOperation(look, { token } as never, { enabled: token !== '' })
  const refused = token === '' || looked.error
  return (
    <PublicPage title={title}>
      {token === '' ? <p role="alert">{missing}</p> : null}
      <RefusedAlert error={looked.error} />
      {refused ? <Link to="/sign-in">{words.toSignIn}</Link> : null}
      {!refused && !looked.data ? <p role="status">{product.loading}</p> : null}
      {!refused && looked.data ? children(looked.data) : null}
    </PublicPage>
  )
}
