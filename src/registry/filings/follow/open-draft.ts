import { registeringUnitOf } from '#foundation/org-units/index.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type Filing, openFilingExists } from '../contract.ts'
import { insertDraft, type NewDraft } from '../draft-store.ts'
import { presentFiling } from '../present.ts'
import { addFilingEvent, getFiling } from '../store.ts'

type Draft = Omit<NewDraft, 'onBehalf' | 'unitId'>

/** Opens a draft at the unit that registers for the enterprise today. @throws openFilingExists */
export async function openDraft(
  ctx: Context,
  draft: Draft,
  responsibleUnitId: string,
  note = '',
): Promise<Filing> {
  const { actor, now, tx } = ctx
  const made = await insertDraft(tx, {
    ...draft,
    unitId: await registeringUnitOf(tx, responsibleUnitId, civilDateOf(now)),
    onBehalf:
      actor.kind === 'unit' ? { unitId: actor.unitId, accountId: actor.accountId, name: actor.name } : null,
  })
  if (!made) {
    throw openFilingExists({
      detail: '备案：企业已有一份备案正在办理。请先办结或撤回那一份，再开始新的。',
    })
  }
  const filing = await getFiling(tx, draft.enterpriseId, draft.id)
  await addFilingEvent(tx, filing, { kind: 'started', note }, actor, now)
  return presentFiling(ctx, filing)
}
