import { TextTooLong } from '#platform/documents/render.ts'
import { handle } from '#platform/perform.ts'
import { civilDateParts, formatCivilDate } from '#platform/values/civil-date.ts'
import { renderSupervisionNotice } from '../../documents/supervision-notice.ts'
import { loadSupervision } from '../advance.ts'
import { printSupervision, unprintableNotice } from '../contract.ts'
import { maySeeSupervision } from '../policy.ts'

export const printSupervisionHandler = handle(printSupervision, {
  subject: loadSupervision,
  policy: maySeeSupervision,
  async run(_ctx, _input, found) {
    const { no, unitName, issuerName, title, body, basis, issuedOn } = found
    const [issued] = found.events
    try {
      const { pdf } = await renderSupervisionNotice({
        no,
        unitName,
        issuerName,
        title,
        paragraphs: body.split('\n').filter((line) => line.trim() !== ''),
        basis,
        dueOn: formatCivilDate(issued?.dueOn ?? found.dueOn),
        issuedOn: civilDateParts(issuedOn),
      })
      return { mediaType: 'application/pdf', fileName: `督办通知单-${no}.pdf`, bytes: pdf }
    } catch (error) {
      if (!(error instanceof TextTooLong)) throw error
      throw unprintableNotice({
        detail: `督办通知单：${error.fields.join('、')}太长，排不下。请撤回后精简再发。`,
      })
    }
  },
})
