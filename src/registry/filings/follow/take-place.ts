import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { addDays } from '#platform/values/civil-date.ts'
import { addFilingEvent, type FilingRecord } from '../store.ts'
import { notInForce } from './contract.ts'
import { becomeReplacement, closePrevious, endByCancellation, findInForce, lockRegister } from './store.ts'
import { endOfPrevious, isLater } from './succession.ts'

/** What a registered filing took the place of. */
export type Taken = {
  readonly kind: FilingRecord['kind']
  readonly previousId: string | null
  /** The number that goes on; null where a new one is to be given. */
  readonly filingNo: string | null
}

/**
 * Before a filing is registered: closes the one it follows. Of one enterprise one filing is in force at a time, that of the latest
 * term. @throws notInForce, wrongState
 */
export async function takePlace(ctx: Context, filing: FilingRecord): Promise<Taken> {
  const { tx, now } = ctx
  await lockRegister(tx, filing.enterprise_id)
  const inForce = await findInForce(tx, filing.enterprise_id)
  const { kind } = filing
  if (kind !== 'cancel') refuseAfterEnd(filing)
  if (kind === 'new') {
    if (!inForce) return { kind, previousId: null, filingNo: null }
    if (isLater(inForce, filing.term_from)) throw later(inForce.filingNo)
    if (!(await becomeReplacement(tx, filing, inForce.id))) throw anotherFollows(inForce.filingNo)
  } else if (!inForce || inForce.id !== filing.previous_id) throw gone(filing)
  const { filingNo: number, id: previousId } = inForce
  const taking = kind === 'new' ? 'replace' : kind
  const day = { termFrom: filing.term_from, lastDay: filing.cancellation?.on ?? null }
  const end = endOfPrevious(taking, day, (last) => addDays(last, 1))
  if (taking === 'cancel') await endByCancellation(tx, filing, newId(), now)
  if (!(await closePrevious(tx, filing, end, now))) throw gone(filing)
  const previous = { enterprise_id: filing.enterprise_id, id: previousId, on_behalf_unit_id: null }
  await addFilingEvent(tx, previous, { kind: end.status }, ctx.actor, now)
  return { kind: taking, previousId, filingNo: taking === 'replace' ? null : number }
}

/** Who has left is not registered any more. @throws wrongState */
export function refuseAfterEnd({ appointment_status, left_on, person_name }: FilingRecord): void {
  if (appointment_status === 'issued') return
  const when = left_on ? `已于 ${left_on} 结束任职` : '的聘任已撤销'
  throw wrongState({
    detail: `聘任：${person_name}${when}，不能再提交或登记。请撤回这份备案，由企业按新的聘任报备。`,
  })
}

function later(number: string) {
  return wrongState({
    detail: `登记：企业已有任期更晚的备案（${number}）登记在册，这一份不能再登记。请退回补正，说明原因，由企业撤回。`,
  })
}

function anotherFollows(number: string) {
  return wrongState({
    detail: `登记：企业对 ${number} 已另有一份变更、更换或注销备案在办。请先办结那一份，或退回补正由企业撤回。`,
  })
}

function gone({ previous }: FilingRecord) {
  return notInForce({
    detail: `登记：所依据的备案（${previous?.filing_no ?? '没有编号'}）已不在登记册上。请退回补正，说明原因，由企业撤回后重新办理。`,
  })
}
