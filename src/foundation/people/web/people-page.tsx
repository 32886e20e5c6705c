import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import { LinkTabs } from '#ui/link-tabs.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Section } from '#ui/section.tsx'
import { useNeededOperation } from '#ui/use-operation.ts'
import { DeedDialog } from './deed-dialog.tsx'
import type { Deed } from './deeds.ts'
import { InvitationTable } from './invitation-table.tsx'
import { PeopleTable } from './people-table.tsx'
import { words } from './words.ts'

const states = ['holding', 'invitations', 'ended', 'disabled'] as const
type State = (typeof states)[number]

/** Who holds which role, who has been invited, and what may be done about it. */
export default function PeoplePage() {
  const search = useSearch({ strict: false }) as { state?: string; enterprise?: string }
  const { grant } = useNeededOperation(readMe, {})
  const [deed, setDeed] = useState<Deed>()
  const state: State = states.find((each) => each === search.state) ?? 'holding'
  const enterprise = search.enterprise ? { enterprise: search.enterprise } : {}
  // Officers who are not in charge invite for one enterprise, from its page.
  const invites =
    grant.role === 'system-admin' ||
    grant.role === 'principal' ||
    grant.inCharge ||
    (grant.unitId !== null && search.enterprise !== undefined)
  const shown = states.filter((each) => each !== 'disabled' || grant.role.endsWith('-admin'))
  return (
    <>
      <PageTitle
        title={words.people}
        {...(grant.place && { sub: grant.place })}
        phoneActions
        actions={
          invites ? (
            <Link to="/people/invite" search={enterprise as never}>
              <Button type="primary">{words.invite}</Button>
            </Link>
          ) : null
        }
      />
      <Section flush>
        <LinkTabs
          label={words.tabs.label}
          current={state}
          tabs={shown.map((key) => ({
            key,
            label: words.tabs[key],
            to: '/people',
            search: { ...enterprise, ...(key !== 'holding' && { state: key }) },
          }))}
        />
        {state === 'invitations' ? (
          <InvitationTable onDeed={setDeed} />
        ) : (
          <PeopleTable key={state} state={state} grant={grant} onDeed={setDeed} />
        )}
      </Section>
      {deed ? <DeedDialog deed={deed} onClose={() => setDeed(undefined)} /> : null}
    </>
  )
}
