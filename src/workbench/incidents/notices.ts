import { postNotice } from '#foundation/notices/index.ts'
import type { Tx } from '#platform/database/transaction.ts'

type Told = {
  readonly enterpriseId: string
  readonly id: string
  readonly number: string
  readonly title: string
}

/** 重大: everyone of the enterprise is told, and that the bureau of the place is to be told. */
export async function tellOfMajor(tx: Tx, { enterpriseId, id, number, title }: Told): Promise<void> {
  await postNotice(tx, {
    inWorkbench: true,
    enterpriseId,
    kind: 'incident-major',
    title: `重大：${number} ${title}`,
    body: '请尽快处置，并考虑向属地市场监督管理部门报告；报告的时间和对象要记录在案。',
    link: `/enterprises/${enterpriseId}/incidents/${id}`,
  })
}
