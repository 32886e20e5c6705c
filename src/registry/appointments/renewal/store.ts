import type { Tx } from '#platform/database/transaction.ts'
import type { EvaluationItem, TermEvaluation } from './contract.ts'

export async function insertEvaluation(
  tx: Tx,
  made: TermEvaluation,
  accountId: string | null,
): Promise<void> {
  await tx
    .insertInto('term_evaluations')
    .values({
      enterprise_id: made.enterpriseId,
      id: made.id,
      appointment_id: made.appointmentId,
      evaluated_on: made.evaluatedOn,
      result: made.result,
      items: JSON.stringify(made.items),
      opinion: made.opinion,
      evaluator_name: made.evaluatorName,
      account_id: accountId,
      on_behalf_unit_id: made.onBehalfUnitId,
      recorded_at: made.recordedAt,
    })
    .execute()
}

/** The latest first. */
export async function findEvaluations(tx: Tx, enterpriseId: string): Promise<TermEvaluation[]> {
  const rows = await tx
    .selectFrom('term_evaluations')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    enterpriseId: row.enterprise_id,
    id: row.id,
    appointmentId: row.appointment_id,
    evaluatedOn: row.evaluated_on,
    result: row.result as TermEvaluation['result'],
    items: row.items as EvaluationItem[],
    opinion: row.opinion,
    evaluatorName: row.evaluator_name,
    onBehalfUnitId: row.on_behalf_unit_id,
    recordedAt: row.recorded_at.toISOString(),
  }))
}

/** The appointment that renews another, but for one that was revoked. */
export async function findRenewal(tx: Tx, enterpriseId: string, appointmentId: string) {
  return tx
    .selectFrom('appointments')
    .select(['id', 'version', 'status', 'term_from'])
    .where('enterprise_id', '=', enterpriseId)
    .where('renews_id', '=', appointmentId)
    .where('status', '<>', 'revoked')
    .executeTakeFirst()
}
