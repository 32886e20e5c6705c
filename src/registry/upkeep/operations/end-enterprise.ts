import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { endEnterprise } from '../contract.ts'
import { mayUpkeep } from '../policy.ts'
import { changeState } from '../state.ts'
import { countFilingsAtDesk } from '../store.ts'

export const endEnterpriseHandler = handle(endEnterprise, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayUpkeep,
  audit: ({ as, effectiveOn }, { id }) => ({
    chain: { enterpriseId: id },
    action: 'enterprise.ended',
    subject: { type: 'enterprise', id },
    details: { as, effectiveOn },
  }),
  async run(ctx, { as, ...change }, enterprise) {
    if (enterprise.endedOn) throw wrongState({ detail: '企业：已经终止。日期有误的，请先恢复再重新办理。' })
    const open = await countFilingsAtDesk(ctx.tx, enterprise.id)
    if (open > 0) {
      throw wrongState({ detail: `企业：有 ${open} 件备案正在办理。请先办结或退回，再终止企业。` })
    }
    return changeState(ctx, enterprise, { ...change, endedAs: as })
  },
})
