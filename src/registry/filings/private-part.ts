import type { Sealer } from '#platform/encryption/sealer.ts'
import { maskAddress } from '#platform/values/address.ts'
import { maskContactPhone } from '#platform/values/contact-phone.ts'
import { maskEmail } from '#platform/values/email.ts'
import { checkIdNumber, GENDER_NAMES, maskIdNumber } from '#platform/values/id-number.ts'
import { maskMobile } from '#platform/values/mobile.ts'
import type { MaskedForm, PrivateForm } from './form.ts'

const place = (id: string) => ({ table: 'filings', column: 'private_sealed', row: id })

/** Opens the sealed part of a filing. */
export function openPrivate(
  sealer: Sealer,
  filing: { id: string; private_sealed: Buffer | null },
): PrivateForm {
  if (!filing.private_sealed) return {}
  return JSON.parse(sealer.openText(filing.private_sealed, place(filing.id))) as PrivateForm
}

/** Seals the private part; 身份证号 can be looked up by its keyed hash. */
export function sealPrivate(sealer: Sealer, id: string, part: PrivateForm) {
  return {
    private_sealed: sealer.seal(JSON.stringify(part), place(id)),
    id_number_hash: part.idNumber ? sealer.lookupHash(part.idNumber, 'id-number') : null,
  }
}

const masks = {
  idNumber: maskIdNumber,
  mobile: maskMobile,
  address: maskAddress,
  email: maskEmail,
  principalContact: maskContactPhone,
} as const satisfies Record<keyof PrivateForm, (text: string) => string>

/** The private part as it is shown; gender and birth date come from 身份证号. */
export function maskPrivate(part: PrivateForm): Partial<MaskedForm> {
  const shown: Record<string, string> = {}
  for (const [key, mask] of Object.entries(masks)) {
    const value = part[key as keyof PrivateForm]
    if (value) shown[key] = mask(value)
  }
  return { ...shown, ...derived(part) }
}

/** 性别 and 出生日期, from a well-formed 身份证号. */
export function derived(part: PrivateForm): Pick<MaskedForm, 'gender' | 'birthDate'> {
  const checked = part.idNumber ? checkIdNumber(part.idNumber) : undefined
  if (!checked?.ok) return {}
  return { gender: GENDER_NAMES[checked.gender] as '男' | '女', birthDate: checked.birthDate }
}
