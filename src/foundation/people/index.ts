import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { acceptInvitationHandler } from './operations/accept-invitation.ts'
import { completeResetHandler } from './operations/complete-reset.ts'
import { disableAccountHandler } from './operations/disable-account.ts'
import { enableAccountHandler } from './operations/enable-account.ts'
import { endGrantHandler } from './operations/end-grant.ts'
import { inviteHandler } from './operations/invite.ts'
import { issueResetHandler } from './operations/issue-reset.ts'
import { joinByInvitationHandler } from './operations/join-by-invitation.ts'
import { listInvitationsHandler } from './operations/list-invitations.ts'
import { listPeopleHandler } from './operations/list-people.ts'
import { lookFirstLinkHandler } from './operations/look-first-link.ts'
import { lookInvitationHandler } from './operations/look-invitation.ts'
import { lookResetHandler } from './operations/look-reset.ts'
import { renewInvitationHandler } from './operations/renew-invitation.ts'
import { revokeInvitationHandler } from './operations/revoke-invitation.ts'
import { unlockAccountHandler } from './operations/unlock-account.ts'
import { useFirstLinkHandler } from './operations/use-first-link.ts'

export { offerFirstLink } from './first-link.ts'
export { inviteTo, isInvitationOpen } from './invite-to.ts'

/** First administrator, invitations, the end of roles, lost passwords. */
export const people: Capability = {
  name: 'people',
  handlers: [
    lookFirstLinkHandler,
    useFirstLinkHandler,
    listPeopleHandler,
    endGrantHandler,
    disableAccountHandler,
    enableAccountHandler,
    unlockAccountHandler,
    inviteHandler,
    listInvitationsHandler,
    revokeInvitationHandler,
    renewInvitationHandler,
    lookInvitationHandler,
    acceptInvitationHandler,
    joinByInvitationHandler,
    issueResetHandler,
    lookResetHandler,
    completeResetHandler,
  ],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
