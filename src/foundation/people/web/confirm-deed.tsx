import { Button } from 'antd'
import { useState } from 'react'
import { RefusedAlert } from '#ui/fault.tsx'
import { Stack } from '#ui/section.tsx'
import { useCommand } from '#ui/use-operation.ts'
import {
  enableAccount,
  type IssuedLink,
  listInvitations,
  listPeople,
  renewInvitation,
  revokeInvitation,
  unlockAccount,
} from '../contract.ts'
import type { Deed } from './deeds.ts'
import { LinkPanel } from './link-panel.tsx'
import { words } from './words.ts'

/** A deed that needs no words of the person who does it. */
export function Confirm({ deed, onDone }: { readonly deed: Deed; readonly onDone: () => void }) {
  const [link, setLink] = useState<IssuedLink>()
  const options = { invalidates: [listPeople, listInvitations], onDone: () => onDone() }
  const enabling = useCommand(enableAccount, options)
  const unlocking = useCommand(unlockAccount, options)
  const revoking = useCommand(revokeInvitation, options)
  const renewing = useCommand(renewInvitation, { invalidates: [listInvitations], onDone: setLink })
  const all = [enabling, unlocking, revoking, renewing]
  const go = () => {
    if (deed.kind === 'enable') enabling.mutate({ accountId: deed.row.accountId })
    else if (deed.kind === 'unlock') unlocking.mutate({ accountId: deed.row.accountId })
    else if (deed.kind === 'revoke') revoking.mutate({ invitationId: deed.row.id })
    else if (deed.kind === 'renew') renewing.mutate({ invitationId: deed.row.id })
  }
  if (link) return <LinkPanel page="/invitation" link={link} />
  const kind = deed.kind as keyof typeof words.confirm
  return (
    <Stack>
      <RefusedAlert error={all.find(({ error }) => error)?.error} />
      <p>{words.confirm[kind]}</p>
      <Button type="primary" loading={all.some(({ isPending }) => isPending)} onClick={go}>
        {words[kind]}
      </Button>
    </Stack>
  )
}
