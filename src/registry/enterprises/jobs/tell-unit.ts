import type { Selectable } from 'kysely'
import { postNotice } from '#foundation/notices/index.ts'
import type { Imports } from '#platform/database/schema.ts'
import type { Tx } from '#platform/database/transaction.ts'

const titles = {
  checked: '名单试运行完成，待核对',
  applied: '名单已写入名录',
  cancelled: '导入已取消',
  failed: '名单没有导入成功',
  undone: '导入已撤销',
} as const

/** Tells the unit what came of an import, for whoever left the page meanwhile. */
export async function tellUnit(
  tx: Tx,
  run: Selectable<Imports>,
  outcome: keyof typeof titles,
): Promise<void> {
  await postNotice(tx, {
    unitId: run.unit_id,
    kind: `import-${outcome}`,
    title: titles[outcome],
    body: run.file_name,
    link: `/units/${run.unit_id}/imports/${run.id}`,
  })
}
