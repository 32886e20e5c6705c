import { setTimeout as wait } from 'node:timers/promises'
import { signIn } from '#foundation/sign-in/contract.ts'
import { type Client, createClient } from '#platform/client.ts'
import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import {
  batchContract,
  customerContract,
  departmentContract,
  equipmentContract,
  productContract,
  purchaseContract,
  releaseBatch,
  staffContract,
  supplierContract,
} from '#workbench/master-data/contract.ts'
import { type DemoList, demoLists } from './demo-lists.ts'
import { demoPeople, PASSWORD } from './demo-people.ts'
import type { Served } from './serve.ts'

export type DemoWorkbench = {
  served: Served
  enterpriseId: string
  say: (line: string) => void
  keep: (name: string, bytes: Uint8Array) => Promise<void>
}

/** The quality department's first day: the lists that the factory has come in, and work begins. */
export async function fillWorkbench({ served, enterpriseId, say, keep }: DemoWorkbench): Promise<void> {
  say('十、履职工作台：导入企业原有的清单')
  const staff = await enter(served, 'staff')
  const today = civilDateOf(served.installation.now())
  const contracts: Readonly<Record<keyof ReturnType<typeof demoLists>, LedgerContract>> = {
    departments: departmentContract,
    staff: staffContract,
    products: productContract,
    equipment: equipmentContract,
    batches: batchContract,
    suppliers: supplierContract,
    purchases: purchaseContract,
    customers: customerContract,
  }
  for (const [key, list] of Object.entries(demoLists(today))) {
    const added = await importList(staff, enterpriseId, contracts[key as keyof typeof contracts], list, keep)
    say(`    ${list.name}：新增 ${added} 条`)
  }
  const { rows } = await staff.call(batchContract.list, { enterpriseId, sort: 'batchNo' })
  const [first] = rows
  if (!first) throw new Error('演示：没有导入任何批次。')
  await staff.call(releaseBatch, {
    enterpriseId,
    recordId: first.id,
    version: first.version,
    basis: '成品检验报告 JY-示例-001，合格',
  })
  say(`    放行批次 ${first.batchNo}`)
}

async function importList(
  staff: Client,
  enterpriseId: string,
  contract: LedgerContract,
  { name, header, rows }: DemoList,
  keep: DemoWorkbench['keep'],
): Promise<number> {
  const book = await writeWorkbook(
    [...header],
    rows.map((row) => [...row]),
  )
  const fileName = `${name}.xlsx`
  await keep(fileName, book)
  const { id } = await staff.call(
    contract.startImport,
    { enterpriseId, fileName },
    { body: new Uint8Array(book) },
  )
  for (;;) {
    const now = await staff.call(contract.readImport, { enterpriseId, importId: id })
    if (now.status === 'checking') {
      await wait(100)
      continue
    }
    const [wrong] = now.refused
    if (wrong) throw new Error(`演示：${fileName} 第 ${wrong.line} 行：${wrong.message}`)
    if (now.status !== 'checked') throw new Error(`演示：${fileName}：${now.problem ?? now.status}`)
    await staff.call(contract.applyImport, { enterpriseId, importId: id })
    return now.added
  }
}

async function enter(served: Served, role: string): Promise<Client> {
  const login = demoPeople.find(([, each]) => each === role)?.[0] ?? ''
  const client = createClient({ baseUrl: served.address, cookies: new Map() })
  await client.call(signIn, { login, password: PASSWORD })
  return client
}
