import type { Actor } from '#platform/access/actor.ts'
import type { Handover } from './contract.ts'
import { handoverRefused } from './contract.ts'
import type { HandoverAnswer, HandoverRow } from './handover-store.ts'

/** With what the asker may do: the other unit or one over both decides, the proposing one withdraws. */
export function presentHandover(actor: Actor, row: HandoverRow): Handover {
  const { fromUnitId, toUnitId, proposedByUnitId, ...shown } = row
  const over = (unitId: string) => actor.kind === 'unit' && actor.unitIds.includes(unitId)
  const open = row.status === 'proposed'
  const officer = actor.role === 'county-officer' || actor.role === 'city-officer'
  const own = actor.kind === 'unit' && actor.unitId === proposedByUnitId
  const both = over(fromUnitId) && over(toUnitId)
  return {
    ...shown,
    proposedAt: row.proposedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    abilities: {
      decide: open && officer && (both || (!own && (over(fromUnitId) || over(toUnitId)))),
      withdraw: open && officer && own,
    },
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'unknown-code': '统一社会信用代码：名录中没有这家企业。请核对代码；确实没有的，可以新增企业。',
  'same-unit': '接收单位：企业已经由这个单位负责。请另选接收单位。',
  'not-yours': '企业：不由本单位负责，也不是移交给本单位。请由移交的一方、接收的一方或共同的上级市办理。',
  ended: '企业：已经终止，不能移交。请先恢复。',
  'no-registration': '接收单位：没有备案职能。请另选。',
  'open-proposal': '企业：已有一件移交待办理。请先办理或撤回那一件。',
  unknown: '移交：没有找到，或者不在本单位的范围内。请刷新后查看。',
  decided: '移交：已经办理过了。请刷新后查看。',
  'own-proposal': '移交：由本单位提出，须由另一方或共同的上级市接受。不再需要的，可以撤回。',
  'moved-meanwhile': '企业：提出后负责单位又有变动，或已终止。请撤回后重新提出。',
}

/** @throws handoverRefused when the database says why not */
export function mustBeDone(answer: HandoverAnswer): string {
  if ('id' in answer) return answer.id
  const detail =
    answer.problem === 'open-filings'
      ? `企业：有 ${answer.n} 件备案正在办理。请原单位先办结或退回，再接受移交。`
      : (REASONS[answer.problem] ?? REASONS.unknown)
  throw handoverRefused({ detail: detail ?? '', details: { problem: answer.problem } })
}
