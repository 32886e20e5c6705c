import { TextTooLong } from '#platform/documents/render.ts'
import type { Context } from '#platform/perform.ts'
import { unprintable } from '#registry/appointments/contract.ts'
import { judge } from '../present.ts'
import type { FilingRecord } from '../store.ts'
import { renderCancellationForm } from './cancellation-form.ts'
import { gatherCancellation } from './gather-cancellation.ts'
import { gatherFilingForm, printedForm } from './gather-filing-form.ts'

/** A filing on its page: 附件1, or of a 注销 its own form. @throws unprintable naming the field that is too long */
export async function printFiling(
  ctx: Context,
  filing: FilingRecord,
  shown: 'masked' | 'full',
): Promise<{ bytes: Uint8Array; fileName: string }> {
  if (filing.kind !== 'cancel') {
    const bytes = await printedForm(await gatherFilingForm(ctx, filing, shown))
    return { bytes, fileName: `备案表-${filing.enterprise_name}.pdf` }
  }
  const { asked } = await judge(ctx, filing)
  const data = await gatherCancellation(ctx, filing, asked)
  try {
    const { pdf } = await renderCancellationForm(data)
    return { bytes: pdf, fileName: `备案注销表-${filing.enterprise_name}.pdf` }
  } catch (error) {
    if (!(error instanceof TextTooLong)) throw error
    throw unprintable({ detail: `备案注销表：${error.fields.join('、')}太长，一页排不下。请删减。` })
  }
}
