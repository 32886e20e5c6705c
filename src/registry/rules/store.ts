import { type Selectable, sql } from 'kysely'
import type { DB } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { packConflict } from './contract.ts'
import { composePack, readPackYaml, type ShippedPack } from './load-pack.ts'
import {
  type Chain,
  chainHash,
  chainOf,
  type PackFile,
  type PackHeader,
  packFileOf,
} from './load-pack-chain.ts'
import { type LoadedPack, packInForce } from './pack.ts'
import type { KeptPackRow } from './pack-rows.ts'

/** Kept packs by the hash of their content, read once: a kept pack never changes. */
const files = new Map<string, PackFile>()

/** Chains as they take effect, by hash. */
const composed = new Map<string, LoadedPack>()

type KeptRow = Pick<
  PackHeader,
  'id' | 'version' | 'areas' | 'parent' | 'draft' | 'effectiveFrom' | 'effectiveTo'
> & { readonly hash: string }

/** The pack that governs a unit on a civil date, with the versions of its parents of that day; or undefined. */
export async function findPackInForce(
  tx: Tx,
  unitId: string,
  onDate: string,
): Promise<LoadedPack | undefined> {
  const [rows, places] = await Promise.all([keptRows(tx), placesOf(tx, unitId)])
  const found = packInForce(
    rows.map((pack) => ({ pack })),
    places,
    onDate,
  )?.pack
  if (!found) return undefined
  const known = await filesOf(tx, rows, found)
  return loadedFrom(chainOf(fileIn(known, found), known, onDate), found)
}

/** Asks for the pack that governs a unit on a civil date, of many units at once: what is kept is read once. */
export type PackFinder = (unitId: string, onDate: string) => Promise<LoadedPack | undefined>

export async function packFinder(tx: Tx, unitIds: readonly string[]): Promise<PackFinder> {
  const [rows, places] = await Promise.all([keptRows(tx), placesOfMany(tx, unitIds)])
  const packs = rows.map((pack) => ({ pack }))
  const loaded = new Map<string, Promise<LoadedPack>>()
  const load = async (found: KeptRow, onDate: string) => {
    const known = await filesOf(tx, rows, found)
    return loadedFrom(chainOf(fileIn(known, found), known, onDate), found)
  }
  return async (unitId, onDate) => {
    const found = packInForce(packs, places.get(unitId) ?? [], onDate)?.pack
    if (!found) return undefined
    // Which versions of its parents it rests on may change from day to day.
    const key = found.parent === null ? found.hash : `${found.hash} ${onDate}`
    const known = loaded.get(key) ?? load(found, onDate)
    loaded.set(key, known)
    return known
  }
}

/**
 * A pack as it was kept, for judging again: by `hash` with just the versions of its parents that made this hash, else with
 * those of `onDate`. Parents that came or changed later do not touch it.
 */
export async function readKeptPack(
  tx: Tx,
  id: string,
  version: number,
  as: { readonly hash: string } | { readonly onDate: string },
): Promise<LoadedPack> {
  const found = await findKeptPack(tx, id, version, as)
  if (!found) throw new Error(`rule pack ${id}@${version} is not kept as ${JSON.stringify(as)}`)
  return found
}

/** The same; undefined when it is not kept, or never had this hash. */
export async function findKeptPack(
  tx: Tx,
  id: string,
  version: number,
  as: { readonly hash: string } | { readonly onDate: string },
): Promise<LoadedPack | undefined> {
  const known = 'hash' in as ? composed.get(as.hash) : undefined
  if (known) return known
  const rows = await keptRows(tx)
  const found = rows.find((row) => row.id === id && row.version === version)
  if (!found) return undefined
  const kept = await filesOf(tx, rows, found)
  const own = fileIn(kept, found)
  if ('onDate' in as) return loadedFrom(chainOf(own, kept, as.onDate), found)
  const chain = chainsAbove(own, kept).find((each) => chainHash(each) === as.hash)
  return chain && compose(chain)
}

/** Every chain that the kept versions of the parents can make. */
function chainsAbove(file: PackFile, known: readonly PackFile[]): PackFile[][] {
  if (file.header.parent === null) return [[file]]
  const others = known.filter((each) => each.header.id !== file.header.id)
  return others
    .filter((each) => each.header.id === file.header.parent)
    .flatMap((parent) => chainsAbove(parent, others).map((chain) => [...chain, file]))
}

function loadedFrom(chain: Chain, { id, version }: KeptRow): LoadedPack {
  if (!chain.ok) throw new Error(`kept rule pack ${id}@${version}: ${chain.reason}`)
  return compose(chain.files)
}

function compose(chain: readonly PackFile[]): LoadedPack {
  const hash = chainHash(chain)
  const known = composed.get(hash)
  if (known) return known
  const loaded = composePack(chain)
  composed.set(hash, loaded)
  return loaded
}

const HEADER_COLUMNS = [
  'id',
  'version',
  'hash',
  'area_codes',
  'parent_id',
  'draft',
  'effective_from',
  'effective_to',
] as const

async function keptRows(tx: Tx): Promise<KeptRow[]> {
  const rows = await tx.selectFrom('rule_packs').select(HEADER_COLUMNS).execute()
  return rows.map(headerOf)
}

function headerOf(row: Pick<Selectable<DB['rule_packs']>, (typeof HEADER_COLUMNS)[number]>): KeptRow {
  return {
    id: row.id,
    version: row.version,
    hash: row.hash,
    areas: row.area_codes,
    parent: row.parent_id,
    draft: row.draft,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
  }
}

/** A pack and everything it may rest on, in all versions; what has not been read before is read now. */
async function filesOf(tx: Tx, rows: readonly KeptRow[], { id }: KeptRow): Promise<PackFile[]> {
  const ids = new Set([id])
  for (const each of ids) {
    for (const row of rows) if (row.id === each && row.parent !== null) ids.add(row.parent)
  }
  const wanted = rows.filter((row) => ids.has(row.id))
  await readFiles(tx, wanted)
  return wanted.map((row) => files.get(row.hash)).filter((file) => file !== undefined)
}

async function readFiles(tx: Tx, wanted: readonly KeptRow[]) {
  const unread = wanted.filter((row) => !files.has(row.hash))
  if (unread.length === 0) return
  const hashes = unread.map((row) => row.hash)
  const sources = await tx
    .selectFrom('rule_packs')
    .select(['hash', 'source'])
    .where('hash', 'in', hashes)
    .execute()
  for (const row of sources) {
    const yaml = readPackYaml(row.source)
    const file = yaml.ok ? packFileOf(yaml.value) : undefined
    if (!file) throw new Error(`kept rule pack ${row.hash} cannot be read`)
    files.set(row.hash, file)
  }
}

function fileIn(known: readonly PackFile[], { id, version }: Pick<KeptRow, 'id' | 'version'>): PackFile {
  const file = known.find(({ header }) => header.id === id && header.version === version)
  if (!file) throw new Error(`rule pack ${id}@${version} has not been read`)
  return file
}

/** Every kept pack without its text. */
export async function listKeptPacks(tx: Tx): Promise<KeptPackRow[]> {
  const rows = await tx
    .selectFrom('rule_packs')
    .select([...HEADER_COLUMNS, 'title', 'doc_no', 'loaded_at', 'loaded_by_name'])
    .execute()
  return rows.map((row) => ({
    ...headerOf(row),
    title: row.title,
    docNo: row.doc_no,
    loadedAt: row.loaded_at,
    loadedBy: row.loaded_by_name,
  }))
}

/** Every kept pack as its file writes it: what a new one may rest on. */
export async function keptFiles(tx: Tx): Promise<PackFile[]> {
  const rows = await keptRows(tx)
  await readFiles(tx, rows)
  return rows.map((row) => files.get(row.hash)).filter((file) => file !== undefined)
}

/** The text a pack was loaded from; undefined when it is not kept. */
export async function textOfKept(tx: Tx, id: string, version: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('rule_packs')
    .select('source')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.source
}

/** Keeps a pack; a version that is there already stays as it is. @throws packConflict when it has other content */
export async function keepPack(tx: Tx, kept: KeptPack): Promise<boolean> {
  const { file, text, by } = kept
  const { header, contentHash } = file
  const inserted = await tx
    .insertInto('rule_packs')
    .values({
      id: header.id,
      version: header.version,
      hash: contentHash,
      title: header.title,
      doc_no: header.docNo,
      area_codes: header.areas,
      parent_id: header.parent,
      draft: header.draft,
      effective_from: header.effectiveFrom,
      effective_to: header.effectiveTo,
      source: text,
      loaded_by: by?.accountId ?? null,
      loaded_by_name: by?.name ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst()
  if (inserted) return true
  const known = await tx
    .selectFrom('rule_packs')
    .select('hash')
    .where('id', '=', header.id)
    .where('version', '=', header.version)
    .executeTakeFirstOrThrow()
  if (known.hash === contentHash) return false
  throw packConflict({
    detail: `规则包：${header.id} 第 ${header.version} 版已经装载，内容不同。改了内容请提高 version 再装载，已办结的事项仍按原版本。`,
  })
}

/** A pack to be kept: its file, its text, and who loads it. */
export type KeptPack = Pick<ShippedPack, 'file' | 'text'> & {
  readonly by?: { readonly accountId: string; readonly name: string }
}

async function placesOfMany(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ of_id: string; codes: string[] }>`
    with recursive up as (
      select id as of_id, parent_id, area_code, numbering_code from org_units where id = any(${[...unitIds]}::uuid[])
      union all select up.of_id, u.parent_id, u.area_code, u.numbering_code from org_units u join up on up.parent_id = u.id)
    select of_id, array_remove(array_agg(numbering_code) || array_agg(area_code), null) as codes from up group by of_id`.execute(
    tx,
  )
  return new Map(rows.map(({ of_id, codes }) => [of_id, codes]))
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
