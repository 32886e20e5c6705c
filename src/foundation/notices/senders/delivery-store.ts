import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { maskEmail } from '#platform/values/email.ts'
import { maskMobile } from '#platform/values/mobile.ts'
import type { Channel, MyDelivery } from './contract.ts'

const place = (column: 'mobile_sealed' | 'email_sealed', accountId: string) => ({
  table: 'notice_contacts',
  column,
  row: accountId,
})

type SealedContact = { accountId: string; mobileSealed: Buffer | null; emailSealed: Buffer | null }

/** Null: there is none. Undefined: it cannot be opened, e.g. under another master key; it has to be entered anew. */
export function openContact(sealer: Sealer, { accountId, mobileSealed, emailSealed }: SealedContact) {
  const opened = (sealed: Buffer | null, column: 'mobile_sealed' | 'email_sealed') => {
    if (!sealed) return null
    try {
      return sealer.openText(sealed, place(column, accountId))
    } catch {
      return undefined
    }
  }
  return { mobile: opened(mobileSealed, 'mobile_sealed'), email: opened(emailSealed, 'email_sealed') }
}

type OfPerson = { readonly accountId: string; readonly unitId: string }

/** Masked: even to oneself the number is shown only in part. */
export async function readDelivery(
  tx: Tx,
  sealer: Sealer,
  { accountId, unitId }: OfPerson,
): Promise<MyDelivery> {
  const [contact, unit, channels] = await Promise.all([
    tx.selectFrom('notice_contacts').selectAll().where('account_id', '=', accountId).executeTakeFirst(),
    tx.selectFrom('unit_delivery').selectAll().where('unit_id', '=', unitId).executeTakeFirst(),
    sql<{ channel: Channel }>`select enabled_channels() as channel`.execute(tx),
  ])
  const { mobile, email } = openContact(sealer, {
    accountId,
    mobileSealed: contact?.mobile_sealed ?? null,
    emailSealed: contact?.email_sealed ?? null,
  })
  return {
    version: contact?.version ?? null,
    mobile: mobile ? maskMobile(mobile) : null,
    email: email ? maskEmail(email) : null,
    byHttp: contact?.by_http ?? true,
    byEmail: contact?.by_email ?? true,
    channels: channels.rows.map(({ channel }) => channel).sort(),
    unit: { byHttp: unit?.by_http ?? true, byEmail: unit?.by_email ?? true, version: unit?.version ?? null },
  }
}

export type NewContact = {
  /** Undefined: as it was. */
  readonly mobile?: string | null | undefined
  readonly email?: string | null | undefined
  readonly byHttp: boolean
  readonly byEmail: boolean
}

/** False when it was changed meanwhile. */
export async function keepContact(
  tx: Tx,
  sealer: Sealer,
  accountId: string,
  version: number | null,
  { mobile, email, byHttp, byEmail }: NewContact,
): Promise<boolean> {
  const sealed = (column: 'mobile_sealed' | 'email_sealed', text: string | null) =>
    text === null ? null : sealer.seal(text, place(column, accountId))
  const values = {
    by_http: byHttp,
    by_email: byEmail,
    ...(mobile !== undefined && { mobile_sealed: sealed('mobile_sealed', mobile) }),
    ...(email !== undefined && { email_sealed: sealed('email_sealed', email) }),
  }
  if (version === null) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('notice_contacts')
      .values({ account_id: accountId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx
    .updateTable('notice_contacts')
    .set({ ...values, version: version + 1, changed_at: sql`now()` })
    .where('account_id', '=', accountId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function keepUnitDelivery(
  tx: Tx,
  unitId: string,
  version: number | null,
  on: { byHttp: boolean; byEmail: boolean },
  accountId: string,
): Promise<boolean> {
  const values = { by_http: on.byHttp, by_email: on.byEmail, changed_by: accountId }
  if (version === null) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('unit_delivery')
      .values({ unit_id: unitId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx
    .updateTable('unit_delivery')
    .set({ ...values, version: version + 1, changed_at: sql`now()` })
    .where('unit_id', '=', unitId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
