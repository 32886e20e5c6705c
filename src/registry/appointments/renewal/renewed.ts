import { invalidInput, wrongState } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { saveNext } from '../advance.ts'
import type { Appointment } from '../contract.ts'
import { getAppointment } from '../store.ts'
import { findRenewal } from './store.ts'

/** A renewal keeps its officer and begins the day after the term that it renews. @throws invalidInput */
export function refuseOtherThanRenewal(
  draft: Appointment,
  given: Pick<Appointment, 'personName' | 'termFrom'>,
): void {
  if (given.personName !== draft.personName) {
    throw refused(
      'personName',
      `首席质量官姓名：续聘的是${draft.personName}。要换人，请记录结束任职后另行拟定聘任。`,
    )
  }
  if (given.termFrom !== draft.termFrom) {
    throw refused('termFrom', `任期从：续聘须与上一任期衔接，从 ${draft.termFrom} 开始。请改回这一天。`)
  }
}

/** A renewal is issued only while the term before it stands as it was. @throws wrongState */
export async function refuseLapsedRenewal({ tx }: Context, draft: Appointment): Promise<void> {
  if (!draft.renewsId) return
  const before = await getAppointment(tx, draft.enterpriseId, draft.renewsId)
  const follows = before.termTo !== null && addDays(before.termTo, 1) === draft.termFrom
  if (before.status === 'issued' && follows) return
  throw wrongState({ detail: '续聘：上一任期已经结束或变动，不能再按续聘签发。请另行拟定聘任。' })
}

/** Who leaves in a term does not begin the next one: what was drafted or issued to follow it is revoked. @throws wrongState */
export async function revokeRenewal(ctx: Context, { enterpriseId, id }: Appointment): Promise<void> {
  const next = await findRenewal(ctx.tx, enterpriseId, id)
  if (!next) return
  if (next.status !== 'draft' && next.term_from <= civilDateOf(ctx.now)) {
    throw wrongState({
      detail: `聘任：已经续聘，新任期从 ${next.term_from} 开始。离任的，请在新的任期上办理结束任职。`,
    })
  }
  const renewal = await getAppointment(ctx.tx, enterpriseId, next.id)
  await saveNext(ctx, { ...renewal, status: 'revoked' }, 'revoked')
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
