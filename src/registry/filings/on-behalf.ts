import { postNotice } from '#foundation/notices/index.ts'
import type { Context } from '#platform/perform.ts'
import { type Filing, fourEyes, reasonRequired } from './contract.ts'
import { kindNames } from './domain.ts'
import { type FilingRecord, officersOf } from './store.ts'

export function onBehalfOf(filing: FilingRecord): Filing['onBehalf'] {
  if (filing.on_behalf_unit_id === null) return null
  return {
    unitId: filing.on_behalf_unit_id,
    unitName: filing.on_behalf_unit_name ?? '',
    byName: filing.on_behalf_name ?? '',
  }
}

/** Whether this reader may register what he has filled in himself: only where the unit has nobody else, and with a reason. */
export async function fourEyesFor({ tx, actor }: Context, filing: FilingRecord): Promise<Filing['fourEyes']> {
  if (actor.kind !== 'unit' || !filing.on_behalf_accounts.includes(actor.accountId)) return 'free'
  return (await officersOf(tx, actor.unitId)) > 1 ? 'other-officer' : 'reason'
}

/** @throws fourEyes, reasonRequired */
export async function refuseOwnWork(
  ctx: Context,
  filing: FilingRecord,
  reason: string | null,
): Promise<void> {
  const state = await fourEyesFor(ctx, filing)
  if (state === 'other-officer') {
    throw fourEyes({
      detail: '登记：这份备案由您代办，须由本单位另一位经办人审查登记。请转告同事办理。',
    })
  }
  if (state === 'reason' && !reason) {
    const message = '本人登记的理由：这份备案由您代办，本单位没有其他经办人。请写明由本人登记的理由。'
    throw reasonRequired({ detail: message, errors: [{ path: 'fourEyesReason', message }] })
  }
}

/** Read by the enterprise when it has an account: what was handed in for it, and by whom. */
export async function tellEnterprise({ tx, actor }: Context, filing: FilingRecord): Promise<void> {
  const by = 'name' in actor ? actor.name : ''
  await postNotice(tx, {
    enterpriseId: filing.enterprise_id,
    kind: 'filing-submitted-on-behalf',
    title: '备案由市场监管部门代办提交',
    body: `${filing.on_behalf_unit_name} ${by} 按纸质材料代办提交了${filing.person_name}的${kindNames[filing.kind]}，企业负责人已在纸质备案表上确认。内容有误的，请联系该单位。`,
    link: `/filings/${filing.enterprise_id}/${filing.id}`,
  })
}
