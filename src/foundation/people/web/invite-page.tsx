import { Link, useSearch } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { Muted, Section, Stack } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import type { IssuedLink } from '../contract.ts'
import { InviteForm, type Offer } from './invite-form.tsx'
import { LinkPanel } from './link-panel.tsx'
import { words } from './words.ts'

/** A link for somebody who is to take a role; address parameters fill in what is known: role, unit, enterprise. */
export default function InvitePage() {
  const search = useSearch({ strict: false }) as { role?: string; unit?: string; enterprise?: string }
  const { grant } = useNeededOperation(readMe, {})
  const [made, setMade] = useState<{ link: IssuedLink; offer: Offer }>()
  return (
    <>
      <PageTitle title={words.invite} above={{ to: '/people', label: words.people }} />
      <Section>
        {made ? (
          <Stack>
            <LinkPanel page="/invitation" link={made.link} offer={made.offer} />
            <Space wrap>
              <Button onClick={() => setMade(undefined)}>{words.anotherInvite}</Button>
              {grant.role === 'system-admin' ? <Link to="/set-up">{words.toSetUp}</Link> : null}
              <Link to="/people" search={{ state: 'invitations' } as never}>
                {words.toPeople}
              </Link>
            </Space>
          </Stack>
        ) : (
          <Stack>
            <Muted>{words.inviteNote}</Muted>
            <InviteForm grant={grant} given={search} onMade={(link, offer) => setMade({ link, offer })} />
          </Stack>
        )}
      </Section>
    </>
  )
}
