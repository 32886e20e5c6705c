import { handle } from '#platform/perform.ts'
import { addDefectTemplate, TEMPLATE_LIMIT, tooManyTemplates } from '../contract.ts'
import { mayKeep } from '../policy.ts'
import { findTemplates, getOwnTemplate, insertTemplate } from '../store.ts'
import { accountOf, auditedTemplate, taken } from '../template-deed.ts'

export const addDefectTemplateHandler = handle(addDefectTemplate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayKeep,
  audit: auditedTemplate('defect-template.added'),
  async run(ctx, { unitId, ...content }) {
    const own = (await findTemplates(ctx.tx, unitId)).filter(({ origin }) => origin === 'own')
    if (own.length >= TEMPLATE_LIMIT) {
      throw tooManyTemplates({
        detail: `问题模板：本单位已有 ${TEMPLATE_LIMIT} 个。请删除不用的，再存新的。`,
      })
    }
    const id = await insertTemplate(ctx.tx, unitId, content, { accountId: accountOf(ctx), now: ctx.now })
    if (!id) throw taken(content.name)
    return getOwnTemplate(ctx.tx, unitId, id)
  },
})
