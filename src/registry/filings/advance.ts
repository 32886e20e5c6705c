import type { Actor } from '#platform/access/actor.ts'
import type { AuditEntry } from '#platform/audit/append.ts'
import { staleVersion, wrongState } from '#platform/operation.ts'
import type { Context, Loading } from '#platform/perform.ts'
import { actsOnBehalf } from './acting.ts'
import { stepAtHand } from './chain.ts'
import type { Filing, FilingEvent } from './contract.ts'
import { type FilingVerb, nextStatus, statusWords } from './domain.ts'
import { presentFiling, subjectOf } from './present.ts'
import { addFilingEvent, type FilingChange, type FilingRecord, getFiling, updateFiling } from './store.ts'

export type LoadedFiling = ReturnType<typeof subjectOf> & { readonly filing: FilingRecord }

/** Loads a filing as the subject of a verb. */
export async function loadFiling(
  ctx: Loading,
  input: { enterpriseId: string; filingId: string },
): Promise<LoadedFiling> {
  const filing = await getFiling(ctx.tx, input.enterpriseId, input.filingId)
  return { ...subjectOf(filing), filing }
}

/** The state a verb leads to. @throws wrongState, staleVersion */
export async function advance(ctx: Context, filing: FilingRecord, verb: FilingVerb, version: number) {
  const status = nextStatus(filing.status, verb, filing.chain)
  if (filing.version !== version) throw await stale(ctx, filing)
  if (status) return status
  const step = filing.desk_unit_id === null ? undefined : stepAtHand(filing.chain)
  const now = step ? `，轮到“${step.title}”` : ''
  throw wrongState({
    detail: `备案：现在是“${statusWords[filing.status]}”${now}，不能这样办理。请刷新后查看。`,
    details: { status: filing.status, version: filing.version },
  })
}

/** Writes the change with its event and shows the result. @throws staleVersion when somebody was quicker */
export async function saveStep(
  ctx: Context,
  filing: FilingRecord,
  change: FilingChange,
  event?: { kind: FilingEvent['kind']; note?: string },
): Promise<Filing> {
  return presentFiling(ctx, await writeStep(ctx, filing, change, event))
}

/** The same without showing it, for one of many. @throws staleVersion when somebody was quicker */
export async function writeStep(
  ctx: Context,
  filing: FilingRecord,
  change: FilingChange,
  event?: { kind: FilingEvent['kind']; note?: string },
): Promise<FilingRecord> {
  const [saved] = await Promise.all([
    updateFiling(ctx.tx, filing, { ...change, ...whoActed(ctx, filing, event?.kind) }, ctx.now),
    event && addFilingEvent(ctx.tx, filing, event, ctx.actor, ctx.now),
  ])
  if (!saved) throw await stale(ctx, await getFiling(ctx.tx, filing.enterprise_id, filing.id))
  return saved
}

/** Everyone who has worked on it on behalf of the enterprise is kept: somebody else registers it. */
function whoActed(
  { actor }: Context,
  filing: FilingRecord,
  kind: FilingEvent['kind'] | undefined,
): Pick<FilingChange, 'on_behalf_accounts'> {
  if (actor.kind !== 'unit' || filing.on_behalf_unit_id === null || !actsOnBehalf(actor, kind)) return {}
  return { on_behalf_accounts: [...new Set([...filing.on_behalf_accounts, actor.accountId])] }
}

/** 409 with what is there now: who did what last. */
async function stale(ctx: Context, current: FilingRecord) {
  const { events, version, status } = await presentFiling(ctx, current)
  const last = events.at(-1)
  const by = last ? `（${last.accountName}，${statusWords[status]}）` : ''
  return staleVersion({
    detail: `备案：您打开后已被改动${by}。请刷新后再办理。`,
    details: { version, status, lastEvent: last ?? null },
  })
}

const byEnterprise = new Set([
  'filing.started',
  'filing.saved',
  'filing.confirmed',
  'filing.submitted',
  'filing.withdrawn',
])

/** The entry of a filing's verb in the enterprise's chain. */
export function audited(action: string, details?: (output: Filing) => Record<string, unknown>) {
  return (_input: unknown, subject: { enterpriseId: string }, output: Filing, actor: Actor): AuditEntry => ({
    chain: { enterpriseId: subject.enterpriseId },
    action,
    subject: { type: 'filing', id: output.id },
    details: {
      version: output.version,
      ...details?.(output),
      ...(actor.kind === 'unit' && byEnterprise.has(action) && { onBehalf: true }),
    },
  })
}
