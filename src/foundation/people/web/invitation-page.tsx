import { Radio } from 'antd'
import { useState } from 'react'
import { readMe } from '#foundation/sign-in/contract.ts'
import type { OutputOf } from '#platform/operation.ts'
import { FieldSet } from '#ui/field.tsx'
import { instant } from '#ui/format.ts'
import { Facts, Stack } from '#ui/section.tsx'
import { useOperation } from '#ui/use-operation.ts'
import { lookInvitation } from '../contract.ts'
import { AcceptAsMyself, AcceptWithExisting, AcceptWithNew } from './accept-forms.tsx'
import { LinkGate } from './link-gate.tsx'
import { tokenInAddress } from './link-token.ts'
import { words } from './words.ts'

/** What an invitation offers, and the ways to take it. */
export default function InvitationPage() {
  const [token] = useState(tokenInAddress)
  const { invitation } = words
  return (
    <LinkGate look={lookInvitation} token={token} title={invitation.title} missing={invitation.noToken}>
      {(offer) => (
        <Stack>
          <Offer offer={offer} />
          <Ways token={token} name={offer.name} />
        </Stack>
      )}
    </LinkGate>
  )
}

function Offer({ offer }: { readonly offer: OutputOf<typeof lookInvitation> }) {
  const { invitation } = words
  const role = offer.inCharge ? `${offer.roleName}，${invitation.inCharge}` : offer.roleName
  return (
    <div>
      <p>{invitation.intro(offer.inviter)}</p>
      <Facts
        items={[
          { term: invitation.role, value: role },
          ...(offer.place ? [{ term: invitation.place, value: offer.place }] : []),
          { term: invitation.forWhom, value: offer.name },
          { term: invitation.expires, value: instant(offer.expiresAt) },
        ]}
      />
    </div>
  )
}

/** Whoever is signed in takes it with that account; else a new account, or one that is there. */
function Ways({ token, name }: { readonly token: string; readonly name: string }) {
  const { invitation } = words
  const { data: me, isPending } = useOperation(readMe, {})
  const [other, setOther] = useState(false)
  const [way, setWay] = useState<'fresh' | 'existing'>('fresh')
  if (isPending) return null
  if (me && !other) return <AcceptAsMyself token={token} me={me} onOther={() => setOther(true)} />
  return (
    <>
      <FieldSet name="way" label={invitation.how}>
        {() => (
          <Radio.Group
            value={way}
            onChange={(event) => setWay(event.target.value)}
            options={[
              { value: 'fresh', label: invitation.fresh },
              { value: 'existing', label: invitation.existing },
            ]}
          />
        )}
      </FieldSet>
      {way === 'fresh' ? <AcceptWithNew token={token} name={name} /> : <AcceptWithExisting token={token} />}
    </>
  )
}
