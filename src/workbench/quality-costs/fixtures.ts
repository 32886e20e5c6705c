import type { Client } from '#platform/client.ts'
import { costAccountContract, startCostChart } from './contract.ts'

/** The usual chart; ids of the accounts by code. */
export async function startChart(client: Client, enterpriseId: string): Promise<Map<string, string>> {
  await client.call(startCostChart, { enterpriseId })
  const { rows } = await client.call(costAccountContract.list, { enterpriseId, limit: 100 })
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** A line as the form hands it in. */
export const line = (
  month: string,
  account: string | undefined,
  amount: number,
  more: { what?: string; corrects?: string } = {},
) => ({
  month,
  account: account ?? '',
  department: null,
  product: null,
  amount,
  what: more.what ?? null,
  voucherNo: null,
  corrects: more.corrects ?? null,
})
