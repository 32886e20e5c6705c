import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import type { Loading } from '#platform/perform.ts'
import { statusWords } from '../domain.ts'
import { type FilingRecord, getFiling } from '../store.ts'
import { notInForce } from './contract.ts'

/** The filing that is to be followed, as the subject of starting: whoever files for the enterprise today may. */
export async function loadFollowed(ctx: Loading, input: { enterpriseId: string; filingId: string }) {
  const [filing, onBehalfUnitId] = await Promise.all([
    getFiling(ctx.tx, input.enterpriseId, input.filingId),
    responsibleUnitOf(ctx.tx, input.enterpriseId),
  ])
  return { enterpriseId: input.enterpriseId, onBehalfUnitId, filing }
}

/** @throws notInForce */
export function mustBeInForce({ status, kind }: FilingRecord): void {
  if (status === 'registered' && kind !== 'cancel') return
  throw notInForce({
    detail: `备案：现在是“${statusWords[status]}”，不能变更或注销。请从登记册上有效的那一份办理。`,
    details: { status },
  })
}
