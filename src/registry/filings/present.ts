import type { Actor } from '#platform/access/actor.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { rosterFacts } from '#registry/rosters/index.ts'
import { evaluate } from '#registry/rules/evaluate.ts'
import { extensionItems } from '#registry/rules/extensions.ts'
import { findPackInForce } from '#registry/rules/index.ts'
import type { LoadedPack } from '#registry/rules/pack.ts'
import type { Verdict } from '#registry/rules/verdict.ts'
import { stepAtHand } from './chain.ts'
import type { Filing, FilingRow } from './contract.ts'
import { unprintableOf } from './documents/unprintable.ts'
import {
  type FilingVerb,
  nextStatus,
  openAsked,
  openPoints,
  qualityYearsByCareer,
  warningsOf,
} from './domain.ts'
import { concealVerdict, shownExtensions } from './extensions/personal-items.ts'
import { factsOf } from './facts-of.ts'
import { comparedWith } from './follow/compare.ts'
import { fourEyesFor, onBehalfOf } from './on-behalf.ts'
import { groundOf, previewFor } from './plan.ts'
import { mayConfirm, mayFile, mayHandle, mayReveal } from './policy.ts'
import { derived, maskPrivate, openPrivate, wholeForm } from './private-part.ts'
import { judgeProcedure } from './procedure.ts'
import { type FilingRecord, findSamePerson, readFilingParts } from './store.ts'

/** What the rules say of a filing. */
export type Judged = {
  readonly verdict: Verdict | null
  readonly procedure: FilingRecord['procedure']
  readonly asked: Filing['asked']
}

/** Judged anew, with the pack by which it would proceed. */
export type JudgedAnew = Judged & { readonly procedurePack: LoadedPack | undefined }

/** A draft as it would be judged now; a submitted filing as it was judged. */
export async function judge(ctx: Context, filing: FilingRecord): Promise<JudgedAnew> {
  if ((filing.verdict || filing.kind === 'cancel') && !isOpen(filing)) {
    const verdict = filing.verdict as unknown as Verdict | null
    return { verdict, procedure: filing.procedure, asked: filing.asked ?? [], procedurePack: undefined }
  }
  return judgeAnew(ctx, filing)
}

/** Qualification by the pack in force on the appointment date, procedure by the one in force today. */
export async function judgeAnew(ctx: Context, filing: FilingRecord): Promise<JudgedAnew> {
  const today = civilDateOf(ctx.now)
  const { appointedFrom } = filing.form
  if (filing.kind === 'cancel') return judgeCancellation(ctx, filing, today)
  const [rosters, now, then] = await Promise.all([
    rostersOf(ctx, filing),
    findPackInForce(ctx.tx, filing.unit_id, today),
    appointedFrom && appointedFrom !== today
      ? findPackInForce(ctx.tx, filing.unit_id, appointedFrom)
      : undefined,
  ])
  const qualifying = appointedFrom === today ? now : then
  const asking = qualifying ?? now
  const part = openPrivate(ctx.installation.sealer, filing)
  const facts = factsOf(wholeForm(filing.form, part), {
    inTopManagement: filing.position_level === 'decision',
    ...derived(part),
    rosters,
  })
  return {
    verdict: qualifying && appointedFrom ? evaluate(qualifying, facts, appointedFrom) : null,
    procedure: now ? judgeProcedure(now, filing.form) : null,
    asked: asking ? extensionItems(asking.pack, appointedFrom ?? today, filing.kind) : [],
    procedurePack: now,
  }
}

/** Nobody is judged by a 注销; it goes the way of the pack in force today. */
async function judgeCancellation(ctx: Context, filing: FilingRecord, today: string): Promise<JudgedAnew> {
  const now = await findPackInForce(ctx.tx, filing.unit_id, today)
  const asked = now ? extensionItems(now.pack, today, 'cancel') : []
  return { verdict: null, procedure: null, asked, procedurePack: now }
}

/** What the lists say on the appointment date, as known when the filing was handed in. */
export function rostersOf(ctx: Context, filing: FilingRecord) {
  const onDate = filing.form.appointedFrom ?? civilDateOf(ctx.now)
  return rosterFacts(ctx.tx, filing.enterprise_id, onDate, handedIn(filing) ?? ctx.now)
}

/** Still, or again, in the hands of whoever fills it in. */
function isOpen({ status }: FilingRecord): boolean {
  return status === 'draft' || status === 'returned'
}

function handedIn(filing: FilingRecord): Date | null {
  return isOpen(filing) ? null : filing.submitted_at
}

/** Where no rules are known yet, 禁任情形 are to be declared. */
export function hasExclusions(verdict: Verdict | null): boolean {
  return verdict === null || verdict.tree.some(({ kind }) => kind === 'exclusions')
}

/** A filing as its readers see it: private fields masked, with what may be done now and by this person. */
export async function presentFiling(ctx: Context, filing: FilingRecord): Promise<Filing> {
  const [parts, judged, { aboveScale }, fourEyes, ground, samePerson, compared] = await Promise.all([
    readFilingParts(ctx.tx, filing.enterprise_id, filing.id),
    judge(ctx, filing),
    rostersOf(ctx, filing),
    fourEyesFor(ctx, filing),
    isOpen(filing) ? groundOf(ctx, filing) : undefined,
    ctx.actor.kind === 'unit' ? findSamePerson(ctx.tx, filing) : [],
    comparedWith(ctx, filing),
  ])
  const { verdict, procedure, asked, procedurePack } = judged
  const part = openPrivate(ctx.installation.sealer, filing)
  const whole = wholeForm(filing.form, part)
  const { extensions, hidden } = shownExtensions(filing.form, part, asked)
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
    onBehalf: filing.on_behalf_unit_id !== null,
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
    termTo: filing.term_to,
    leftOn: filing.left_on,
    ...compared,
    cancellation: filing.cancellation,
    supersededAt: iso(filing.superseded_at),
    cancelledOn: filing.cancelled_on,
    form: { ...filing.form, ...(extensions && { extensions }), ...maskPrivate(part) },
    hiddenExtensions: hidden,
    photoId: filing.photo_id,
    scans: scans.filter(({ fileId }) => fileId !== filing.confirmation_scan_id),
    consentedAt: iso(filing.consented_at),
    confirmedAt: iso(filing.confirmed_at),
    confirmationScan: scans.find(({ fileId }) => fileId === filing.confirmation_scan_id) ?? null,
    submittedAt: iso(filing.submitted_at),
    acceptedAt: iso(filing.accepted_at),
    registeredAt: iso(filing.registered_at),
    filingNo: filing.filing_no,
    verdict: verdict && concealVerdict(verdict, asked),
    procedure,
    asked,
    ahead: procedurePack && ground ? previewFor(filing, procedurePack, ground) : [],
    chain: filing.chain,
    desk: filing.desk_unit_id === null ? null : (stepAtHand(filing.chain) ?? null),
    correctionDueOn: filing.status === 'returned' ? filing.desk_due_on : null,
    open:
      filing.kind === 'cancel'
        ? openAsked(whole, asked)
        : openPoints(whole, { ...papers, asked, exclusions: hasExclusions(verdict) }),
    warnings: [
      ...(filing.kind === 'cancel' ? [] : warningsOf(filing.form, aboveScale)),
      ...otherPerson(compared.changes),
      ...unprintableOf(whole),
    ],
    qualityYearsByCareer: qualityYearsByCareer(filing.form),
    samePerson,
    defects: parts.defects,
    events: parts.events.map((event) => ({
      kind: event.kind as Filing['events'][number]['kind'],
      effectiveOn: event.effective_on,
      recordedAt: event.recorded_at.toISOString(),
      accountName: event.account_name,
      role: event.role,
      note: event.note,
      onBehalfOf: event.on_behalf_unit,
    })),
    relaxationReason: filing.relaxation_reason,
    registerReason: filing.register_reason,
    onBehalf: onBehalfOf(filing),
    fourEyesReason: filing.four_eyes_reason,
    fourEyes,
    abilities: abilitiesOf(ctx.actor, filing),
  }
}

/** A changed 身份证号 is a correction or another person: the reviewer is to look. */
function otherPerson(changes: readonly string[]): Filing['warnings'] {
  if (!changes.includes('idNumber')) return []
  const message = '身份证号：与原备案不同。请核对是否更正同一人的号码；换人的应办理更换备案。'
  return [{ path: 'idNumber', message }]
}

/** The same table and policies as the verbs use: the browser shows, it does not judge. */
export function abilitiesOf(actor: Actor, filing: FilingRecord): Filing['abilities'] {
  const subject = subjectOf(filing)
  const handles = mayHandle(actor, subject)
  const can = (verb: FilingVerb, allowed: true | string) =>
    allowed === true && nextStatus(filing.status, verb, filing.chain) !== undefined
  return {
    save: can('save', mayFile(actor, subject)),
    confirm: can('confirm', mayConfirm(actor, subject)),
    submit: can('submit', mayFile(actor, subject)),
    withdraw: can('withdraw', mayFile(actor, subject)),
    accept: can('accept', handles),
    publicize: can('publicize', handles),
    pass: can('pass', handles),
    return: can('return', handles),
    register: can('register', handles),
    reveal: mayReveal(actor, subject) === true,
    follow:
      filing.status === 'registered' &&
      mayFile(actor, { ...subject, onBehalfUnitId: filing.responsible_unit_id }) === true,
  }
}

export function subjectOf(filing: FilingRecord) {
  return {
    enterpriseId: filing.enterprise_id,
    unitId: filing.unit_id,
    deskUnitId: filing.desk_unit_id,
    status: filing.status,
    submittedAt: filing.submitted_at,
    onBehalfUnitId: filing.on_behalf_unit_id,
  }
}

/** `relaxable` until the reviewer has written a reason. */
export function outcomeOf(verdict: Verdict): NonNullable<FilingRow['outcome']> {
  return verdict.outcome === 'relaxed' && verdict.needsReason ? 'relaxable' : verdict.outcome
}
