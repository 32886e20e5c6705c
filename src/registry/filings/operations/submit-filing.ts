import { handle } from '#platform/perform.ts'
import { noPackInForce } from '#registry/rules/contract.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { deskOf } from '../chain.ts'
import { judgeComplete } from '../complete.ts'
import { notConfirmed, submitFiling } from '../contract.ts'
import { concealVerdict } from '../extensions/personal-items.ts'
import { refuseUselessFollowUp } from '../follow/useless.ts'
import { tellEnterprise } from '../on-behalf.ts'
import { groundOf, planFor } from '../plan.ts'
import { mayFile } from '../policy.ts'
import { outcomeOf } from '../present.ts'
import { tellDesk } from '../tell-desk.ts'

export const submitFilingHandler = handle(submitFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayFile,
  audit: audited('filing.submitted', ({ verdict }) => ({
    outcome: verdict?.outcome,
    pack: verdict?.pack.id,
    packVersion: verdict?.pack.version,
    packHash: verdict?.pack.hash,
  })),
  async run(ctx, { version }, { filing }) {
    const status = await advance(ctx, filing, 'submit', version)
    const [judged, ground] = await Promise.all([judgeComplete(ctx, filing), groundOf(ctx, filing)])
    const { verdict, procedure, asked, procedurePack } = judged
    await refuseUselessFollowUp(ctx, filing)
    if (!filing.confirmed_at) {
      throw notConfirmed({ detail: '确认：企业负责人尚未确认备案内容。请先由其确认，再提交。' })
    }
    if (!procedurePack || (filing.kind !== 'cancel' && (!verdict || !procedure))) {
      throw noPackInForce({ detail: '规则：聘任当日或今天当地没有有效的规则包。请联系市级单位装载。' })
    }
    const chain = planFor(filing, procedurePack, ground)
    const change = {
      status,
      submitted_at: ctx.now,
      accepted_at: null,
      accepted_by: null,
      ...(verdict && {
        verdict: concealVerdict(verdict, asked) as never,
        outcome: outcomeOf(verdict),
        pack_id: verdict.pack.id,
        pack_version: verdict.pack.version,
        pack_hash: verdict.pack.hash,
      }),
      procedure,
      procedure_pack_id: procedurePack.pack.id,
      procedure_pack_version: procedurePack.pack.version,
      procedure_pack_hash: procedurePack.hash,
      asked,
      chain,
      ...deskOf(chain),
    }
    const [submitted] = await Promise.all([
      saveStep(ctx, filing, change, { kind: 'submitted' }),
      tellDesk(ctx.tx, filing, chain, { resubmitted: true }),
      ctx.actor.kind === 'unit' && tellEnterprise(ctx, filing),
    ])
    return submitted
  },
})
