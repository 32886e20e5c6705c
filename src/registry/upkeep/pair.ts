import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { Enterprise } from '#registry/enterprises/contract.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'

/** Both enterprises of a pair, the smaller id first. @throws notFound, also where the two are one */
export async function loadPair(
  tx: Tx,
  { enterpriseId, otherId }: { readonly enterpriseId: string; readonly otherId: string },
): Promise<[Enterprise, Enterprise]> {
  if (enterpriseId === otherId) throw notFound()
  const [firstId = '', secondId = ''] = [enterpriseId, otherId].sort()
  return Promise.all([getEnterprise(tx, firstId), getEnterprise(tx, secondId)])
}
