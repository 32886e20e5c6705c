import { postNotice } from '#foundation/notices/index.ts'
import { unitNameOf } from '#foundation/org-units/index.ts'
import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { responsibleUnitOf } from '#platform/access/responsible-unit.ts'
import { newId } from '#platform/ids.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { nextNumber } from '#platform/record-numbers.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { renderReport } from '../documents/conformity-report.ts'
import { gatherConformity } from '../gather.ts'
import { maySpeak } from '../policy.ts'
import {
  alreadyShared,
  freezeReport,
  listReports,
  otherContent,
  otherUnit,
  printReport,
  type Report,
  type ReportContent,
  readReport,
  shareReport,
  withdrawShare,
} from './contract.ts'
import { digestOf, thawed } from './frozen.ts'
import { endShare, findReports, findShares, getReport, insertReport, insertShare } from './store.ts'

type OfEnterprise = { readonly enterpriseId: string }

const subject = async (_ctx: unknown, { enterpriseId }: OfEnterprise) => ({ enterpriseId })
const nameOf = ({ actor }: Context) => ('name' in actor ? actor.name : '')
const accountOf = ({ actor }: Context) => ('accountId' in actor ? actor.accountId : null)
const audit = (verb: string) => (input: OfEnterprise, _subject: unknown, made: { id: string }) => ({
  chain: { enterpriseId: input.enterpriseId },
  action: `conformity-report.${verb}`,
  subject: { type: 'conformity-report', id: made.id },
})

export const freezeReportHandler = handle(freezeReport, {
  subject,
  policy: mayWriteOwn,
  audit: audit('frozen'),
  async run(ctx, { enterpriseId }) {
    const { tx, now } = ctx
    const today = civilDateOf(now)
    const [standing, { name, creditCode }, number] = await Promise.all([
      gatherConformity(tx, enterpriseId, today),
      getEnterprise(tx, enterpriseId),
      nextNumber(tx, enterpriseId, 'FH', Number(today.slice(0, 4))),
    ])
    const madeBy = nameOf(ctx)
    const frozen: ReportContent = {
      ...standing,
      enterprise: { name, creditCode },
      number,
      asOf: now.toISOString(),
      madeBy,
    }
    const content = JSON.stringify(frozen)
    const digest = digestOf(content)
    const id = newId()
    const accountId = accountOf(ctx)
    await insertReport(tx, { enterpriseId, id, number, at: now, accountId, byName: madeBy, content, digest })
    const { totals, asOf } = frozen
    return { id, number, asOf, madeBy, totals, digest: digest.toString('hex'), sharedWith: [] }
  },
})

export const listReportsHandler = handle(listReports, {
  subject,
  policy: mayReadOwn,
  async run({ tx }, { enterpriseId, cursor, limit }) {
    const before = pageMark(cursor)
    const { rows, total } = await findReports(tx, enterpriseId, { before, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    return { rows: shown, total, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
  },
})

/** A page begins behind an id; anything else begins at the first page. */
export function pageMark(cursor: string | undefined): string | undefined {
  return cursor !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)
    ? cursor
    : undefined
}

export const readReportHandler = handle(readReport, {
  subject,
  policy: mayReadOwn,
  run: (ctx, input) => present(ctx, input),
})

async function present(
  { tx }: Context,
  { enterpriseId, reportId }: OfEnterprise & { readonly reportId: string },
): Promise<Report> {
  const [found, shares, unitId] = await Promise.all([
    getReport(tx, enterpriseId, reportId),
    findShares(tx, enterpriseId, reportId),
    responsibleUnitOf(tx, enterpriseId),
  ])
  const unit = unitId === null ? null : { id: unitId, name: await unitNameOf(tx, unitId) }
  return { ...found, ...thawed(found), shares, unit }
}

export const printReportHandler = handle(printReport, {
  subject,
  policy: mayReadOwn,
  async run({ tx }, { enterpriseId, reportId }) {
    const { content, digest } = thawed(await getReport(tx, enterpriseId, reportId))
    const { pdf } = await renderReport(content, digest)
    return { mediaType: 'application/pdf', fileName: `条款符合度报告-${content.number}.pdf`, bytes: pdf }
  },
})

export const shareReportHandler = handle(shareReport, {
  subject,
  policy: maySpeak,
  audit: (input, subject, made) => ({
    ...audit('shared')(input, subject, made),
    details: { unit: input.toUnitId, digest: input.digest },
  }),
  async run(ctx, { enterpriseId, reportId, toUnitId, digest }) {
    const { tx, now } = ctx
    const [report, unitId] = await Promise.all([
      getReport(tx, enterpriseId, reportId),
      responsibleUnitOf(tx, enterpriseId),
    ])
    if (report.digest !== digest) {
      throw otherContent({ detail: `报告 ${report.number}：不是您看到的那一份。请刷新后核对，再共享。` })
    }
    if (unitId !== toUnitId) {
      throw otherUnit({ detail: '接收单位：现在负责本企业的不是这个单位。请刷新后核对接收单位，再共享。' })
    }
    const id = newId()
    const by = { accountId: accountOf(ctx), byName: nameOf(ctx) }
    if (!(await insertShare(tx, { enterpriseId, id, reportId, unitId, at: now, ...by }))) {
      throw alreadyShared({ detail: `报告 ${report.number}：已经共享给这个单位。不需要再次共享。` })
    }
    const { name } = await getEnterprise(tx, enterpriseId)
    await postNotice(tx, {
      unitId,
      kind: 'conformity-report',
      title: `${name}共享了条款符合度报告 ${report.number}`,
      body: '由企业主动共享，可以随时撤回；您打开和打印的时间会记录并显示给企业。',
      link: `/units/${unitId}/shared-reports/${id}`,
    })
    return present(ctx, { enterpriseId, reportId })
  },
})

export const withdrawShareHandler = handle(withdrawShare, {
  subject,
  policy: maySpeak,
  audit: (input, subject, made) => ({
    ...audit('withdrawn')(input, subject, made),
    details: { share: input.shareId },
  }),
  async run(ctx, { enterpriseId, reportId, shareId }) {
    const share = { enterpriseId, reportId, shareId, at: ctx.now, byName: nameOf(ctx) }
    if (!(await endShare(ctx.tx, share))) {
      throw wrongState({ detail: '共享：没有找到，或者已经撤回。请刷新后核对。' })
    }
    return present(ctx, { enterpriseId, reportId })
  },
})
