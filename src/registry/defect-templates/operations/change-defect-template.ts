import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { changeDefectTemplate } from '../contract.ts'
import { mayKeep } from '../policy.ts'
import { findTemplates, getOwnTemplate, updateTemplate } from '../store.ts'
import { accountOf, auditedTemplate, taken } from '../template-deed.ts'

export const changeDefectTemplateHandler = handle(changeDefectTemplate, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayKeep,
  audit: auditedTemplate('defect-template.changed'),
  async run(ctx, { unitId, templateId, version, ...content }) {
    await getOwnTemplate(ctx.tx, unitId, templateId)
    const same = (await findTemplates(ctx.tx, unitId)).find(
      ({ id, name, origin }) => origin === 'own' && name === content.name && id !== templateId,
    )
    if (same) throw taken(content.name)
    const by = { accountId: accountOf(ctx), now: ctx.now }
    if (!(await updateTemplate(ctx.tx, unitId, { id: templateId, version }, content, by))) {
      const current = await getOwnTemplate(ctx.tx, unitId, templateId)
      throw staleVersion({
        detail: '问题模板：您打开后已被同事改动。请刷新后再改。',
        details: { current },
      })
    }
    return getOwnTemplate(ctx.tx, unitId, templateId)
  },
})
