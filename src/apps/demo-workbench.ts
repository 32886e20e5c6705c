import { setTimeout as wait } from 'node:timers/promises'
import { signIn } from '#foundation/sign-in/contract.ts'
import { type Client, createClient } from '#platform/client.ts'
import type { LedgerContract } from '#platform/ledger/contract-of.ts'
import { Refused } from '#platform/operation.ts'
import { writeWorkbook } from '#platform/spreadsheets/write-table.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { reportIncident } from '#workbench/incidents/contract.ts'
import { instrumentContract } from '#workbench/instruments/contract.ts'
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
import { putOpinion, submitForApproval } from '#workbench/opinions/contract.ts'
import { costBaseContract, costLineContract, startCostChart } from '#workbench/quality-costs/contract.ts'
import { riskContract } from '#workbench/risks/contract.ts'
import { raiseVeto } from '#workbench/vetoes/contract.ts'
import { closeMonths } from './demo-costs.ts'
import { type DemoList, demoLists } from './demo-lists.ts'
import { demoPeople, PASSWORD } from './demo-people.ts'
import { planYear } from './demo-plan.ts'
import { recallProduct } from './demo-recall.ts'
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
  const officer = await enter(served, 'cqo')
  await officer.call(startCostChart, { enterpriseId })
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
    instruments: instrumentContract,
    risks: riskContract,
    costs: costLineContract,
    bases: costBaseContract,
  }
  for (const [key, list] of Object.entries(demoLists(today))) {
    const added = await importList(staff, enterpriseId, contracts[key as keyof typeof contracts], list, keep)
    say(`    ${list.name}：新增 ${added} 条`)
  }
  await closeMonths({ staff, officer, enterpriseId, say })
  const { inspector } = await work({ staff, officer, enterpriseId, say, today })
  const principal = await enter(served, 'principal')
  await planYear({ staff, officer, principal, enterpriseId, owner: inspector.id, today, say })
  await recallProduct({ staff, officer, enterpriseId, owner: inspector.id, today, say })
}

type Work = {
  staff: Client
  officer: Client
  enterpriseId: string
  say: DemoWorkbench['say']
  today: string
}

/** A batch is released, another one stopped by the officer, and what led to it stands as an incident. */
async function work({ staff, officer, enterpriseId, say, today }: Work) {
  const { rows } = await staff.call(batchContract.list, { enterpriseId, sort: 'batchNo' })
  const [first, second] = rows
  const people = await officer.call(staffContract.list, { enterpriseId, sort: 'staffNo' })
  const inspector = people.rows.find(({ staffNo }) => staffNo === 'G002')
  const buyer = people.rows.find(({ staffNo }) => staffNo === 'G003')
  if (!first || !second || !inspector || !buyer) throw new Error('演示：清单没有导入。')
  const release = (batch: typeof first, basis: string) =>
    staff.call(releaseBatch, { enterpriseId, recordId: batch.id, version: batch.version, basis })
  await release(first, '成品检验报告 JY-示例-001，合格')
  say(`    放行批次 ${first.batchNo}`)
  const incident = await staff.call(reportIncident, {
    enterpriseId,
    kind: 'hidden-danger',
    what: '夜班抽检 20 件，有 3 件在 0.6 MPa 下渗漏。',
    place: '二车间水压试验台',
    batch: second.id,
  })
  say(`    质量人员报告隐患 ${incident.number}`)
  const veto = await officer.call(raiseVeto, {
    enterpriseId,
    subjectKind: 'batch',
    subjectId: second.id,
    requirement: '图样 SP-80-02：试验压力 0.6 MPa，保压 3 min，不得渗漏。',
    facts: `抽检 20 件，3 件渗漏；密封圈硬度低于下限。见 ${incident.number}。`,
    risk: '流出后可能造成介质泄漏。',
    measures: '隔离 1,240 件。',
    conditions: [
      { what: '密封圈换批，全检 1,240 件，泄漏率为 0', ownerId: inspector.id, dueOn: addDays(today, 7) },
      { what: '供应商说明根本原因', ownerId: buyer.id, dueOn: addDays(today, -2) },
    ],
  })
  say(`    首席质量官提出一票否决 ${veto.number}：停止放行批次 ${second.batchNo}`)
  try {
    await release(second, '客户催货')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    say(`    再放行 ${second.batchNo}，被拦截：${error.problem.detail}`)
  }
  await propose({ staff, officer, enterpriseId, say, today })
  return { inspector }
}

/** The officer proposes to the principal, and is asked to decide on what the quality department submits. */
async function propose({ staff, officer, enterpriseId, say, today }: Work) {
  const proposal = await officer.call(putOpinion, {
    enterpriseId,
    kind: 'proposal',
    matter: 'business',
    title: '暂缓更换密封圈供方',
    body: '新供方样件硬度离散，建议完成小批验证后再定。',
    answerBy: addDays(today, 3),
  })
  const submitted = await staff.call(submitForApproval, {
    enterpriseId,
    matter: 'budget',
    title: '四季度检测试验经费',
    body: '水压试验台备件和外送硬度检验，共 3.6 万元。',
    answerBy: addDays(today, 5),
  })
  say(`    首席质量官提出建议 ${proposal.number}；质量人员送审 ${submitted.number}`)
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
