import { getFile } from '#foundation/files/index.ts'
import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { endReasonsOf } from '#registry/appointments/index.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import type { Cancellation } from '../contract.ts'

type Said = { on: CivilDate; reason: string; note: string; scanIds: readonly string[] }
type Term = Pick<Appointment, 'enterpriseId' | 'termFrom' | 'termTo' | 'ending'>

/** What a 注销 says, checked: a day of the term that is not still to come, a reason from the list, papers of the right kind. */
export async function readCancellation(
  ctx: Context,
  { on, reason, note, scanIds }: Said,
  term: Term,
  responsibleUnitId: string,
): Promise<Cancellation> {
  const loaded = await findPackInForce(ctx.tx, responsibleUnitId, civilDateOf(ctx.now))
  refuseDay(on, term, civilDateOf(ctx.now))
  const chosen = endReasonsOf(loaded?.pack).find(({ id }) => id === reason)
  if (!chosen) throw refused('reason', '注销原因：当地规则里没有这一项。请从列表中选择。')
  if (reason === 'other' && note === '') throw refused('note', '说明：选了“其他”，没有写明。请填写。')
  for (const id of scanIds) await refuseOtherPaper(ctx, term.enterpriseId, id)
  return { on, reason, reasonText: chosen.text, note }
}

function refuseDay(on: CivilDate, { termFrom, termTo, ending }: Term, today: CivilDate): void {
  if (ending && on !== ending.on) {
    throw refused('on', `最后一天：聘任已记录任职到 ${ending.on}。请填这一天。`)
  }
  if (on < termFrom) throw refused('on', `最后一天：早于任期开始（${termFrom}）。请核对。`)
  if (termTo !== null && on > termTo) throw refused('on', `最后一天：晚于任期结束（${termTo}）。请核对。`)
  if (on > today) throw refused('on', '最后一天：还没有到。请在离任当日或以后办理。')
}

async function refuseOtherPaper({ tx }: Context, enterpriseId: string, id: string): Promise<void> {
  const file = await getFile(tx, enterpriseId, id)
  if (file.purpose === 'evidence') return
  throw refused('scanIds', '证明材料：这个文件不是作为证明材料上传的。请重新上传。')
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
