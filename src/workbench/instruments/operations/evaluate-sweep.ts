import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { openIncident } from '#workbench/incidents/index.ts'
import { evaluateSweep, readSweep, type Sweep } from '../contract.ts'
import { certificates, instruments } from '../ledgers.ts'
import { keepIncident } from '../store.ts'
import { sweepOf } from '../sweep-store.ts'

export const readSweepHandler = handle(readSweep, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  run: async ({ tx }, { enterpriseId, recordId }) =>
    sweepOf(tx, await recordOf(tx, certificates, enterpriseId, recordId)),
})

export const evaluateSweepHandler = handle(evaluateSweep, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, verdict }, _subject, { id, incidentNo }) => ({
    chain: { enterpriseId },
    action: 'instrument-certificate.evaluated',
    subject: { type: 'instrument-certificate', id },
    details: { verdict, ...(incidentNo && { incident: incidentNo }) },
  }),
  async run(ctx, { enterpriseId, recordId, version, verdict, evaluation, openIncident: wanted }) {
    const certificate = await recordOf(ctx.tx, certificates, enterpriseId, recordId)
    mustBeCurrent(certificates, certificate, version)
    if (certificate.sweep === null || certificate.retiredOn !== null)
      throw wrongState({ detail: '证书：结论不需要追溯，或已经作废。请刷新后查看。' })
    if (wanted && verdict === 'no-effect')
      throw wrongState({ detail: '超差追溯：评价为无影响，不用开隐患。请改评价，或去掉开隐患。' })
    const swept = await sweepOf(ctx.tx, certificate)
    const opens = wanted && certificate.incidentNo === null
    const incident = opens ? await incidentFor(ctx, certificate, swept, evaluation) : undefined
    const told = {
      sweep: verdict,
      sweepSince: swept.since,
      sweepUses: swept.uses,
      sweepBatches: swept.batches,
      evaluation,
      evaluatedOn: civilDateOf(ctx.now),
      evaluatedBy: 'name' in ctx.actor ? ctx.actor.name : '系统',
      ...(incident && { incidentNo: incident.number }),
    }
    const note = incident && { note: `开了 ${incident.number}` }
    const changed = await changeRecord(ctx, certificates, certificate, told, { kind: 'evaluated', ...note })
    if (incident) await keepIncident(ctx.tx, enterpriseId, recordId, incident.id)
    return changed
  },
})

const NAMED_BATCHES = 20

/** A hidden danger: products may have been judged by a wrong measure. */
async function incidentFor(
  ctx: Context,
  certificate: LedgerRecord<typeof certificates>,
  swept: Sweep,
  evaluation: string,
) {
  const { enterpriseId, certifiedOn, certificateNo } = certificate
  const instrument = await recordOf(ctx.tx, instruments, enterpriseId, certificate.instrument)
  const named = swept.rows.slice(0, NAMED_BATCHES).map(({ batchNo }) => batchNo)
  const more = swept.batches > named.length ? `等 ${swept.batches} 批` : ''
  const batches = named.length > 0 ? `：${named.join('、')}${more}` : ''
  const what = [
    `${certifiedOn} 的证书 ${certificateNo} 表明器具超差。`,
    `${swept.since ?? '登记以来'}至 ${swept.until} 共测量 ${swept.uses} 次，涉及 ${swept.batches} 批${batches}。`,
    `追溯评价：${evaluation}`,
  ]
  return openIncident(ctx, {
    enterpriseId,
    kind: 'hidden-danger',
    title: `计量器具 ${instrument.instrumentNo} ${instrument.name} 超差，追溯 ${swept.batches} 批`,
    what: what.join('\n'),
    firstKnownAt: ctx.now,
    department: instrument.department,
    source: {
      kind: 'instrument-certificate',
      id: certificate.id,
      number: certificateNo,
      path: `instruments/certificates/${certificate.id}`,
    },
  })
}
