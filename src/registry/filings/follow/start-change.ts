import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { audited } from '../advance.ts'
import { mayFile } from '../policy.ts'
import { scanIdsOf } from '../store.ts'
import { startFilingChange } from './contract.ts'
import { loadFollowed, mustBeInForce } from './load-followed.ts'
import { openDraft } from './open-draft.ts'
import { takenOver } from './taken-over.ts'

export const startFilingChangeHandler = handle(startFilingChange, {
  subject: (ctx, input) => loadFollowed(ctx, input),
  policy: mayFile,
  audit: audited('filing.started', ({ kind, previous }) => ({ kind, previous: previous?.filingId })),
  async run(ctx, { enterpriseId }, { filing }) {
    mustBeInForce(filing)
    const [enterprise, scanIds] = await Promise.all([
      getEnterprise(ctx.tx, enterpriseId),
      scanIdsOf(ctx.tx, enterpriseId, filing.id),
    ])
    if (enterprise.endedOn) {
      throw wrongState({ detail: '企业：已终止，不再变更备案。请办理注销备案。' })
    }
    if (filing.appointment_status !== 'issued') {
      throw wrongState({
        detail: '聘任：首席质量官已结束任职，不能变更。换人的请办理更换备案，不再设的请办理注销备案。',
      })
    }
    const id = newId()
    const draft = {
      enterpriseId,
      id,
      kind: 'change' as const,
      previousId: filing.id,
      appointmentId: filing.appointment_id,
      form: filing.form,
      scanIds,
      taken: takenOver(ctx.installation.sealer, filing, id),
    }
    return openDraft(ctx, draft, enterprise.unitId, `变更 ${filing.filing_no ?? ''}`)
  },
})
