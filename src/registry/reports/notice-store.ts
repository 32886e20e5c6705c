import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import type { PackContent } from './cover.ts'

/** Tells every enterprise of a pack, in one go, that its officer's data left the system in full. */
export async function tellEnterprises(
  tx: Tx,
  content: PackContent,
  { reader, purpose }: { readonly reader: string; readonly purpose: string },
): Promise<void> {
  const rows = content.rows.filter(({ idNumber, mobile }) => idNumber || mobile)
  const codes = [...new Set(rows.map(({ creditCode = '' }) => creditCode))]
  await sql`
    insert into notices (id, enterprise_id, kind, title, body)
    select w.id, e.id, 'personal-data-revealed', '个人信息被导出', u.name || ${` ${reader} 随汇总表导出了本企业首席质量官的完整身份证号和手机号码。用途：${purpose}。`}
      from unnest(${codes}::text[], ${codes.map(() => newId())}::uuid[]) as w(code, id)
      join enterprises e on e.credit_code = w.code join org_units u on u.id = app_unit()`.execute(tx)
}
