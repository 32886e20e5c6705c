import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Sealer } from '#platform/encryption/sealer.ts'
import { PackContent, PackCover } from '../cover.ts'
import { findKeyById, openOwnKey } from '../keys/store.ts'
import { readCanonicalJson } from '../sealing/canonical-json.ts'
import { openSealed } from '../sealing/sealed-part.ts'
import { readSignedFile } from '../sealing/signed-file.ts'
import { findReceived, type PackRecord, readBytes, readOwnContent } from '../store.ts'

export function coverOf(pack: Pick<PackRecord, 'cover'>): PackCover {
  return PackCover.parse(JSON.parse(pack.cover ?? 'null'))
}

/** The details of a pack that the asker's unit has sent or received. @throws Error when they do not open: a fault */
export async function contentOf(
  tx: Tx,
  sealer: Sealer,
  pack: PackRecord,
  unitId: string,
): Promise<PackContent> {
  const key = { unitId: pack.unit_id, packId: pack.id }
  if (pack.unit_id === unitId) {
    const sealed = await readOwnContent(tx, key)
    if (!sealed) throw new Error('a sent pack without its content')
    return JSON.parse(sealer.openText(sealed, contentPlace(pack.id))) as PackContent
  }
  const bytes = await readBytes(tx, key, 'file')
  const content = bytes && (await openReceived(tx, sealer, bytes, unitId))
  if (!content) throw new Error('a received pack does not open')
  return content
}

export const contentPlace = (packId: string) => ({
  table: 'report_contents',
  column: 'content_sealed',
  row: packId,
})

/** The details of a file that was sealed to one of the unit's keys; undefined when it was not, or is not as it should be. */
export async function openReceived(
  tx: Tx,
  sealer: Sealer,
  bytes: Buffer,
  unitId: string,
): Promise<PackContent | undefined> {
  const file = readSignedFile(bytes)
  if (typeof file === 'string') return undefined
  const cover = PackCover.safeParse(readCanonicalJson(file.cover))
  if (!cover.success) return undefined
  const row = await findKeyById(tx, unitId, Buffer.from(cover.data.receiverKey, 'hex'))
  if (!row) return undefined
  const { ephemeral, nonce } = cover.data.sealed
  const plain = openSealed(
    file.sealed,
    { ephemeral: Buffer.from(ephemeral, 'hex'), nonce: Buffer.from(nonce, 'hex') },
    file.cover,
    await openOwnKey(tx, sealer, row),
  )
  const content = plain && PackContent.safeParse(readCanonicalJson(plain))
  return content?.success ? content.data : undefined
}

/** What a unit below has reported: its newest acknowledged pack, and those that no pack of this unit has carried on yet. */
export type Below = { readonly newest: PackRecord; readonly fresh: readonly PackRecord[] }

export async function findBelow(tx: Tx, unitId: string, draftId: string): Promise<Map<string, Below>> {
  const [received, carried] = await Promise.all([
    findReceived(tx, unitId),
    sql<{ part_id: string }>`
      select t.part_id from report_parts t join report_packs p on p.unit_id = t.unit_id and p.id = t.pack_id
       where t.unit_id = ${unitId}::uuid and p.status <> 'returned' and p.id <> ${draftId}::uuid`.execute(tx),
  ])
  const done = new Set(carried.rows.map(({ part_id }) => part_id))
  const acknowledged = received.filter(({ status }) => status === 'acknowledged')
  const bySender = Map.groupBy(acknowledged, ({ unit_id }) => unit_id)
  return new Map(
    [...bySender].flatMap(([id, packs]) => {
      const [newest] = packs
      return newest ? [[id, { newest, fresh: packs.filter((pack) => !done.has(pack.id)).reverse() }]] : []
    }),
  )
}
