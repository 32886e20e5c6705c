import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { readPack, type ShippedPack } from './load-pack.ts'
import { type LoadedPack, packInForce } from './pack.ts'

/** Packs by id and version, parsed once: a stored pack never changes. */
const parsed = new Map<string, LoadedPack>()

/** The pack that governs a unit on a civil date, or undefined. */
export async function findPackInForce(
  tx: Tx,
  unitId: string,
  onDate: string,
): Promise<LoadedPack | undefined> {
  const [packs, places] = await Promise.all([
    tx
      .selectFrom('rule_packs')
      .select(['id', 'version', 'hash', 'source'])
      .where('effective_from', '<=', onDate)
      .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', onDate)]))
      .execute(),
    placesOf(tx, unitId),
  ])
  return packInForce(
    packs.map((row) => parse(row.id, row.version, row.source)),
    places,
    onDate,
  )
}

/** A pack as it was kept, for judging again. */
export async function readKeptPack(tx: Tx, id: string, version: number): Promise<LoadedPack> {
  const row = await tx
    .selectFrom('rule_packs')
    .select('source')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return parse(id, version, row.source)
}

/** Keeps a pack; a version that is there already stays as it is. @throws when the same version had other content */
export async function keepPack(tx: Tx, shipped: ShippedPack): Promise<boolean> {
  const { pack, hash, text } = shipped
  const known = await tx
    .selectFrom('rule_packs')
    .select('hash')
    .where('id', '=', pack.id)
    .where('version', '=', pack.version)
    .executeTakeFirst()
  if (known?.hash === hash) return false
  if (known) throw new Error(`规则包 ${pack.id} 第 ${pack.version} 版：内容与已装载的不同。请提高版本号。`)
  await tx
    .insertInto('rule_packs')
    .values({
      id: pack.id,
      version: pack.version,
      hash,
      title: pack.title,
      doc_no: pack.docNo,
      area_codes: pack.areas,
      effective_from: pack.effectiveFrom,
      effective_to: pack.effectiveTo,
      source: text,
    })
    .execute()
  return true
}

function parse(id: string, version: number, source: string): LoadedPack {
  const key = `${id}@${version}`
  const known = parsed.get(key)
  if (known) return known
  const reading = readPack(source)
  if (!reading.ok) throw new Error(`kept rule pack ${key} cannot be read`)
  const loaded = { pack: reading.pack, hash: reading.hash }
  parsed.set(key, loaded)
  return loaded
}

/** Codes of the unit and of those above it; a zone or branch has no GB/T 2260 code, its city has. */
async function placesOf(tx: Tx, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ area_code: string | null; numbering_code: string }>`
    with recursive up as (
      select id, parent_id, area_code, numbering_code from org_units where id = ${unitId}
      union all select u.id, u.parent_id, u.area_code, u.numbering_code from org_units u join up on up.parent_id = u.id)
    select area_code, numbering_code from up`.execute(tx)
  return rows.flatMap((row) => [row.numbering_code, ...(row.area_code ? [row.area_code] : [])])
}
