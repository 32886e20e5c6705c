import { fileURLToPath } from 'node:url'
import type { Capability } from '#platform/capability.ts'
import { purgeDraftsJob } from './jobs/purge-drafts.job.ts'
import { acceptRegistrationHandler } from './operations/accept-registration.ts'
import { addRegistrationScanHandler } from './operations/add-registration-scan.ts'
import { listRegisteringUnitsHandler } from './operations/list-registering-units.ts'
import { listRegistrationsHandler } from './operations/list-registrations.ts'
import { lookRegistrationHandler } from './operations/look-registration.ts'
import { readRegistrationHandler } from './operations/read-registration.ts'
import { readRegistrationScanHandler } from './operations/read-registration-scan.ts'
import { refuseRegistrationHandler } from './operations/refuse-registration.ts'
import { revealApplicantHandler } from './operations/reveal-applicant.ts'
import { startRegistrationHandler } from './operations/start-registration.ts'
import { submitRegistrationHandler } from './operations/submit-registration.ts'

/** An enterprise registers itself; the unit confirms it and invites the applicant. */
export const registrations: Capability = {
  name: 'registrations',
  handlers: [
    listRegisteringUnitsHandler,
    startRegistrationHandler,
    addRegistrationScanHandler,
    submitRegistrationHandler,
    lookRegistrationHandler,
    listRegistrationsHandler,
    readRegistrationHandler,
    revealApplicantHandler,
    readRegistrationScanHandler,
    acceptRegistrationHandler,
    refuseRegistrationHandler,
  ],
  jobs: [purgeDraftsJob],
  migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
}
