import type { Context } from '#platform/perform.ts'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { incompleteFiling } from './contract.ts'
import { openPoints } from './domain.ts'
import { openPrivate } from './private-part.ts'
import { type FilingRecord, readFilingParts } from './store.ts'

/** @throws incompleteFiling with every open point at once */
export async function refuseIncomplete(
  ctx: Context,
  filing: FilingRecord,
  asked: readonly ExtensionItem[],
): Promise<void> {
  const { scans } = await readFilingParts(ctx.tx, filing.enterprise_id, filing.id)
  const open = openPoints(
    { ...filing.form, ...openPrivate(ctx.installation.sealer, filing) },
    {
      photoId: filing.photo_id,
      consented: filing.consented_at !== null,
      asked,
      purposes: scans.map((scan) => scan.purpose),
      onBehalf: filing.on_behalf_unit_id !== null,
    },
  )
  if (open.length === 0) return
  throw incompleteFiling({ detail: `有 ${open.length} 处需要补填。${open[0]?.message ?? ''}`, errors: open })
}
