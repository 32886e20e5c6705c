import { unitNameOf } from '#foundation/org-units/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type Context, handle } from '#platform/perform.ts'
import { renderReport } from '../documents/conformity-report.ts'
import { mayReadShared } from '../policy.ts'
import { listSharedReports, type Opening, openSharedReport, printSharedReport } from './contract.ts'
import { thawed } from './frozen.ts'
import { pageMark } from './own-reports.ts'
import { addOpening, findSharedReports, getSharedReport } from './shared-store.ts'

type OfUnit = { readonly unitId: string }
type OfShare = OfUnit & { readonly shareId: string }

const subject = async (_ctx: unknown, { unitId }: OfUnit) => ({ unitId })
const ofUnit = (verb: string) => (input: OfShare, _subject: unknown, _output: unknown, _actor: Actor) => ({
  chain: { unitId: input.unitId },
  action: `shared-report.${verb}`,
  subject: { type: 'conformity-share', id: input.shareId },
})

export const listSharedReportsHandler = handle(listSharedReports, {
  subject,
  policy: mayReadShared,
  async run({ tx }, { cursor, limit, ...query }) {
    const { rows, total } = await findSharedReports(tx, query, { before: pageMark(cursor), limit: limit + 1 })
    const shown = rows.slice(0, limit)
    return { rows: shown, total, next: rows.length > limit ? (shown.at(-1)?.shareId ?? null) : null }
  },
})

export const openSharedReportHandler = handle(openSharedReport, {
  subject,
  policy: mayReadShared,
  audit: ofUnit('opened'),
  async run(ctx, input) {
    const { head, ...kept } = await getSharedReport(ctx.tx, input.unitId, input.shareId)
    await opened(ctx, input, head.enterpriseId, 'read')
    return { ...head, ...thawed(kept) }
  },
})

export const printSharedReportHandler = handle(printSharedReport, {
  subject,
  policy: mayReadShared,
  audit: ofUnit('printed'),
  async run(ctx, input) {
    const { head, ...kept } = await getSharedReport(ctx.tx, input.unitId, input.shareId)
    const { content, digest } = thawed(kept)
    const { pdf } = await renderReport(content, digest)
    await opened(ctx, input, head.enterpriseId, 'printed')
    const fileName = `条款符合度报告-${head.enterpriseName}-${head.number}.pdf`
    return { mediaType: 'application/pdf', fileName, bytes: pdf }
  },
})

async function opened(ctx: Context, { unitId, shareId }: OfShare, enterpriseId: string, how: Opening['how']) {
  const { tx, actor, now } = ctx
  if (actor.kind !== 'unit') throw new Error('only officers of a unit open what was shared with it')
  const unitName = await unitNameOf(tx, unitId)
  const { accountId, name } = actor
  await addOpening(tx, { enterpriseId, shareId, how, accountId, byName: name, unitName, at: now })
}
