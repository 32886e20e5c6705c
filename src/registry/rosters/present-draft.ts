import type { Tx } from '#platform/database/transaction.ts'
import { notFound, staleVersion, wrongState } from '#platform/operation.ts'
import { type Draft, findDraft, lockDraft, tallyRows } from './draft-store.ts'
import type { DraftOutcome, RosterDraft } from './drafts/contract.ts'
import { DraftOutcome as Outcomes } from './drafts/contract.ts'
import { findLaterDay, findLatest } from './version-store.ts'

/** Outcomes that a person decides on. */
export const DOUBTFUL: readonly DraftOutcome[] = [
  'renamed',
  'other-code',
  'near',
  'elsewhere',
  'ended',
  'unknown',
  'gone',
]

/** A draft as its keeper sees it. */
export async function presentDraft(
  tx: Tx,
  draft: Draft,
  roster: { id: string; name: string },
): Promise<RosterDraft> {
  const [tally, latest, laterFrom] = await Promise.all([
    tallyRows(tx, draft),
    findLatest(tx, roster.id),
    findLaterDay(tx, roster.id, draft.effective_on),
  ])
  const sum = (met: (row: (typeof tally)[number]) => boolean) =>
    tally.filter(met).reduce((total, { n }) => total + n, 0)
  const counted = (met: (row: (typeof tally)[number]) => boolean) =>
    Object.fromEntries(
      Outcomes.options.map((outcome) => [outcome, sum((row) => row.outcome === outcome && met(row))]),
    ) as Record<DraftOutcome, number>
  return {
    id: draft.id,
    version: draft.version,
    unitId: draft.unit_id,
    rosterId: roster.id,
    rosterName: roster.name,
    phase: draft.phase as RosterDraft['phase'],
    fileName: draft.file_name ?? '',
    sha256: draft.sha256?.toString('hex') ?? '',
    effectiveOn: draft.effective_on,
    rowsRead: draft.rows_read,
    problem: draft.problem,
    mapping: draft.mapping as Record<string, string> | null,
    createdAt: draft.created_at.toISOString(),
    baseNo: draft.base_no,
    latestNo: latest.no,
    laterFrom,
    counts: counted(() => true),
    undecided: counted(({ outcome, decision }) => decision === null && DOUBTFUL.includes(outcome)),
    outlook: {
      entering: sum(({ outcome, decision }) => outcome === 'new' || decision === 'take'),
      leaving: sum(({ decision }) => decision === 'leave'),
      pending: sum(({ decision }) => decision === 'pending'),
      skipped: sum(({ outcome, decision }) => outcome === 'reject' || decision === 'skip'),
    },
  }
}

/** The open draft, compared and held, for a deed on it. @throws notFound, wrongState, staleVersion */
export async function draftToDecide(tx: Tx, rosterId: string, version?: number): Promise<Draft> {
  const draft = await lockDraft(tx, rosterId)
  if (draft.phase === 'reading') {
    throw wrongState({ detail: '草稿：正在比较。请等比较完成后再办理。' })
  }
  if (draft.phase === 'failed') {
    throw wrongState({ detail: `草稿：${draft.problem ?? '没有读成'}请作废后重新上传。` })
  }
  mustBeNewest(draft, version)
  return draft
}

export function mustBeNewest(draft: Draft, version: number | undefined) {
  if (version === undefined || draft.version === version) return
  throw staleVersion({
    detail: '草稿：您打开后已有变动。请刷新后再办理。',
    details: { version: draft.version },
  })
}

/** The open draft as it is now. @throws notFound */
export async function presentOpenDraft(tx: Tx, roster: { id: string; name: string }): Promise<RosterDraft> {
  const draft = await findDraft(tx, roster.id)
  if (!draft) throw notFound()
  return presentDraft(tx, draft, roster)
}
