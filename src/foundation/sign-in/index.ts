import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { purgeExpiredJob } from './jobs/purge-expired.job.ts'
import { changePasswordHandler } from './operations/change-password.ts'
import { createTokenHandler } from './operations/create-token.ts'
import { endSessionHandler } from './operations/end-session.ts'
import { listSessionsHandler } from './operations/list-sessions.ts'
import { readMeHandler } from './operations/read-me.ts'
import { signInHandler } from './operations/sign-in.ts'
import { signOutHandler } from './operations/sign-out.ts'
import { switchGrantHandler } from './operations/switch-grant.ts'

export { chainOf, describeMe, ownEntry } from './me.ts'
export { checkPassword, hashPassword } from './password.ts'
export { signedInPerson } from './person.ts'
export { roleNames } from './role-names.ts'
export { startSession } from './start-session.ts'
export { addGrant, clearFailures, createAccount, lockedFor, setGrant } from './store.ts'
export { countTry, lockedTries, loginDigest } from './tries.ts'

export const signIn: Capability = {
  name: 'sign-in',
  handlers: [
    signInHandler,
    signOutHandler,
    readMeHandler,
    switchGrantHandler,
    changePasswordHandler,
    listSessionsHandler,
    endSessionHandler,
    createTokenHandler,
  ],
  jobs: [purgeExpiredJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
