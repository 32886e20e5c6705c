import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { OrgUnit } from './contract.ts'
import type { OrgUnitSeed } from './yichun-tree.ts'

/** Units in force, parents before children. */
export async function listUnits(tx: Tx): Promise<OrgUnit[]> {
  const rows = await tx
    .selectFrom('org_units')
    .select([
      'id',
      'parent_id',
      'name',
      'short_name',
      'line',
      'level',
      'kind',
      'area_code',
      'numbering_code',
      'functions',
      'address_words',
    ])
    .where('valid_to', 'is', null)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    shortName: row.short_name,
    line: row.line as OrgUnit['line'],
    level: row.level as OrgUnit['level'],
    kind: row.kind as OrgUnit['kind'],
    areaCode: row.area_code,
    numberingCode: row.numbering_code,
    functions: row.functions as OrgUnit['functions'],
    addressWords: row.address_words,
  }))
}

/** Writes a seed tree as a system administrator; answers the id of each unit by its key. */
export async function seedOrgUnits(tx: Tx, seeds: readonly OrgUnitSeed[]): Promise<Map<string, string>> {
  const ids = new Map(seeds.map((seed) => [seed.key, newId()]))
  const idOf = (key: string) => {
    const id = ids.get(key)
    if (!id) throw new Error(`unit ${key} is not in the tree`)
    return id
  }
  for (const [position, seed] of seeds.entries()) {
    await tx
      .insertInto('org_units')
      .values({
        id: idOf(seed.key),
        parent_id: seed.parentKey === null ? null : idOf(seed.parentKey),
        name: seed.name,
        short_name: seed.shortName,
        line: seed.line,
        level: seed.level,
        kind: seed.kind,
        area_code: seed.areaCode,
        numbering_code: seed.numberingCode,
        functions: [...seed.functions],
        address_words: [...(seed.addressWords ?? [])],
        serves: (seed.servesKeys ?? []).map(idOf),
        position,
      })
      .execute()
  }
  return ids
}

/** The name of a unit, also of one that is no longer in force. */
export async function unitNameOf(tx: Tx, id: string): Promise<string> {
  const row = await tx.selectFrom('org_units').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}
