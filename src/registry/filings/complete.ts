import type { Context } from '#platform/perform.ts'
import { incompleteFiling } from './contract.ts'
import { openAsked, openPoints } from './domain.ts'
import { hasExclusions, type JudgedAnew, judgeAnew } from './present.ts'
import { openPrivate, wholeForm } from './private-part.ts'
import { type FilingRecord, readFilingParts } from './store.ts'

/** Judges a filing as it stands. @throws incompleteFiling with every open point at once */
export async function judgeComplete(ctx: Context, filing: FilingRecord): Promise<JudgedAnew> {
  const [judged, { scans }] = await Promise.all([
    judgeAnew(ctx, filing),
    readFilingParts(ctx.tx, filing.enterprise_id, filing.id),
  ])
  const form = wholeForm(filing.form, openPrivate(ctx.installation.sealer, filing))
  const open =
    filing.kind === 'cancel'
      ? openAsked(form, judged.asked)
      : openPoints(form, {
          photoId: filing.photo_id,
          consented: filing.consented_at !== null,
          asked: judged.asked,
          exclusions: hasExclusions(judged.verdict),
          purposes: scans.map((scan) => scan.purpose),
          onBehalf: filing.on_behalf_unit_id !== null,
        })
  if (open.length === 0) return judged
  throw incompleteFiling({ detail: `有 ${open.length} 处需要补填。${open[0]?.message ?? ''}`, errors: open })
}
