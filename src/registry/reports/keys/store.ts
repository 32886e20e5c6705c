import { type Selectable, sql } from 'kysely'
import type { ReportKeys, ReportPeerKeys } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { newId } from '#platform/ids.ts'
import { fingerprintOf, makeUnitKey, type UnitKey } from '../sealing/unit-key.ts'

export type KeyRow = Selectable<ReportKeys>
export type PeerKeyRow = Selectable<ReportPeerKeys> & { peer_name: string; peer_code: string }
type UnitOf = { readonly id: string; readonly code: string }
/** A key of the unit, ready to sign and to open with. */
export type ReadyKey = UnitKey & { readonly id: Buffer; readonly spoken: string }

const place = (column: string, row: string) => ({ table: 'report_key_secrets', column, row })

function sealed(sealer: Sealer, id: string, key: UnitKey) {
  return {
    signing: sealer.seal(key.secret.signing, place('signing_sealed', id)),
    agreement: sealer.seal(key.secret.agreement, place('agreement_sealed', id)),
  }
}

export function findOwnKeys(tx: Tx, unitId: string): Promise<KeyRow[]> {
  return tx
    .selectFrom('report_keys')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('made_at', 'desc')
    .execute()
}

/** The public key in use of a unit of this installation. */
export function findKeyInUse(tx: Tx, unitId: string): Promise<KeyRow | undefined> {
  return tx
    .selectFrom('report_keys')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
}

/** A public key of this installation by its id, in use or not. */
export function findKeyById(tx: Tx, unitId: string, keyId: Buffer): Promise<KeyRow | undefined> {
  return tx
    .selectFrom('report_keys')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('key_id', '=', keyId)
    .executeTakeFirst()
}

/** Opens a key of the asker's own unit. */
export async function openOwnKey(tx: Tx, sealer: Sealer, row: KeyRow): Promise<ReadyKey> {
  const secret = await tx
    .selectFrom('report_key_secrets')
    .select(['signing_sealed', 'agreement_sealed'])
    .where('unit_id', '=', row.unit_id)
    .where('key_id', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.key_id,
    spoken: row.spoken,
    open: { signing: row.signing_public, agreement: row.agreement_public },
    secret: {
      signing: sealer.open(secret.signing_sealed, place('signing_sealed', row.id)),
      agreement: sealer.open(secret.agreement_sealed, place('agreement_sealed', row.id)),
    },
  }
}

/** Makes a key for the asker's own unit; the one before is replaced and stays. */
export async function makeOwnKey(
  tx: Tx,
  sealer: Sealer,
  unit: UnitOf,
  by: { accountId: string | null; now: Date },
): Promise<KeyRow> {
  const key = makeUnitKey()
  const id = newId()
  const { id: keyId, spoken } = fingerprintOf(unit.code, key.open)
  const secret = sealed(sealer, id, key)
  await tx
    .updateTable('report_keys')
    .set({ replaced_at: by.now })
    .where('unit_id', '=', unit.id)
    .where('replaced_at', 'is', null)
    .execute()
  const row = await tx
    .insertInto('report_keys')
    .values({
      unit_id: unit.id,
      id,
      key_id: keyId,
      spoken,
      signing_public: key.open.signing,
      agreement_public: key.open.agreement,
      made_at: by.now,
      made_by: by.accountId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('report_key_secrets')
    .values({
      unit_id: unit.id,
      key_id: id,
      signing_sealed: secret.signing,
      agreement_sealed: secret.agreement,
    })
    .execute()
  return row
}

/** The key in use of the asker's own unit; made when first needed. */
export async function ownKeyInUse(
  tx: Tx,
  sealer: Sealer,
  unit: UnitOf,
  by: { accountId: string | null; now: Date },
): Promise<ReadyKey> {
  const found = (await findKeyInUse(tx, unit.id)) ?? (await makeOwnKey(tx, sealer, unit, by))
  return openOwnKey(tx, sealer, found)
}

/** The public key of the unit above in this installation; made for it when it has none yet. */
export async function keyAbove(tx: Tx, sealer: Sealer, above: UnitOf): Promise<KeyRow> {
  const found = await findKeyInUse(tx, above.id)
  if (found) return found
  const key = makeUnitKey()
  const id = newId()
  const { id: keyId, spoken } = fingerprintOf(above.code, key.open)
  const secret = sealed(sealer, id, key)
  await sql`select make_key_above(${above.id}::uuid, ${id}::uuid, ${keyId}, ${spoken}, ${key.open.signing}, ${key.open.agreement},
    ${secret.signing}, ${secret.agreement})`.execute(tx)
  const made = await findKeyInUse(tx, above.id)
  if (!made) throw new Error('no key for the unit above')
  return made
}

export async function findPeerKeys(
  tx: Tx,
  unitId: string,
  only: { id?: string; peerId?: string; keyId?: Buffer } = {},
): Promise<PeerKeyRow[]> {
  let query = tx
    .selectFrom('report_peer_keys as k')
    .innerJoin('org_units as u', 'u.id', 'k.peer_id')
    .selectAll('k')
    .select(['u.name as peer_name', 'u.numbering_code as peer_code'])
    .where('k.unit_id', '=', unitId)
    .orderBy('k.entered_at', 'desc')
  if (only.id) query = query.where('k.id', '=', only.id)
  if (only.peerId) query = query.where('k.peer_id', '=', only.peerId)
  if (only.keyId) query = query.where('k.key_id', '=', only.keyId)
  return query.execute()
}

/** The key by which a unit that uses another installation is known here; undefined when it uses this one. */
export async function peerKeyInUse(tx: Tx, unitId: string, peerId: string): Promise<PeerKeyRow | undefined> {
  return (await findPeerKeys(tx, unitId, { peerId })).find(({ status }) => status === 'confirmed')
}

export async function insertPeerKey(
  tx: Tx,
  row: Pick<
    PeerKeyRow,
    'unit_id' | 'id' | 'peer_id' | 'key_id' | 'spoken' | 'signing_public' | 'agreement_public'
  > & {
    entered_by: string
    entered_by_name: string
    entered_at: Date
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('report_peer_keys')
    .values({ ...row, status: 'entered' })
    .onConflict((conflict) => conflict.columns(['unit_id', 'key_id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

type PeerChange = Partial<
  Pick<
    PeerKeyRow,
    | 'status'
    | 'confirmed_by'
    | 'confirmed_by_name'
    | 'confirmed_at'
    | 'alone_reason'
    | 'revoked_at'
    | 'revoke_reason'
  >
>

export async function updatePeerKey(tx: Tx, of: { unitId: string; id: string }, change: PeerChange) {
  await tx
    .updateTable('report_peer_keys')
    .set(change)
    .where('unit_id', '=', of.unitId)
    .where('id', '=', of.id)
    .execute()
}

/** Officers of the asker's own unit: whether somebody else is there to look. */
export async function officersOf(tx: Tx, unitId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select officers_of_unit(${unitId}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
