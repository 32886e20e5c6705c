import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/transaction.ts'
import { notFound } from '#platform/operation.ts'
import type { CivilDate } from '#platform/values/civil-date.ts'
import type { DutyRuleView } from './contract.ts'

async function viewsOf(tx: Tx, where: RawBuilder<unknown>): Promise<DutyRuleView[]> {
  const { rows } = await sql<DutyRuleView>`
    select r.id, r.unit_id as "unitId", o.name as "unitName", r.kind, r.title, r.counts, r.basis,
           r.first_due::text as "firstDue", r.every, r.until::text as until, r.roll, r.levels, r.unit_ids as "unitIds",
           r.ended_on::text as "endedOn", r.ended_reason as "endedReason", r.created_name as "setBy", r.version
      from duty_rules r join org_units o on o.id = r.unit_id where ${where}
     order by r.ended_on is not null, r.first_due, r.id`.execute(tx)
  return rows
}

export function listRules(tx: Tx, unitId: string): Promise<DutyRuleView[]> {
  return viewsOf(tx, sql`r.unit_id = ${unitId}`)
}

/** @throws notFound */
export async function getRule(tx: Tx, unitId: string, ruleId: string): Promise<DutyRuleView> {
  const [found] = await viewsOf(tx, sql`r.unit_id = ${unitId} and r.id = ${ruleId}`)
  if (!found) throw notFound()
  return found
}

export type NewRule = Omit<DutyRuleView, 'unitName' | 'endedOn' | 'endedReason' | 'setBy' | 'version'>

export async function insertRule(
  tx: Tx,
  rule: NewRule,
  by: { accountId: string; name: string },
): Promise<void> {
  await tx
    .insertInto('duty_rules')
    .values({
      unit_id: rule.unitId,
      id: rule.id,
      kind: rule.kind,
      title: rule.title,
      counts: rule.counts,
      basis: rule.basis,
      first_due: rule.firstDue,
      every: rule.every,
      until: rule.until,
      roll: rule.roll,
      levels: rule.levels,
      unit_ids: rule.unitIds,
      created_by: by.accountId,
      created_name: by.name,
    })
    .execute()
}

/** False when somebody else has changed it meanwhile. */
export async function endRule(
  tx: Tx,
  of: { unitId: string; ruleId: string; version: number },
  ended: { on: CivilDate; reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('duty_rules')
    .set({ ended_on: ended.on, ended_reason: ended.reason, version: of.version + 1 })
    .where('unit_id', '=', of.unitId)
    .where('id', '=', of.ruleId)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Of these units those that the asker's unit does not oversee in its line. */
export async function notBelow(tx: Tx, unitId: string, unitIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...unitIds]}::uuid[]) as asked (id) where not exists (
      select 1 from unit_scope s where s.viewer_id = ${unitId} and s.unit_id = asked.id and s.covers = 'all')`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export type OwnSettings = {
  readonly remindBefore: number[]
  readonly remindAfter: number[]
  readonly reportDays: number
  readonly trackedFrom: CivilDate | null
}

export async function settingsVersion(tx: Tx, unitId: string): Promise<number | null> {
  const row = await tx
    .selectFrom('duty_settings')
    .select('version')
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row?.version ?? null
}

/** False when somebody else has changed them meanwhile. `version` null: none yet. */
export async function keepSettings(
  tx: Tx,
  unitId: string,
  version: number | null,
  set: OwnSettings,
  accountId: string,
): Promise<boolean> {
  const values = {
    remind_before: set.remindBefore,
    remind_after: set.remindAfter,
    report_days: set.reportDays,
    tracked_from: set.trackedFrom,
    changed_by: accountId,
  }
  if (version === null) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('duty_settings')
      .values({ unit_id: unitId, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await tx
    .updateTable('duty_settings')
    .set({ ...values, version: version + 1, changed_at: sql`now()` })
    .where('unit_id', '=', unitId)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
