import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import type { DefectTemplate } from './contract.ts'

type Content = Pick<DefectTemplate, 'name' | 'place' | 'why' | 'how' | 'basis'>
type By = { readonly accountId: string; readonly now: Date }

/** Own templates in their order, then those of units above, the nearest first. */
export async function findTemplates(tx: Tx, unitId: string): Promise<DefectTemplate[]> {
  const { rows } = await sql<Content & { id: string; version: number; own: boolean; unit_name: string }>`
    select t.id, t.version, t.name, t.place, t.why, t.how, t.basis, t.unit_id = ${unitId} as own, u.name as unit_name
      from defect_templates t join org_units u on u.id = t.unit_id
     order by t.unit_id = ${unitId} desc,
       array_position(array['county', 'city', 'province', 'nation'], u.level), u.position, t.position, t.id`.execute(
    tx,
  )
  return rows.map(({ own, unit_name, ...template }) => ({
    ...template,
    origin: own ? 'own' : 'above',
    unitName: unit_name,
  }))
}

/** @throws notFound */
export async function getOwnTemplate(tx: Tx, unitId: string, id: string): Promise<DefectTemplate> {
  const found = (await findTemplates(tx, unitId)).find((each) => each.id === id && each.origin === 'own')
  if (!found) throw notFound({ detail: '问题模板：没有找到，可能已被删除。请刷新后查看。' })
  return found
}

/** False when the unit has a template of that name already. */
export async function insertTemplate(tx: Tx, unitId: string, content: Content, by: By) {
  const id = newId()
  const { numAffectedRows } = await sql`
    insert into defect_templates (unit_id, id, name, place, why, how, basis, position, changed_by, changed_at)
    select ${unitId}, ${id}, ${content.name}, ${content.place}, ${content.why}, ${content.how}, ${content.basis},
           coalesce(max(position), 0) + 1, ${by.accountId}, ${by.now}
      from defect_templates where unit_id = ${unitId}
    on conflict (unit_id, name) do nothing`.execute(tx)
  return numAffectedRows === 1n ? id : undefined
}

/** False when somebody was quicker. */
export async function updateTemplate(
  tx: Tx,
  unitId: string,
  { id, version }: { id: string; version: number },
  content: Content,
  by: By,
): Promise<boolean> {
  const { name, place, why, how, basis } = content
  const { numUpdatedRows } = await tx
    .updateTable('defect_templates')
    .set({ name, place, why, how, basis, version: version + 1, changed_by: by.accountId, changed_at: by.now })
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteTemplate(tx: Tx, unitId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('defect_templates')
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function arrangeTemplates(tx: Tx, unitId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update defect_templates t set position = o.place
      from (select id, row_number() over (order by coalesce(array_position(${[...ids]}::uuid[], id), 100000), position, id) as place
              from defect_templates where unit_id = ${unitId}) o
     where t.unit_id = ${unitId} and t.id = o.id and t.position <> o.place`.execute(tx)
}
