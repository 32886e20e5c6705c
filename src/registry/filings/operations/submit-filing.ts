import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { noPackInForce } from '#registry/rules/contract.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { refuseIncomplete } from '../complete.ts'
import { notConfirmed, submitFiling } from '../contract.ts'
import { mayFile } from '../policy.ts'
import { judge, outcomeOf } from '../present.ts'

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
    await refuseIncomplete(ctx, filing)
    if (!filing.confirmed_at) {
      throw notConfirmed({ detail: '确认：企业负责人尚未确认备案内容。请先由其确认，再提交。' })
    }
    const [verdict, procedure] = await Promise.all([
      judge(ctx, { ...filing, verdict: null }),
      findPackInForce(ctx.tx, filing.unit_id, civilDateOf(ctx.now)),
    ])
    if (!verdict || !procedure) {
      throw noPackInForce({ detail: '规则：聘任当日或今天当地没有有效的规则包。请联系市级单位装载。' })
    }
    await postNotice(ctx.tx, {
      unitId: filing.unit_id,
      kind: 'filing-submitted',
      title: `${filing.enterprise_name}提交了首席质量官备案`,
      body: `首席质量官${filing.person_name}，待受理。`,
      link: `/filings/${filing.enterprise_id}/${filing.id}`,
    })
    const change = {
      status,
      submitted_at: ctx.now,
      accepted_at: null,
      accepted_by: null,
      verdict: verdict as never,
      outcome: outcomeOf(verdict),
      pack_id: verdict.pack.id,
      pack_version: verdict.pack.version,
      pack_hash: verdict.pack.hash,
      procedure_pack_id: procedure.pack.id,
      procedure_pack_version: procedure.pack.version,
    }
    return saveStep(ctx, filing, change, { kind: 'submitted' })
  },
})
