import type { Sealer } from '#platform/encryption/sealer.ts'
import { CONSENT_VERSION } from '../consent.ts'
import type { NewDraft } from '../draft-store.ts'
import { openPrivate, sealPrivate } from '../private-part.ts'
import type { FilingRecord } from '../store.ts'

/** Photo, private part and consent of a filing for the one that changes it. Consent to other words does not carry over. */
export function takenOver(
  sealer: Sealer,
  filing: Pick<FilingRecord, 'id' | 'private_sealed' | 'photo_id' | 'consented_at' | 'consent_version'>,
  id: string,
): NonNullable<NewDraft['taken']> {
  const consents = filing.consent_version === CONSENT_VERSION
  return {
    ...sealPrivate(sealer, id, openPrivate(sealer, filing)),
    photo_id: filing.photo_id,
    consented_at: consents ? filing.consented_at : null,
    consent_version: consents ? filing.consent_version : null,
  }
}
