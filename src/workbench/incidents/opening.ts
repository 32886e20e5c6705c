import { newId } from '#platform/ids.ts'
import type { Context } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { type Beginning, insertIncident } from './store.ts'

/**
 * Opens an incident: number SJ-year-nnn, stage 报告. When it was first known stands from now on for ever; a time that is
 * still to come counts as now. A title of more than 100 characters is cut.
 */
export async function openIncident(
  ctx: Context,
  beginning: Beginning,
): Promise<{ id: string; number: string }> {
  const { now, actor } = ctx
  const id = newId()
  const year = Number(civilDateOf(now).slice(0, 4))
  const number = await nextNumber(ctx.tx, beginning.enterpriseId, 'SJ', year)
  const firstKnownAt = beginning.firstKnownAt < now ? beginning.firstKnownAt : now
  const by = {
    accountId: 'accountId' in actor ? actor.accountId : null,
    name: 'name' in actor ? actor.name : '系统',
  }
  await insertIncident(ctx.tx, { ...beginning, id, number, firstKnownAt, by, at: now })
  return { id, number }
}
