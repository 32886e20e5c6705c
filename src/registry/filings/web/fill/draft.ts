import type { Filing } from '../../contract.ts'
import { type FilingForm, privateFields } from '../../form.ts'

/** What is being filled in: goes to the server whole at each save. */
export type Draft = {
  readonly form: FilingForm
  readonly photoId: string | null
  readonly scanIds: readonly string[]
  readonly consent: boolean
  /** Answers to the defects of the last return, by their number. */
  readonly answers: Readonly<Record<number, string>>
}

/** Shown, never sent back: masked private fields and what follows from 身份证号. */
const derived = new Set([...Object.keys(privateFields), 'gender', 'birthDate'])

/** The draft as the server keeps it; a private field is only sent when it is filled in anew. */
export function draftOf(filing: Filing): Draft {
  const open = Object.entries(filing.form).filter(([key]) => !derived.has(key))
  return {
    form: Object.fromEntries(open) as FilingForm,
    photoId: filing.photoId,
    scanIds: filing.scans.map((scan) => scan.fileId),
    consent: filing.consentedAt !== null,
    answers: Object.fromEntries(lastDefects(filing).map(({ seq, answer }) => [seq, answer ?? ''])),
  }
}

/** What `filing.save` takes. Empty text means not filled in. */
export function savedBody(draft: Draft) {
  const kept = Object.entries(draft.form).map(([key, value]) => [key, value === '' ? null : value])
  return {
    form: Object.fromEntries(kept) as FilingForm,
    photoId: draft.photoId,
    scanIds: [...draft.scanIds],
    consent: draft.consent,
    answers: Object.entries(draft.answers)
      .filter(([, answer]) => answer !== '')
      .map(([seq, answer]) => ({ seq: Number(seq), answer })),
  }
}

/** What may be kept in the browser while it cannot be saved. */
export function withoutPersonalData(draft: Draft): Draft {
  const open = Object.entries(draft.form).filter(([key]) => !(key in privateFields) && key !== 'career')
  return { ...draft, form: Object.fromEntries(open) as FilingForm }
}

/** The defects of the last return. */
export function lastDefects(filing: Filing): Filing['defects'] {
  const round = Math.max(0, ...filing.defects.map((defect) => defect.round))
  return filing.defects.filter((defect) => defect.round === round)
}

/** Two people changed the same draft: what only one of them touched is settled, the rest is to be chosen. */
export type Merge = {
  readonly draft: Draft
  /** Fields that only the other one changed; taken over. */
  readonly taken: readonly (keyof FilingForm)[]
  /** Fields that both changed; `draft` holds mine until it is chosen. */
  readonly disputed: readonly (keyof FilingForm)[]
}

/** Merges my draft with theirs over what both began with. */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merge {
  const keys = [...new Set([...Object.keys(mine.form), ...Object.keys(theirs.form)])] as (keyof FilingForm)[]
  const form: Record<string, unknown> = { ...mine.form }
  const taken: (keyof FilingForm)[] = []
  const disputed: (keyof FilingForm)[] = []
  for (const key of keys) {
    if (derived.has(key) || same(mine.form[key], theirs.form[key])) continue
    if (same(theirs.form[key], base.form[key])) continue
    if (same(mine.form[key], base.form[key])) {
      form[key] = theirs.form[key] ?? null
      taken.push(key)
    } else disputed.push(key)
  }
  const pick = <K extends 'photoId' | 'consent'>(key: K): Draft[K] =>
    mine[key] === base[key] ? theirs[key] : mine[key]
  const draft = {
    form: form as FilingForm,
    photoId: pick('photoId'),
    consent: pick('consent'),
    scanIds: [...new Set([...theirs.scanIds, ...mine.scanIds])],
    answers: { ...theirs.answers, ...mine.answers },
  }
  return { draft, taken, disputed }
}

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(value === '' || value === undefined ? null : value)
  return plain(one) === plain(other)
}
