import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { advance, audited, loadFiling, saveStep } from '../advance.ts'
import { CONSENT_VERSION } from '../consent.ts'
import { saveFiling } from '../contract.ts'
import { dividePersonal, mergePersonal } from '../extensions/personal-items.ts'
import { type FilingForm, type PrivateForm, type PublicForm, privateFields } from '../form.ts'
import { mayFile } from '../policy.ts'
import { judgeAnew } from '../present.ts'
import { openPrivate, type SealedPart, sealPrivate } from '../private-part.ts'
import { answerDefects, setScans } from '../store.ts'

export const saveFilingHandler = handle(saveFiling, {
  subject: (ctx, input) => loadFiling(ctx, input),
  policy: mayFile,
  audit: audited('filing.saved'),
  async run(ctx, input, { filing }) {
    const status = await advance(ctx, filing, 'save', input.version)
    if (filing.kind === 'cancel') {
      throw wrongState({ detail: '备案：注销备案没有备案表。请在注销页面填写。' })
    }
    const divided = divide(input.form)
    const asked = divided.open.extensions ? (await judgeAnew(ctx, filing)).asked : []
    const { open, personal } = splitExtensions(divided.open, asked)
    const kept = openPrivate(ctx.installation.sealer, filing)
    const part = {
      ...mergePrivate(kept, divided.sealed),
      personal: mergePersonal(keptBefore(filing.form, kept, asked), personal),
    }
    const proofs = Object.values(open.evidence ?? {}).flat()
    await setScans(ctx.tx, filing, [...input.scanIds, ...proofs])
    await answerDefects(ctx.tx, filing, input.answers)
    return saveStep(ctx, filing, {
      status,
      form: open,
      person_name: open.name ?? '',
      ...sealPrivate(ctx.installation.sealer, filing.id, part),
      photo_id: input.photoId,
      consented_at: input.consent ? (filing.consented_at ?? ctx.now) : null,
      consent_version: input.consent ? CONSENT_VERSION : null,
      // What the principal has confirmed is what was there then.
      confirmed_at: null,
      confirmed_by: null,
      confirmation_scan_id: null,
    })
  },
})

type Asked = Parameters<typeof dividePersonal>[1]

/** Personal 扩展项 go into the sealed part. */
function splitExtensions(form: PublicForm, asked: Asked) {
  if (!form.extensions) return { open: form, personal: {} }
  const { open, personal } = dividePersonal(form.extensions, asked)
  return { open: { ...form, extensions: open }, personal }
}

/** What is kept of personal 扩展项; drafts from before have them in the open form. */
function keptBefore(form: PublicForm, { personal }: SealedPart, asked: Asked) {
  return { ...dividePersonal(form.extensions, asked).personal, ...personal }
}

/** Public fields without their nulls, private fields with: null there clears what was kept. */
function divide(form: FilingForm): {
  open: PublicForm
  sealed: Partial<Record<keyof PrivateForm, string | null>>
} {
  const open: Record<string, unknown> = {}
  const sealed: Partial<Record<keyof PrivateForm, string | null>> = {}
  for (const [key, value] of Object.entries(form)) {
    if (key in privateFields) sealed[key as keyof PrivateForm] = value as string | null
    else if (value !== null && value !== undefined) open[key] = value
  }
  return { open: open as PublicForm, sealed }
}

function mergePrivate(
  { personal: _, ...kept }: SealedPart,
  given: Partial<Record<keyof PrivateForm, string | null | undefined>>,
): PrivateForm {
  const merged: Record<string, string> = { ...(kept as Record<string, string>) }
  for (const [key, value] of Object.entries(given)) {
    if (value === null) delete merged[key]
    else if (value !== undefined) merged[key] = value
  }
  return merged as PrivateForm
}
