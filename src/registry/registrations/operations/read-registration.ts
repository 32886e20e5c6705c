import { handle } from '#platform/perform.ts'
import { maskMobile } from '#platform/values/mobile.ts'
import { ownerOfCode } from '#registry/upkeep/index.ts'
import { type Registration, readRegistration } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { mobilePlace } from '../receipt.ts'
import { findKnown, findOthers, findScans, getRegistration, toRegistrationRow } from '../store.ts'

export const readRegistrationHandler = handle(readRegistration, {
  subject: ({ tx }, { registrationId }) => getRegistration(tx, registrationId),
  policy: mayConfirm,
  async run({ tx, installation }, _input, row) {
    const [scans, known, owner, others] = await Promise.all([
      findScans(tx, row.unit_id, row.id),
      findKnown(tx, row.credit_code),
      ownerOfCode(tx, row.credit_code),
      findOthers(tx, row),
    ])
    const own = known?.unit_id === row.unit_id
    return {
      ...toRegistrationRow(row),
      address: row.address,
      applicantPost: row.applicant_post,
      mobile: maskMobile(installation.sealer.openText(row.mobile, mobilePlace(row.id))),
      reason: row.reason,
      scans: scans.map(({ media_type, size, ...scan }) => ({
        ...scan,
        kind: scan.kind as Registration['scans'][number]['kind'],
        mediaType: media_type,
        size: Number(size),
      })),
      known: known
        ? {
            enterpriseId: known.id,
            name: known.name,
            address: known.address,
            unitName: known.unit_name,
            own,
            people: known.people,
          }
        : null,
      elsewhere: owner && !own ? owner : null,
      others: others.map((other) => ({
        id: other.id,
        receiptNo: other.receipt_no,
        applicantName: other.applicant_name,
      })),
      enterpriseId: row.enterprise_id,
    }
  },
})
