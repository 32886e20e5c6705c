import type { Context } from '#platform/perform.ts'
import type { Filing } from '../contract.ts'
import { dividePersonal } from '../extensions/personal-items.ts'
import { openPrivate, wholeForm } from '../private-part.ts'
import { type FilingRecord, type PreviousRecord, scanIdsOf } from '../store.ts'
import { type Content, changesOf } from './changes.ts'

/** Content of a filing and of the one it follows. */
export async function contentsOf(
  { tx, installation: { sealer } }: Context,
  filing: FilingRecord,
  previous: PreviousRecord,
): Promise<{ before: Content; after: Content }> {
  const [earlier, now] = await Promise.all([
    scanIdsOf(tx, filing.enterprise_id, previous.id),
    scanIdsOf(tx, filing.enterprise_id, filing.id),
  ])
  const sealed = previous.private_sealed ? Buffer.from(previous.private_sealed, 'hex') : null
  const part = openPrivate(sealer, { id: previous.id, private_sealed: sealed })
  return {
    before: { form: wholeForm(previous.form, part), photoId: previous.photo_id, scanIds: earlier },
    after: {
      form: wholeForm(filing.form, openPrivate(sealer, filing)),
      photoId: filing.photo_id,
      scanIds: now,
    },
  }
}

/** What a reader learns of the filing before, and where a 变更 differs from it. */
export async function comparedWith(
  ctx: Context,
  filing: FilingRecord,
): Promise<Pick<Filing, 'previous' | 'changes'>> {
  const { previous } = filing
  if (!previous) return { previous: null, changes: [] }
  const { open } = dividePersonal(previous.form.extensions, filing.asked ?? [])
  const shown: Filing['previous'] = {
    filingId: previous.id,
    kind: previous.kind,
    filingNo: previous.filing_no,
    personName: previous.person_name,
    registeredAt: previous.registered_at && new Date(previous.registered_at).toISOString(),
    form: { ...previous.form, ...(previous.form.extensions && { extensions: open }) },
  }
  if (filing.kind !== 'change') return { previous: shown, changes: [] }
  const { before, after } = await contentsOf(ctx, filing, previous)
  return { previous: shown, changes: changesOf(before, after) }
}
