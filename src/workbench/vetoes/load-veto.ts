import { postNotice } from '#foundation/notices/index.ts'
import { wrongState } from '#platform/operation.ts'
import type { Context, Loading } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { officeOf } from './deputies/store.ts'
import { after, type VetoDeed, type VetoState } from './domain.ts'
import type { UnderOffice } from './policy.ts'
import { getVeto, type VetoRecord } from './store.ts'

/** A veto and who holds the power today. */
export type Standing = UnderOffice & { readonly veto: VetoRecord }

type Of = { readonly enterpriseId: string }

export async function loadOffice({ tx, now }: Loading, { enterpriseId }: Of): Promise<UnderOffice> {
  return { enterpriseId, office: await officeOf(tx, enterpriseId, civilDateOf(now)) }
}

export async function loadVeto(
  ctx: Loading,
  { enterpriseId, vetoId }: Of & { readonly vetoId: string },
): Promise<Standing> {
  const [veto, office] = await Promise.all([
    getVeto(ctx.tx, enterpriseId, vetoId),
    loadOffice(ctx, { enterpriseId }),
  ])
  return { ...office, veto }
}

const ended: Readonly<Record<VetoState, string>> = {
  'in-force': '正在生效',
  checked: '正在生效',
  lifted: '已经解除',
  overridden: '已被企业负责人强行放行',
}

/** The state after a deed. @throws wrongState */
export function stateAfter({ number, state }: VetoRecord, deed: VetoDeed): VetoState {
  const next = after(state, deed)
  if (next) return next
  const why =
    state === 'in-force' ? '还没有第二人核对。请先核对' : `${ended[state]}，不能再这样办理。请刷新后查看`
  throw wrongState({ detail: `${number}：${why}。` })
}

/** A notice to everyone of the enterprise, in the deed's transaction. */
export function tellEveryone(
  { tx }: Context,
  veto: Pick<VetoRecord, 'enterprise_id' | 'id' | 'number' | 'subject_text'>,
  told: { kind: string; title: string; body: string },
): Promise<void> {
  return postNotice(tx, {
    inWorkbench: true,
    enterpriseId: veto.enterprise_id,
    kind: told.kind,
    title: `${told.title}：${veto.number} ${veto.subject_text}`,
    body: told.body,
    link: `/enterprises/${veto.enterprise_id}/vetoes/${veto.id}`,
  })
}

/** The entry for the trail: the veto and what was done, no words of anybody. */
export function entry(action: string, details?: Record<string, unknown>) {
  return (_input: unknown, { enterpriseId, veto }: Standing) => ({
    chain: { enterpriseId },
    action,
    subject: { type: 'veto', id: veto.id },
    details: { number: veto.number, ...details },
  })
}
