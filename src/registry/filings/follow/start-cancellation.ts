import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { Appointment } from '#registry/appointments/contract.ts'
import { findAppointments } from '#registry/appointments/index.ts'
import { audited } from '../advance.ts'
import type { PublicForm } from '../form.ts'
import { mayFile } from '../policy.ts'
import { readCancellation } from './cancellation.ts'
import { notInForce, startFilingCancellation } from './contract.ts'
import { loadFollowed, mustBeInForce } from './load-followed.ts'
import { openDraft } from './open-draft.ts'

export const startFilingCancellationHandler = handle(startFilingCancellation, {
  subject: (ctx, input) => loadFollowed(ctx, input),
  policy: mayFile,
  audit: audited('filing.started', ({ kind, previous }) => ({ kind, previous: previous?.filingId })),
  async run(ctx, input, { filing }) {
    mustBeInForce(filing)
    const { enterpriseId, scanIds } = input
    const terms = await findAppointments(ctx.tx, enterpriseId)
    const held = termHeld(terms, filing.appointment_id, civilDateOf(ctx.now))
    if (!held) {
      throw notInForce({ detail: '备案：所依据的任期还没有开始，没有可注销的任职。请在任期开始后办理。' })
    }
    const draft = {
      enterpriseId,
      id: newId(),
      kind: 'cancel' as const,
      previousId: filing.id,
      appointmentId: held.id,
      form: shortForm(filing.form),
      scanIds,
      cancellation: await readCancellation(ctx, input, held, filing.responsible_unit_id),
    }
    return openDraft(ctx, draft, filing.responsible_unit_id, `注销 ${filing.filing_no ?? ''}`)
  },
})

/** The term that is ended: of the filing, or while that has not begun (续聘 filed ahead), of the one it renews. */
function termHeld(
  terms: readonly Appointment[],
  appointmentId: string,
  today: string,
): Appointment | undefined {
  const of = terms.find(({ id }) => id === appointmentId)
  const begun = of && of.status !== 'revoked' && of.termFrom <= today
  return begun || !of?.renewsId ? of : termHeld(terms, of.renewsId, today)
}

/** What a 注销 repeats of the filing: who, which enterprise, and what the rules ask to know of it to say who handles it. */
function shortForm(form: PublicForm): PublicForm {
  const {
    career: _c,
    awards: _a,
    remarks: _r,
    extensions: _e,
    evidence: _v,
    noExclusions: _n,
    generalConditions: _g,
    yearsNote: _y,
    ...kept
  } = form
  return kept
}
