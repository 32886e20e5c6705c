import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Tag, Tagging } from './contract.ts'

export async function findTags(tx: Tx, unitId: string, tagId?: string): Promise<Tag[]> {
  const { rows } = await sql<Tag>`
    select t.id, t.name, t.tone,
      (select count(*)::int from enterprise_tags e where e.unit_id = t.unit_id and e.tag_id = t.id) as enterprises
      from tags t where t.unit_id = ${unitId} and (${tagId ?? null}::uuid is null or t.id = ${tagId ?? null})
     order by t.name`.execute(tx)
  return rows
}

/** False when the unit has a label of this name. */
export async function insertTag(tx: Tx, unitId: string, tag: Pick<Tag, 'id' | 'name' | 'tone'>) {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('tags')
    .values({ unit_id: unitId, ...tag })
    .onConflict((conflict) => conflict.columns(['unit_id', 'name']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** False when another label of the unit has this name. */
export async function updateTag(tx: Tx, unitId: string, tag: Pick<Tag, 'id' | 'name' | 'tone'>) {
  const { rows } = await sql<{ n: number }>`
    with changed as (
      update tags set name = ${tag.name}, tone = ${tag.tone}
       where unit_id = ${unitId} and id = ${tag.id}
         and not exists (select 1 from tags o where o.unit_id = ${unitId} and o.name = ${tag.name} and o.id <> ${tag.id})
      returning 1
    ) select count(*)::int as n from changed`.execute(tx)
  return rows[0]?.n === 1
}

export async function removeTag(tx: Tx, unitId: string, tagId: string) {
  await tx.deleteFrom('tags').where('unit_id', '=', unitId).where('id', '=', tagId).execute()
}

/** Puts labels of the unit on enterprises that it sees; answers what was not there before. */
export async function addTaggings(tx: Tx, unitId: string, taggings: readonly Tagging[]): Promise<Tagging[]> {
  if (taggings.length === 0) return []
  const { rows } = await sql<Tagging>`
    insert into enterprise_tags (enterprise_id, unit_id, tag_id)
    select distinct e.id, t.unit_id, t.id
      from jsonb_to_recordset(${JSON.stringify(taggings)}::jsonb) as k("enterpriseId" uuid, "tagId" uuid)
      join tags t on t.unit_id = ${unitId} and t.id = k."tagId" join enterprises e on e.id = k."enterpriseId"
    on conflict do nothing returning enterprise_id as "enterpriseId", tag_id as "tagId"`.execute(tx)
  return rows
}

/** Answers what was there. */
export async function removeTaggings(
  tx: Tx,
  unitId: string,
  taggings: readonly Tagging[],
): Promise<Tagging[]> {
  if (taggings.length === 0) return []
  const { rows } = await sql<Tagging>`
    delete from enterprise_tags e
     using jsonb_to_recordset(${JSON.stringify(taggings)}::jsonb) as k("enterpriseId" uuid, "tagId" uuid)
     where e.unit_id = ${unitId} and e.enterprise_id = k."enterpriseId" and e.tag_id = k."tagId"
    returning e.enterprise_id as "enterpriseId", e.tag_id as "tagId"`.execute(tx)
  return rows
}

export async function findTaggings(tx: Tx, unitId: string, ids: readonly string[]): Promise<Tagging[]> {
  return tx
    .selectFrom('enterprise_tags')
    .select(['enterprise_id as enterpriseId', 'tag_id as tagId'])
    .where('unit_id', '=', unitId)
    .where('enterprise_id', 'in', [...ids])
    .execute()
}
