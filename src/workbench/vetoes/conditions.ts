import { sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import type { Source } from '#platform/declared-queries.ts'
import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { actionsOf, addAction } from '#workbench/actions/index.ts'
import { personOf } from './around-store.ts'
import type { ConditionState } from './domain.ts'
import type { VetoRecord } from './store.ts'

/** A condition as the veto shows it. */
export type Condition = ConditionState & {
  readonly what: string
  readonly owner: string | null
  readonly dueOn: string | null
  readonly doneOn: string | null
  readonly result: string
}

/** The conditions of a veto in the order in which they were demanded. */
export async function conditionsOf(
  tx: Tx,
  veto: Pick<VetoRecord, 'enterprise_id' | 'id'>,
  today: string,
): Promise<Condition[]> {
  const [{ rows: demanded }, actions] = await Promise.all([
    sql<{ action_id: string; what: string }>`
      select action_id, what from veto_conditions where enterprise_id = ${veto.enterprise_id} and veto_id = ${veto.id}
       order by action_id`.execute(tx),
    actionsOf(tx, veto.enterprise_id, 'veto', veto.id, today),
  ])
  return demanded.flatMap(({ action_id, what }) => {
    const action = actions.find(({ id }) => id === action_id)
    if (!action) return []
    const { id, version, state, ownerName, dueOn, doneOn, result, files } = action
    const proof = { proved: files.length > 0, asDemanded: action.what === what }
    return [{ id, version, state, ...proof, what, owner: ownerName, dueOn, doneOn, result }]
  })
}

export function sourceOf(veto: Pick<VetoRecord, 'id' | 'number'>): Source {
  return { kind: 'veto', id: veto.id, number: veto.number, path: `vetoes/${veto.id}` }
}

/** Demands a further condition. @throws invalidInput, the field below `path` */
export async function demand(
  ctx: Context,
  veto: Pick<VetoRecord, 'enterprise_id' | 'id' | 'number'>,
  { what, ownerId, dueOn }: { what: string; ownerId: string | null; dueOn: string },
  path = '',
): Promise<string> {
  const enterpriseId = veto.enterprise_id
  try {
    const made = { enterpriseId, source: sourceOf(veto), kind: 'condition', what, ownerId, dueOn } as const
    const { id } = await addAction(ctx, made)
    await ctx.tx
      .insertInto('veto_conditions')
      .values({
        enterprise_id: enterpriseId,
        action_id: id,
        veto_id: veto.id,
        what,
        added_by_name: personOf(ctx.actor).name,
      })
      .execute()
    return id
  } catch (error) {
    throw below(path, error)
  }
}

/** What an action refuses is told at the field of the form of the veto. */
function below(path: string, error: unknown): unknown {
  const problem = (
    error as { problem?: { code: string; detail?: string; errors?: { path: string; message: string }[] } }
  ).problem
  if (!path || problem?.code !== invalidInput.code) return error
  const errors = (problem.errors ?? []).map((each) => ({ ...each, path: `${path}.${each.path}` }))
  return invalidInput({ detail: problem.detail ?? '', errors })
}
