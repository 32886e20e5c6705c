import type { Client } from '#platform/client.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { readItemStanding, reportProgress } from '#workbench/quality-plans/items/contract.ts'
import {
  approvePlan,
  itemContract,
  readPlanWithItems,
  startPlan,
  submitPlan,
} from '#workbench/quality-plans/plan/contract.ts'

type Planning = {
  staff: Client
  officer: Client
  principal: Client
  enterpriseId: string
  /** Of the staff ledger. */
  owner: string
  today: string
  say: (line: string) => void
}

/** Days from today to the first and the last day of each item. */
const items = [
  ['完善计量器具台帐', '在用器具全部登记、按期检定', '周检率 100%', '抽查台帐与证书', -60, -20],
  ['密封圈供应商质量改进', '来料逐批检验，每月通报', '来料合格率 98% 以上', '查检验记录', -40, 30],
  ['检验员技能培训', '理论与实操，全员参加', '全部考核合格', '查考核成绩', 5, 45],
  ['质量月活动', '班组质量承诺、QC 小组发布', '提出改进建议 30 条', '查活动记录', 20, 75],
] as const

/** A plan of this year, made by the staff, handed in by the officer, approved by the principal; work has begun. */
export async function planYear({ staff, officer, principal, enterpriseId, owner, today, say }: Planning) {
  const plan = await staff.call(startPlan, {
    enterpriseId,
    year: Number(today.slice(0, 4)),
    kind: 'quality',
  })
  for (const [at, [name, requirement, goal, method, from, to]] of items.entries()) {
    const values = {
      plan: plan.id,
      itemNo: String(at + 1),
      name,
      content: null,
      requirement,
      resources: '质量部人员与专项经费',
      goal,
      fromOn: addDays(today, from),
      toOn: addDays(today, to),
      owner,
      department: null,
      method,
    }
    await staff.call(itemContract.add, { enterpriseId, values })
  }
  const of = { enterpriseId, planId: plan.id }
  const submitted = await officer.call(submitPlan, { ...of, version: plan.version })
  await principal.call(approvePlan, { ...of, version: submitted.version })
  say(`    ${plan.title} ${plan.number}：${items.length} 项，企业负责人已批准`)
  const { items: open } = await staff.call(readPlanWithItems, of)
  for (const [at, percent] of [80, 40].entries()) {
    const itemId = open[at]?.id ?? ''
    const { item } = await staff.call(readItemStanding, { enterpriseId, itemId })
    await staff.call(reportProgress, {
      enterpriseId,
      itemId,
      version: item.version,
      percent,
      text: '示例进展',
    })
  }
}
