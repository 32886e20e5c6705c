import type { Client } from '#platform/client.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { productContract } from '#workbench/master-data/contract.ts'
import {
  addRecallAction,
  concludeRecall,
  openRecall,
  reportPlan,
  reportStage,
  savePlan,
  setRecallCost,
  startRecall,
} from '#workbench/recalls/contract.ts'
import {
  type RecallDossier,
  recallBatchContract,
  recallCustomerContract,
} from '#workbench/recalls/dossier/contract.ts'

type Recalling = {
  staff: Client
  officer: Client
  enterpriseId: string
  /** Of the staff ledger. */
  owner: string
  today: string
  say: (line: string) => void
}

/** Customer, shipped, told by, come back. */
const customers = [
  ['示例泵业公司', '120', 'phone', '120'],
  ['示例化工设备公司', '200', 'letter', '150'],
  ['示例五金商行', '80', 'visit', '32'],
  ['示例水务工程公司', '100', null, null],
] as const

/** A recall that is under way: the plan reported, half of it come back, a first stage report, something still to do. */
export async function recallProduct({ staff, officer, enterpriseId, owner, today, say }: Recalling) {
  const { rows } = await staff.call(productContract.list, { enterpriseId, text: 'FM-25' })
  const ago = (days: number, time = '09:00') => `${addDays(today, -days)}T${time}:00+08:00`
  let at = await staff.call(openRecall, {
    enterpriseId,
    title: '示例球阀阀杆渗漏',
    what: '两家顾客反映球阀在 1.6 MPa 下阀杆处渗漏，疑为一批填料硬度不够。',
    kind: 'consumer',
    product: rows[0]?.id ?? null,
    initiative: 'voluntary',
    clue: 'complaint',
    conditions: [],
    responsible: owner,
    note: '',
    knownAt: ago(75),
  })
  const of = () => ({ enterpriseId, recordId: at.recall.id, version: at.recall.version })
  const confirmed = { outcome: 'confirm', note: '留样复验 20 只，6 只渗漏', at: ago(72) } as const
  at = await officer.call(concludeRecall, { ...of(), ...confirmed })
  await addLists(staff, at, addDays(today, -60))
  at = await staff.call(savePlan, { ...of(), values: planOf(at, today) })
  const toWhom = '示例省市场监督管理局'
  at = await officer.call(reportPlan, { ...of(), toWhom, how: '系统填报', note: '', at: ago(63) })
  at = await staff.call(startRecall, { ...of(), note: '', at: ago(62) })
  at = await staff.call(reportStage, {
    ...of(),
    toWhom,
    how: '系统填报',
    done: '已通知 3 户，收回 302 只，全部更换填料。',
    deviation: '一户在外地工程上使用，尚未联系上。',
    next: '上门收回示例水务工程公司的 100 只。',
    at: ago(5),
  })
  await staff.call(addRecallAction, {
    ...of(),
    what: '上门收回示例水务工程公司的 100 只球阀',
    ownerId: owner,
    dueOn: addDays(today, 10),
  })
  at = await staff.call(setRecallCost, {
    ...of(),
    costId: null,
    account: '402',
    month: today.slice(0, 7),
    amountFen: 1_286_000,
    what: '收回球阀的运费和更换填料',
  })
  const { figures, recall } = at
  say(`    召回 ${recall.number}：已收回 ${figures.done}／${figures.toRecall}，召回率 ${figures.rate}%`)
}

async function addLists(staff: Client, { recall }: RecallDossier, on: string) {
  const { enterpriseId } = recall
  const batch = {
    recall: recall.id,
    batchNo: 'FM25-示例-07',
    toRecall: '500',
    produced: '520',
    inStock: '20',
    note: null,
  }
  await staff.call(recallBatchContract.add, { enterpriseId, values: batch })
  for (const [customer, shipped, how, recovered] of customers) {
    const values = {
      recall: recall.id,
      batchNo: batch.batchNo,
      customer,
      region: null,
      shipped,
      shippedOn: null,
      notifiedOn: how && on,
      notifiedHow: how,
      recovered,
      corrected: null,
      disposal: recovered && 'replace',
      disposedOn: null,
      note: null,
    }
    await staff.call(recallCustomerContract.add, { enterpriseId, values })
  }
}

const written: Readonly<Record<string, string>> = {
  productName: '示例球阀',
  model: 'DN25',
  defect: '阀杆填料硬度不够，1.6 MPa 下渗漏',
  consequence: '介质渗漏，可能造成设备停用',
  stop: '停止销售库存 20 只，通知经销商停止销售',
  remedy: '免费更换填料或退货',
}

function planOf({ scheme }: RecallDossier, today: string): Record<string, string> {
  return Object.fromEntries(
    scheme.fields.map(({ key, kind, label }) => [
      key,
      written[key] ?? (kind === 'date' ? addDays(today, key === 'finishBy' ? 60 : -120) : `示例${label}`),
    ]),
  )
}
