import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { invalidInput, staleVersion } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { addAction } from '#workbench/actions/index.ts'
import { addRiskMeasure, changeRiskScheme, RiskLevel, reviewRisk } from '../contract.ts'
import { ratingFault, schemeFault } from '../domain.ts'
import { risks } from '../ledgers.ts'
import { mayChangeScheme } from '../policy.ts'
import { insertReview, insertScheme, rerateAll, schemeInForce } from '../store.ts'

const loadRisk = (
  { tx }: Pick<Context, 'tx'>,
  { enterpriseId, riskId }: { enterpriseId: string; riskId: string },
) => recordOf(tx, risks, enterpriseId, riskId)

const auditAs =
  (action: string) =>
  (_input: unknown, risk: { enterpriseId: string; id: string; riskNo: string | null }) => ({
    chain: { enterpriseId: risk.enterpriseId },
    action: `risk.${action}`,
    subject: { type: 'risk', id: risk.id },
    details: { number: risk.riskNo ?? '' },
  })

export const reviewRiskHandler = handle(reviewRisk, {
  subject: loadRisk,
  policy: mayWriteOwn,
  audit: auditAs('reviewed'),
  async run(ctx, { enterpriseId, riskId, version, on, conclusion, reviewMonths, ...rated }, risk) {
    mustBeCurrent(risks, risk, version)
    if (on > civilDateOf(ctx.now)) throw refused('on', '复评日期：还没有到。请填写实际的日期。')
    if (on < (risk.identifiedOn ?? on))
      throw refused('on', `复评日期：早于识别日期（${risk.identifiedOn}）。请核对。`)
    const fault = ratingFault(await schemeInForce(ctx.tx, enterpriseId), rated)
    if (fault) throw refused(fault.key, fault.message)
    const values = { ...rated, reviewMonths, lastReviewedOn: on }
    const saved = await changeRecord(ctx, risks, risk, values, { kind: 'review', note: conclusion })
    const by = 'accountId' in ctx.actor ? ctx.actor : { accountId: null, name: '系统' }
    const review = {
      ...rated,
      id: newId(),
      on,
      conclusion,
      byName: by.name,
      schemeVersion: saved.schemeVersion ?? 0,
      level: RiskLevel.nullable().parse(saved.level),
      residualLevel: RiskLevel.nullable().parse(saved.residualLevel),
    }
    await insertReview(ctx.tx, { ...review, enterpriseId, riskId, accountId: by.accountId }, ctx.now)
    return { ...review, at: ctx.now.toISOString() }
  },
})

export const addRiskMeasureHandler = handle(addRiskMeasure, {
  subject: loadRisk,
  policy: mayWriteOwn,
  audit: auditAs('measure-added'),
  run: (ctx, { enterpriseId, riskId, what, ownerId, dueOn }, { riskNo }) => {
    const source = { kind: 'risk', id: riskId, number: riskNo ?? '', path: `risks/${riskId}` }
    return addAction(ctx, { enterpriseId, source, kind: 'measure', what, ownerId, dueOn })
  },
})

export const changeRiskSchemeHandler = handle(changeRiskScheme, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayChangeScheme,
  audit: ({ enterpriseId }, _subject, { version }) => ({
    chain: { enterpriseId },
    action: 'risk.scheme-changed',
    subject: { type: 'risk-scheme', id: enterpriseId },
    details: { version },
  }),
  async run(ctx, { enterpriseId, version, rerate, ...words }) {
    const fault = schemeFault(words)
    if (fault) throw refused('cells', fault)
    const current = await schemeInForce(ctx.tx, enterpriseId)
    const by = 'accountId' in ctx.actor ? ctx.actor : { accountId: null, name: '系统' }
    const next = { ...words, version: current.version + 1, byName: by.name }
    if (current.version !== version || !(await insertScheme(ctx.tx, enterpriseId, next, ctx.now))) {
      throw staleVersion({ detail: '风险评价方案：您打开后已被改动。请刷新后再修改。' })
    }
    const told = { version: next.version, at: ctx.now, accountId: by.accountId, name: by.name }
    return { version: next.version, rerated: rerate ? await rerateAll(ctx.tx, enterpriseId, told) : 0 }
  },
})

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}
