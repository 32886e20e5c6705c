import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { recordOf } from '#platform/ledger/records.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listRiskSchemes, RiskLevel, readRiskCourse, readRiskMatrix } from '../contract.ts'
import { risks } from '../ledgers.ts'
import { mayChangeScheme } from '../policy.ts'
import { countRisks, findIncidentsOf, findReviews, findSchemes, schemeInForce } from '../store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const readRiskCourseHandler = handle(readRiskCourse, {
  subject: ({ tx }, { enterpriseId, riskId }) => recordOf(tx, risks, enterpriseId, riskId),
  policy: mayReadOwn,
  async run({ tx, actor }, { enterpriseId, riskId }, risk) {
    const [schemes, reviews, incidents] = await Promise.all([
      findSchemes(tx, enterpriseId),
      findReviews(tx, enterpriseId, riskId),
      findIncidentsOf(tx, enterpriseId, riskId),
    ])
    const [inForce] = schemes
    const scheme = schemes.find(({ version }) => version === risk.schemeVersion) ?? inForce
    return { scheme, inForce, reviews, incidents, mayWrite: mayWriteOwn(actor, { enterpriseId }) === true }
  },
})

export const readRiskMatrixHandler = handle(readRiskMatrix, {
  subject,
  policy: mayReadOwn,
  async run({ tx, actor, now }, { enterpriseId, of }) {
    const scheme = await schemeInForce(tx, enterpriseId)
    const today = civilDateOf(now)
    const counted = await countRisks(tx, enterpriseId, of, { schemeVersion: scheme.version, today })
    const sum = (rows: typeof counted) => rows.reduce((all, { count }) => all + count, 0)
    const rated = counted.filter(({ level }) => level !== null)
    return {
      scheme,
      cells: rated
        .filter(({ current }) => current)
        .map(({ severity, likelihood, count }) => ({
          severity: severity ?? 0,
          likelihood: likelihood ?? 0,
          count,
        })),
      levels: RiskLevel.options.map((level) => ({
        level,
        count: sum(rated.filter((each) => each.level === level)),
      })),
      earlierScheme: sum(rated.filter(({ current }) => !current)),
      unrated: sum(counted.filter(({ level }) => level === null)),
      overdue: counted.reduce((all, { overdue }) => all + overdue, 0),
      today,
      mayChange: mayChangeScheme(actor, { enterpriseId }) === true,
    }
  },
})

export const listRiskSchemesHandler = handle(listRiskSchemes, {
  subject,
  policy: mayReadOwn,
  run: async ({ tx }, { enterpriseId }) => ({ rows: await findSchemes(tx, enterpriseId) }),
})
