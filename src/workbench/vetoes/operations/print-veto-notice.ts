import { TextTooLong } from '#platform/documents/render.ts'
import { handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { printVetoNotice, unprintableVeto } from '../contract.ts'
import { noticeOf } from '../documents/gather-notice.ts'
import { renderVetoNotice } from '../documents/veto-notice.ts'
import { loadVeto } from '../load-veto.ts'
import { mayLook } from '../policy.ts'
import { present } from '../present.ts'

export const printVetoNoticeHandler = handle(printVetoNotice, {
  subject: loadVeto,
  policy: mayLook,
  async run(ctx, { enterpriseId }, standing) {
    const [veto, enterprise] = await Promise.all([
      present(ctx, standing, civilDateOf(ctx.now)),
      getEnterprise(ctx.tx, enterpriseId),
    ])
    try {
      const { pdf } = await renderVetoNotice(noticeOf(veto, enterprise.name))
      return { mediaType: 'application/pdf', fileName: `否决通知单-${veto.number}.pdf`, bytes: pdf }
    } catch (error) {
      if (!(error instanceof TextTooLong)) throw error
      throw unprintableVeto({ detail: `否决通知单：${error.fields.join('、')}太长，印不下。请精简。` })
    }
  },
})
