import type { Context } from '#platform/perform.ts'
import { civilDateOf, civilDateParts, formatCivilDate } from '#platform/values/civil-date.ts'
import type { ExtensionItem } from '#registry/rules/extensions.ts'
import { extensionWords } from '../extensions/words.ts'
import { type FilingRecord, readFilingParts } from '../store.ts'
import type { CancellationFormData } from './cancellation-form.ts'

const dated = (at: Date | null) => (at ? civilDateParts(civilDateOf(at)) : null)

/**
 * What the 备案注销表 prints of a filing, worded.
 * @param asked what the pack asks for a 注销; personal items are not printed
 */
export async function gatherCancellation(
  { tx }: Pick<Context, 'tx'>,
  filing: FilingRecord,
  asked: readonly ExtensionItem[],
): Promise<CancellationFormData> {
  const { form, cancellation, previous } = filing
  const { scans } = await readFilingParts(tx, filing.enterprise_id, filing.id)
  const papers = scans.filter(({ purpose }) => purpose === 'evidence').map(({ name }) => name)
  const items = asked.filter(({ personal }) => !personal)
  const acted = filing.on_behalf_unit_id
    ? `由${filing.on_behalf_unit_name}代办录入（经办人${filing.on_behalf_name}）。`
    : ''
  return {
    filingNo: filing.filing_no ?? previous?.filing_no ?? '',
    filledOn: dated(filing.submitted_at ?? filing.updated_at),
    enterpriseName: form.enterpriseName ?? filing.enterprise_name,
    personName: filing.person_name,
    currentPost: form.currentPost ?? '',
    appointedFrom: form.appointedFrom ? formatCivilDate(form.appointedFrom) : '',
    lastDay: cancellation ? formatCivilDate(cancellation.on) : '',
    reason: cancellation?.reasonText ?? '',
    note: [cancellation?.note ?? '', acted].filter(Boolean).join('\n'),
    extensions: items.map((item) => ({
      label: item.label,
      value: extensionWords(item, form.extensions?.[item.key]) ?? '',
    })),
    papers: papers.join('、'),
    confirmedBy: filing.confirmed_at ? (form.principalName ?? '') : '',
    confirmedOn: dated(filing.confirmed_at),
    registered: filing.registered_at ? `${filing.unit_name}已登记注销。` : '',
    registeredOn: dated(filing.registered_at),
  }
}
