import type { InputOf } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import type { EvidenceFile } from '#workbench/actions/web/parts/evidence-files.tsx'
import { type raiseVeto, VETO_CLAUSE } from '../contract.ts'
import type { SubjectKind } from '../domain.ts'

export type ConditionDraft = {
  readonly what: string
  readonly ownerId: string | null
  readonly dueOn: string
}

/** What stands in the form. */
export type RaiseDraft = {
  readonly subjectKind: SubjectKind
  readonly subjectId: string | null
  readonly subjectText: string
  readonly extent: string
  readonly clause: string
  readonly requirement: string
  readonly facts: string
  readonly risk: string
  readonly measures: string
  readonly conditions: readonly ConditionDraft[]
  readonly evidence: readonly (EvidenceFile & { readonly what: string })[]
  readonly tell: readonly string[]
}

const DAYS = 7

/** A week is a beginning; the officer sets the day. */
export function emptyCondition(now = new Date()): ConditionDraft {
  return { what: '', ownerId: null, dueOn: addDays(civilDateOf(now), DAYS) }
}

/** From a record's own page the subject is known already. */
export function emptyDraft(from: { kind?: string | undefined; id?: string | undefined }): RaiseDraft {
  return {
    subjectKind: (from.kind as SubjectKind | undefined) ?? 'batch',
    subjectId: from.id ?? null,
    ...{ subjectText: '', extent: '', requirement: '', facts: '', risk: '', measures: '' },
    clause: VETO_CLAUSE,
    conditions: [emptyCondition()],
    evidence: [],
    tell: [],
  }
}

export function inputOf(enterpriseId: string, draft: RaiseDraft): InputOf<typeof raiseVeto> {
  const { evidence, conditions, tell, ...rest } = draft
  return {
    enterpriseId,
    ...rest,
    conditions: [...conditions],
    tell: [...tell],
    evidence: evidence.map(({ id, what }) => ({ fileId: id, what })),
  }
}
