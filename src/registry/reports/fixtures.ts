import type { Client } from '#platform/client.ts'
import type { InputOf } from '#platform/operation.ts'
import {
  acceptFiling,
  confirmFiling,
  type FilingForm,
  registerFiling,
  submitFiling,
} from '#registry/filings/contract.ts'
import { filledDraft, issuedAppointment } from '#registry/filings/fixtures.ts'
import { type PackRow, prepareReport, readReport, sendReport } from './contract.ts'

/** A filing from the draft of an appointment without end to its registration. */
export async function registeredFiling(
  of: { enterpriseId: string; filer: Client; principal: Client; officer: Client },
  form: FilingForm = {},
) {
  const { enterpriseId, filer, principal, officer } = of
  const appointment = await issuedAppointment(enterpriseId, filer, principal, { termTo: null })
  const draft = await filledDraft(enterpriseId, appointment.id, filer, form)
  const key = { enterpriseId, filingId: draft.id }
  const confirmed = await principal.call(confirmFiling, { ...key, version: draft.version })
  const submitted = await filer.call(submitFiling, { ...key, version: confirmed.version })
  const accepted = await officer.call(acceptFiling, { ...key, version: submitted.version })
  return officer.call(registerFiling, { ...key, version: accepted.version })
}

type Head = Partial<InputOf<typeof prepareReport>>

/** A draft of a plainly fictional officer. */
export function preparedReport(
  officer: Client,
  unitId: string,
  asOf: string,
  head: Head = {},
): Promise<PackRow> {
  return officer.call(prepareReport, {
    unitId,
    asOf,
    docNo: '',
    remarks: '',
    filledBy: '示例填',
    reviewedBy: '示例审',
    phone: '0795-1234567',
    ...head,
  })
}

/** Prepared, looked at and sent. */
export async function sentReport(
  officer: Client,
  unitId: string,
  asOf: string,
  head: Head = {},
): Promise<PackRow> {
  const draft = await preparedReport(officer, unitId, asOf, head)
  const of = { unitId, packId: draft.id }
  const preview = await officer.call(readReport, of)
  return officer.call(sendReport, { ...of, version: preview.version, digest: preview.digest ?? '' })
}
