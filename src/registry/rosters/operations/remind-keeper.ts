import { postNotice } from '#foundation/notices/index.ts'
import { invalidInput, notFound } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { mayReadStates } from '../policy.ts'
import { insertReminder } from '../state-store.ts'
import { noKeeper, type RosterStateRow, remindedToday, remindKeeper } from '../states/contract.ts'
import { findScopes } from '../store.ts'
import { rosterStates } from './list-roster-states.ts'

export const remindKeeperHandler = handle(remindKeeper, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReadStates,
  audit: ({ aboutUnitId, scopeCode }, { unitId }) => ({
    chain: { unitId },
    action: 'roster.reminded',
    subject: { type: 'org-unit', id: aboutUnitId },
    details: { scope: scopeCode },
  }),
  async run(ctx, { unitId, aboutUnitId, scopeCode, note }) {
    const scope = (await findScopes(ctx.tx)).find(({ code }) => code === scopeCode)
    if (!scope) {
      throw invalidInput({ detail: '种类：没有这种名单。请从列表中选择。' })
    }
    const on = civilDateOf(ctx.now)
    const { rows } = await rosterStates(ctx.tx, { unitId, scopeCode, on, known: ctx.now, only: aboutUnitId })
    const [row] = rows
    if (!row) throw notFound()
    const keeper = mustHaveKeeper(row)
    mustNotBeRemindedOn(row, on)
    await insertReminder(ctx.tx, {
      unitId,
      toUnitId: keeper.unitId,
      aboutUnitId,
      scopeCode,
      state: row.state,
      note,
      at: ctx.now,
      by: 'accountId' in ctx.actor ? ctx.actor.accountId : '',
      byName: 'name' in ctx.actor ? ctx.actor.name : '',
    })
    await tell(ctx, keeper.unitId, row, scope.name, note)
    return { toUnit: keeper.name, at: ctx.now.toISOString() }
  },
})

function mustHaveKeeper({ keeper, unitName }: RosterStateRow) {
  if (keeper) return keeper
  throw noKeeper({
    detail: `名单单位：没有有名单职能的单位与“${unitName}”对应。请系统管理员在组织架构中为工信部门设置名单职能和对应单位。`,
  })
}

function mustNotBeRemindedOn({ lastReminder, unitName }: RosterStateRow, on: string) {
  if (!lastReminder || civilDateOf(new Date(lastReminder.at)) !== on) return
  throw remindedToday({
    detail: `催办：今天已就“${unitName}”催办过（${lastReminder.by}）。请明天再催，或直接联系。`,
  })
}

const asked = { missing: '还没有签认', old: '已经过旧，请重新签认', current: '请核对是否仍然准确' } as const

async function tell(ctx: Context, toUnitId: string, row: RosterStateRow, scopeName: string, note: string) {
  await postNotice(ctx.tx, {
    unitId: toUnitId,
    kind: 'roster-reminder',
    title: `请提供${row.unitName}的${scopeName}名单`,
    body: `${scopeName}名单${asked[row.state]}。${note}`,
    link: '/rosters',
  })
}
