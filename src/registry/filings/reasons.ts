import { ADMINISTRATIVE_LEVELS, labelOf } from '#registry/rules/code-lists.ts'
import type { Verdict } from '#registry/rules/verdict.ts'
import { type ChainStep, mayRelax } from './chain.ts'
import { reasonRequired } from './contract.ts'
import type { Procedure } from './procedure.ts'

type Registered = { readonly procedure: Procedure | null; readonly chain: readonly ChainStep[] }

/**
 * The rules are soft: `fail` never blocks by itself, but it is registered only with a recorded reason; so is a filing whose
 * order was not kept, and one that another level would have to relax. @throws reasonRequired
 */
export function refuseWithoutReason(
  verdict: Verdict,
  { procedure, chain }: Registered,
  registerReason: string | null,
): void {
  const relaxable = verdict.outcome === 'relaxed' && verdict.needsReason
  const relaxesHere = mayRelax(verdict.relaxations, chain)
  if (relaxable && relaxesHere) {
    throw missing('relaxationReason', '放宽理由：按放宽条件登记，须写明理由。请填写后再登记。')
  }
  if (registerReason) return
  if (relaxable) throw missing('registerReason', decidedElsewhere(verdict))
  if (verdict.outcome === 'fail' || verdict.outcome === 'cannot-tell') {
    const word = verdict.outcome === 'fail' ? '不符合' : '不能判定'
    throw missing('registerReason', `登记理由：任职条件“${word}”，登记须写明理由。请填写，或退回补正。`)
  }
  if (procedure && procedure.outcome !== 'kept') {
    const message = `登记理由：办理顺序与规则不符（${procedure.reason}），登记须写明理由。请填写，或退回补正。`
    throw missing('registerReason', message)
  }
}

function decidedElsewhere({ relaxations }: Verdict): string {
  const levels = [...new Set(relaxations.flatMap(({ by }) => by))]
  const names = levels.map((level) => labelOf(ADMINISTRATIVE_LEVELS, level)).join('、')
  return `登记理由：放宽由${names}决定，本单位不能放宽。请写明其决定（文号、日期），或退回补正。`
}

function missing(path: string, message: string) {
  return reasonRequired({ detail: message, errors: [{ path, message }] })
}
