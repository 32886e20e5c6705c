import { z } from 'zod'
import { yearMonthOf } from '#platform/values/year-month.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import type { PublicForm } from './form.ts'

/** Whether the steps came in the order of the pack in force at submission: 先聘任后培训, 先培训后聘任, 不分先后. */
export const Procedure = z.object({
  order: z.enum(['appoint-first', 'train-first', 'any']),
  outcome: z.enum(['kept', 'not-kept', 'cannot-tell']),
  reason: z.string(),
  strength: z.enum(['must', 'should']),
  clause: z.string().nullable(),
  docNo: z.string(),
  pack: z.object({ id: z.string(), version: z.int(), hash: z.string(), title: z.string() }),
})
export type Procedure = z.infer<typeof Procedure>

/** Judges the order of steps from what the form says of 培训 and 聘任. */
export function judgeProcedure({ pack, hash }: LoadedPack, form: PublicForm): Procedure {
  const { order, clause, docNo = pack.docNo } = pack.flow
  return {
    order,
    ...(order === 'train-first' ? trainedFirst(form) : freeOrder(order)),
    strength: pack.strength,
    clause,
    docNo,
    pack: { id: pack.id, version: pack.version, hash, title: pack.title },
  }
}

type Judgement = Pick<Procedure, 'outcome' | 'reason'>

function freeOrder(order: 'appoint-first' | 'any'): Judgement {
  const reason = order === 'any' ? '培训与聘任不分先后。' : '先聘任、报备，后培训；备案时不要求已经参加培训。'
  return { outcome: 'kept', reason }
}

function trainedFirst({ trained, trainedOn, appointedFrom }: PublicForm): Judgement {
  if (trained === undefined) {
    return { outcome: 'cannot-tell', reason: '先培训后聘任：尚未填写是否参加过培训。' }
  }
  if (!trained) return { outcome: 'not-kept', reason: '先培训后聘任：尚未参加任职培训就已聘任。' }
  if (!trainedOn || !appointedFrom) {
    return { outcome: 'cannot-tell', reason: '先培训后聘任：缺培训时间或聘任起始时间。' }
  }
  const times = `培训 ${trainedOn}，聘任 ${yearMonthOf(appointedFrom)}`
  return trainedOn <= yearMonthOf(appointedFrom)
    ? { outcome: 'kept', reason: `先培训后聘任：${times}，先后相符。` }
    : { outcome: 'not-kept', reason: `先培训后聘任：${times}，培训晚于聘任。` }
}
