import { Link } from '@tanstack/react-router'
import { PublicPage } from '#ui/public-page.tsx'
import { Facts, Muted, Stack } from '#ui/section.tsx'
import { words } from './words.ts'

/** Where to turn with a lost password, by role. */
export default function ForgotPage() {
  const { forgot } = words
  return (
    <PublicPage title={forgot.title} wide>
      <Stack>
        <p>{forgot.intro}</p>
        <Facts items={forgot.rows.map(([term, value]) => ({ term, value }))} />
        <p>{forgot.locked}</p>
        <Muted>{forgot.privacy}</Muted>
        <Link to="/sign-in">{forgot.back}</Link>
      </Stack>
    </PublicPage>
  )
}
