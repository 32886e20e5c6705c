import { type ShippedPack, shippedPacks } from './load-pack.ts'
import type { PackFile } from './load-pack-chain.ts'
import type { KeptPackRow } from './pack-rows.ts'

let read: readonly ShippedPack[] | undefined

/** The packs that come with the product, read once. */
export function allShipped(): readonly ShippedPack[] {
  read ??= shippedPacks()
  return read
}

/** Those of them that are not kept in this version, as rows. */
export function shippedRows(kept: readonly Pick<KeptPackRow, 'id' | 'version'>[]): KeptPackRow[] {
  return allShipped()
    .filter(({ pack }) => !kept.some(({ id, version }) => id === pack.id && version === pack.version))
    .map(({ file }) => rowOf(file))
}

/** A pack file as a row that is not kept yet. */
export function rowOf({ header, contentHash }: PackFile): KeptPackRow {
  return { ...header, hash: contentHash, loadedAt: null, loadedBy: null }
}
