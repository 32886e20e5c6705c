import { notFound } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { readRegistrationScan } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { findScans, getRegistration } from '../store.ts'

export const readRegistrationScanHandler = handle(readRegistrationScan, {
  subject: ({ tx }, { registrationId }) => getRegistration(tx, registrationId),
  policy: mayConfirm,
  async run({ tx, installation }, { scanId }, { id, unit_id }) {
    const scan = (await findScans(tx, unit_id, id)).find((each) => each.id === scanId)
    if (!scan) throw notFound()
    return { mediaType: scan.media_type, fileName: scan.name, bytes: await installation.vault.get(scan.id) }
  },
})
