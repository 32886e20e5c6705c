import { newId } from '#platform/ids.ts'
import { addLedgerEvent } from '#platform/ledger/events-store.ts'
import { mustLead } from '#platform/ledger/links.ts'
import type { Context } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { incidents } from './ledgers.ts'
import { tellOfMajor } from './notices.ts'
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
  const { enterpriseId, title } = beginning
  const values = { ...beginning, title: [...title].slice(0, 100).join('') }
  await mustLead(ctx.tx, incidents, { enterpriseId, id }, linksOf(values), undefined)
  await insertIncident(ctx.tx, { ...values, id, number, firstKnownAt, by, at: now })
  await addLedgerEvent(
    ctx.tx,
    incidents,
    { enterpriseId, id, at: now, actor },
    { kind: 'report', note: values.title },
  )
  if (beginning.grade === 'major') await tellOfMajor(ctx.tx, { ...values, id, number })
  return { id, number }
}

function linksOf(beginning: Beginning) {
  const links = ['department', 'product', 'batch', 'supplier', 'customer', 'equipment', 'risk'] as const
  return Object.fromEntries(links.map((key) => [key, beginning[key] ?? null]))
}
