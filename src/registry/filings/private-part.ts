import type { Sealer } from '#platform/encryption/sealer.ts'
import { maskAddress } from '#platform/values/address.ts'
import { maskContactPhone } from '#platform/values/contact-phone.ts'
import { maskEmail } from '#platform/values/email.ts'
import { checkIdNumber, GENDER_NAMES, maskIdNumber } from '#platform/values/id-number.ts'
import { maskMobile } from '#platform/values/mobile.ts'
import type { AskedValue, MaskedForm, PrivateForm, PublicForm } from './form.ts'

/** What is sealed of a filing: the private fields of 附件1, and the 扩展项 that are personal (days of 禁任情形 …). */
export type SealedPart = PrivateForm & { readonly personal?: Readonly<Record<string, AskedValue>> }

const place = (id: string) => ({ table: 'filings', column: 'private_sealed', row: id })

/** Opens the sealed part of a filing. */
export function openPrivate(
  sealer: Sealer,
  filing: { id: string; private_sealed: Buffer | null },
): SealedPart {
  if (!filing.private_sealed) return {}
  return JSON.parse(sealer.openText(filing.private_sealed, place(filing.id))) as SealedPart
}

/** Seals the private part; 身份证号 can be looked up by its keyed hash. */
export function sealPrivate(sealer: Sealer, id: string, part: SealedPart) {
  return {
    private_sealed: sealer.seal(JSON.stringify(part), place(id)),
    id_number_hash: part.idNumber ? sealer.lookupHash(part.idNumber, 'id-number') : null,
  }
}

/** The form as it was filled in, the sealed part in its places: for judging and printing, never for showing. */
export function wholeForm(form: PublicForm, part: SealedPart): PublicForm & PrivateForm {
  const { personal, ...fields } = part
  const extensions = personal && { extensions: { ...form.extensions, ...personal } }
  return { ...form, ...fields, ...extensions }
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

/** The private part in full with what follows from it; whoever shows it keeps a record of that. */
export function openWhole(...of: Parameters<typeof openPrivate>): PrivateForm & ReturnType<typeof derived> {
  const part = openPrivate(...of)
  return { ...part, ...derived(part) }
}
