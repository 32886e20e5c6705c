import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { notFound } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { proposeCost } from '#workbench/quality-costs/index.ts'
import { auditAs, loadIncident, mustAllow, refused, writtenBy } from '../advance.ts'
import { type LoadedIncident, lockIncident } from '../store.ts'
import { addIncidentLoss, changeIncidentLoss } from './contract.ts'
import { findLosses, keepLoss, type LossWords } from './store.ts'

const common = { subject: loadIncident, policy: mayWriteOwn }

export const addIncidentLossHandler = handle(addIncidentLoss, {
  ...common,
  audit: auditAs('loss-added'),
  run: (ctx, { enterpriseId: _e, incidentId: _i, ...words }, incident) =>
    propose(ctx, incident, newId(), words),
})

export const changeIncidentLossHandler = handle(changeIncidentLoss, {
  ...common,
  audit: auditAs('loss-changed'),
  async run(ctx, { enterpriseId, incidentId, lossId, ...words }, incident) {
    await lockIncident(ctx.tx, enterpriseId, incidentId)
    const known = await findLosses(ctx.tx, enterpriseId, incidentId)
    if (!known.some(({ id }) => id === lossId)) throw notFound()
    return propose(ctx, incident, lossId, words)
  },
})

/** Keeps the line and hands it on to the cost of quality, once a line: asked again it is corrected there. */
async function propose(ctx: Context, incident: LoadedIncident, id: string, words: LossWords) {
  mustAllow(incident, 'add-loss')
  if (words.month > civilDateOf(ctx.now).slice(0, 7)) throw refused('month', '月份：还没有到。请核对。')
  const { enterpriseId, number, record } = incident
  const { byName } = writtenBy(ctx)
  const of = { enterpriseId, incidentId: incident.id, id }
  if (!(await keepLoss(ctx.tx, of, words, { name: byName, at: ctx.now }))) throw notFound()
  await proposeCost(ctx, {
    ...words,
    enterpriseId,
    source: { kind: 'incident', id: incident.id, number, path: `incidents/${incident.id}` },
    line: id,
    departmentId: record.responsibleDepartment ?? record.department,
    productId: record.product,
  })
  return { id }
}
