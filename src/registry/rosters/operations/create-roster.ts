import { newId } from '#platform/ids.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { createRoster, type RosterLevel, type RosterScope } from '../contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { presently, presentRoster } from '../present.ts'
import { findScopes, getRoster, insertRoster, unitFunctions } from '../store.ts'

export const createRosterHandler = handle(createRoster, {
  subject: async ({ tx }, { unitId, scopeCode }) => ({
    unitId,
    scopeCode,
    functions: await unitFunctions(tx, unitId),
  }),
  policy: mayKeepRoster,
  audit: ({ scopeCode }, { unitId }, roster) => ({
    chain: { unitId },
    action: 'roster.created',
    subject: { type: 'roster', id: roster.id },
    details: { scope: scopeCode },
  }),
  async run(ctx, input) {
    const scope = (await findScopes(ctx.tx)).find(({ code }) => code === input.scopeCode)
    const problem = problemOf(input, scope)
    if (problem) throw invalidInput({ detail: problem.message, errors: [problem] })
    const id = newId()
    await insertRoster(ctx.tx, { ...input, id }, 'accountId' in ctx.actor ? ctx.actor.accountId : '')
    return presentRoster(ctx, await getRoster(ctx.tx, id, presently(ctx.now)))
  },
})

function problemOf(
  input: { level: RosterLevel | null; periodFrom: string; periodTo: string | null },
  scope: RosterScope | undefined,
) {
  if (!scope) return { path: 'scopeCode', message: '种类：没有这种名单。请从列表中选择。' }
  if (scope.levelled && !input.level) return { path: 'level', message: '级别：没有选择。请选择奖项的级别。' }
  if (!scope.levelled && input.level)
    return { path: 'level', message: '级别：这种名单不分级别。请不要填写。' }
  if (input.periodTo !== null && input.periodTo < input.periodFrom) {
    return { path: 'periodTo', message: '截止日期：早于起始日期。请更正。' }
  }
  return undefined
}
