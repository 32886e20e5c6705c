import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { getAppointment } from '#registry/appointments/index.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { dividePersonal, mergePersonal } from '../extensions/personal-items.ts'
import { mayFile } from '../policy.ts'
import { judgeAnew } from '../present.ts'
import { openPrivate, sealPrivate } from '../private-part.ts'
import { answerDefects, setScans } from '../store.ts'
import { readCancellation } from './cancellation.ts'
import { saveFilingCancellation } from './contract.ts'

export const saveFilingCancellationHandler = handle(saveFilingCancellation, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayFile,
  audit: audited('filing.saved'),
  async run(ctx, input, { filing }) {
    const status = await advance(ctx, filing, 'save', input.version)
    if (filing.kind !== 'cancel') {
      throw wrongState({ detail: '备案：这不是注销备案。请在备案表中填写。' })
    }
    const held = await getAppointment(ctx.tx, filing.enterprise_id, filing.appointment_id)
    const cancellation = await readCancellation(ctx, input, held, filing.responsible_unit_id)
    const { asked } = await judgeAnew(ctx, filing)
    const { open, personal } = dividePersonal(input.extensions ?? {}, asked)
    const part = openPrivate(ctx.installation.sealer, filing)
    const evidence = input.evidence ?? {}
    await setScans(ctx.tx, filing, [...input.scanIds, ...Object.values(evidence).flat()])
    await answerDefects(ctx.tx, filing, input.answers)
    return saveStep(ctx, filing, {
      status,
      cancellation,
      form: { ...filing.form, extensions: open, evidence },
      ...sealPrivate(ctx.installation.sealer, filing.id, {
        ...part,
        personal: mergePersonal(part.personal, personal),
      }),
      confirmed_at: null,
      confirmed_by: null,
      confirmation_scan_id: null,
    })
  },
})
