import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Ledger, LedgerRecord } from '#platform/ledger/ledger.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import type { HoldAct, HoldSubjectKind } from '#workbench/holds/contract.ts'
import { refuseUnderHold } from '#workbench/holds/index.ts'
import type { RecordVerb } from '../contract.ts'

type Touched = { readonly kind: HoldSubjectKind; readonly id: string }
type Decided = LedgerRecord & { readonly status: string }

/** What one verb does with a record of a ledger. */
export type Decision<L extends Ledger> = {
  readonly operation: RecordVerb
  readonly ledger: L
  readonly verb: { readonly from: readonly string[]; readonly to: string }
  /** The verb that a hold on these records refuses. */
  readonly held?: { readonly act: HoldAct; on(record: LedgerRecord<L>): readonly Touched[] }
}

/** A verb that changes where a record stands: its lifecycle, the hold that refuses it, who, when and on what grounds. */
export function decide<L extends Ledger>({ operation, ledger, verb, held }: Decision<L>) {
  return handle(operation, {
    subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
    policy: mayWriteOwn,
    audit: ({ enterpriseId }, _subject, { id }) => ({
      chain: { enterpriseId },
      action: operation.name,
      subject: { type: ledger.name, id },
    }),
    async run(ctx, { enterpriseId, recordId, version, basis }) {
      const record = (await recordOf(ctx.tx, ledger, enterpriseId, recordId)) as LedgerRecord<L> & Decided
      const { status } = record
      if (held && verb.from.includes(status)) {
        const what = `${ledger.noun}“${calledOf(ledger, record)}”`
        await refuseUnderHold(ctx, { enterpriseId, act: held.act, on: held.on(record), what })
      }
      mustBeCurrent(ledger, record, version)
      if (!verb.from.includes(status)) throw notNow(ledger, record, operation.title)
      const done = await changeRecord(ctx, ledger, record, decisionOf(ctx, verb.to, basis) as never, {
        kind: operation.title,
        note: basis,
      })
      return { id: done.id, version: done.version, status: verb.to }
    },
  })
}

function calledOf(ledger: Ledger, record: LedgerRecord): string {
  return String((record as Record<string, unknown>)[ledger.called] ?? '')
}

function decisionOf({ now, actor }: Context, status: string, basis: string) {
  return { status, decidedOn: civilDateOf(now), decidedBy: 'name' in actor ? actor.name : '系统', basis }
}

function notNow(ledger: Ledger, record: Decided, deed: string) {
  const { status: column } = ledger.columns
  const now = column?.kind === 'choice' ? column.options[record.status] : record.status
  return wrongState({
    detail: `${ledger.noun}“${calledOf(ledger, record)}”：现在是“${now}”，不能办理“${deed}”。请刷新后查看。`,
    details: { status: record.status },
  })
}
