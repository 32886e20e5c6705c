import type { Actor } from '#platform/access/actor.ts'
import type { Context } from '#platform/perform.ts'
import { evaluate } from '#registry/rules/evaluate.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import type { Verdict } from '#registry/rules/verdict.ts'
import type { Filing, FilingRow } from './contract.ts'
import { unprintableOf } from './documents/unprintable.ts'
import { type FilingVerb, nextStatus, openPoints, qualityYearsByCareer, warningsOf } from './domain.ts'
import { factsOf } from './facts-of.ts'
import { mayConfirm, mayFile, mayHandle, mayReveal } from './policy.ts'
import { maskPrivate, openPrivate } from './private-part.ts'
import { type FilingRecord, readFilingParts } from './store.ts'

/** The verdict of a draft as it would be now; of a submitted filing as it was judged. */
export async function judge(ctx: Context, filing: FilingRecord): Promise<Verdict | null> {
  if (filing.verdict && filing.status !== 'draft' && filing.status !== 'returned')
    return filing.verdict as unknown as Verdict
  if (!filing.form.appointedFrom) return null
  const loaded = await findPackInForce(ctx.tx, filing.unit_id, filing.form.appointedFrom)
  if (!loaded) return null
  return evaluate(
    loaded,
    factsOf(filing.form, filing.position_level === 'decision'),
    filing.form.appointedFrom,
  )
}

/** A filing as its readers see it: private fields masked, with what may be done now and by this person. */
export async function presentFiling(ctx: Context, filing: FilingRecord): Promise<Filing> {
  const [parts, verdict] = await Promise.all([
    readFilingParts(ctx.tx, filing.enterprise_id, filing.id),
    judge(ctx, filing),
  ])
  const part = openPrivate(ctx.installation.sealer, filing)
  const scans = parts.scans.map((scan) => ({
    fileId: scan.id,
    purpose: scan.purpose,
    name: scan.name,
    mediaType: scan.media_type,
  }))
  const papers = {
    photoId: filing.photo_id,
    consented: filing.consented_at !== null,
    purposes: parts.scans.map((scan) => scan.purpose),
  }
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    enterpriseId: filing.enterprise_id,
    enterpriseName: filing.enterprise_name,
    id: filing.id,
    version: filing.version,
    kind: filing.kind,
    status: filing.status,
    unitId: filing.unit_id,
    unitName: filing.unit_name,
    appointmentId: filing.appointment_id,
    form: { ...filing.form, ...maskPrivate(part) },
    photoId: filing.photo_id,
    scans: scans.filter(({ fileId }) => fileId !== filing.confirmation_scan_id),
    consentedAt: iso(filing.consented_at),
    confirmedAt: iso(filing.confirmed_at),
    confirmationScan: scans.find(({ fileId }) => fileId === filing.confirmation_scan_id) ?? null,
    submittedAt: iso(filing.submitted_at),
    acceptedAt: iso(filing.accepted_at),
    registeredAt: iso(filing.registered_at),
    filingNo: filing.filing_no,
    verdict,
    open: openPoints({ ...filing.form, ...part }, papers),
    warnings: [...warningsOf(filing.form), ...unprintableOf({ ...filing.form, ...part })],
    qualityYearsByCareer: qualityYearsByCareer(filing.form),
    defects: parts.defects,
    events: parts.events.map((event) => ({
      kind: event.kind as Filing['events'][number]['kind'],
      effectiveOn: event.effective_on,
      recordedAt: event.recorded_at.toISOString(),
      accountName: event.account_name,
      role: event.role,
      note: event.note,
    })),
    relaxationReason: filing.relaxation_reason,
    registerReason: filing.register_reason,
    abilities: abilitiesOf(ctx.actor, filing),
  }
}

/** The same table and policies as the verbs use: the browser shows, it does not judge. */
export function abilitiesOf(actor: Actor, filing: FilingRecord): Filing['abilities'] {
  const subject = subjectOf(filing)
  const can = (verb: FilingVerb, allowed: true | string) =>
    allowed === true && nextStatus(filing.status, verb) !== undefined
  return {
    save: can('save', mayFile(actor, subject)),
    confirm: can('confirm', mayConfirm(actor, subject)),
    submit: can('submit', mayFile(actor, subject)),
    withdraw: can('withdraw', mayFile(actor, subject)),
    accept: can('accept', mayHandle(actor, subject)),
    return: can('return', mayHandle(actor, subject)),
    register: can('register', mayHandle(actor, subject)),
    reveal: mayReveal(actor, subject) === true,
  }
}

export function subjectOf(filing: FilingRecord) {
  return {
    enterpriseId: filing.enterprise_id,
    unitId: filing.unit_id,
    status: filing.status,
    submittedAt: filing.submitted_at,
  }
}

/** `relaxable` until the reviewer has written a reason. */
export function outcomeOf(verdict: Verdict): NonNullable<FilingRow['outcome']> {
  return verdict.outcome === 'relaxed' && verdict.needsReason ? 'relaxable' : verdict.outcome
}
