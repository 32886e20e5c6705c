import type { Tx } from '#platform/database/transaction.ts'
import type { LedgerParts, RowToJudge, Values } from '#platform/ledger/ledger-parts.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { wrongDays } from '../domain.ts'
import { holdPlan, statusesOf } from '../plan/store.ts'
import { mayPrepare, maySee } from '../policy.ts'

const NOT_DRAFT = '这份计划不在拟定中。已批准的，请打开计划页增列或变更，并写明原因；待批准的，请等退回。'

/** Form and file write items of drafts alone; what was approved changes by its own verbs, with a reason. */
export const itemParts: LedgerParts = {
  policies: { read: maySee, write: mayPrepare },
  check({ fromOn, toOn }) {
    const why = wrongDays(asDate(fromOn), asDate(toOn))
    if (why) throw invalidInput({ detail: why, errors: [{ path: 'values.toOn', message: why }] })
  },
  before: {
    async add({ tx }, enterpriseId, values) {
      await mustBeDraft(tx, enterpriseId, values)
    },
    async change({ tx }, record, values) {
      await mustBeDraft(tx, record.enterpriseId, record)
      await mustBeDraft(tx, record.enterpriseId, values)
    },
    async retire({ tx }, record) {
      await mustBeDraft(tx, record.enterpriseId, record)
    },
    async resume({ tx }, record) {
      await mustBeDraft(tx, record.enterpriseId, record)
    },
  },
  judge: judgeRows,
}

const asDate = (value: Values[string] | undefined) => (typeof value === 'string' ? value : null)

async function mustBeDraft(tx: Tx, enterpriseId: string, { plan }: Values) {
  const status = typeof plan === 'string' ? await holdPlan(tx, enterpriseId, plan) : null
  // A plan that is not there is refused as a link that leads nowhere.
  if (status === null || status === 'draft') return
  throw wrongState({ detail: `所属计划：${NOT_DRAFT}` })
}

async function judgeRows(tx: Tx, enterpriseId: string, rows: readonly RowToJudge[]) {
  const ids = [...new Set(rows.map(({ values }) => values.plan).filter((id) => typeof id === 'string'))]
  const statuses = await statusesOf(tx, enterpriseId, ids)
  return rows.map(({ values }) =>
    statuses.get(String(values.plan)) === 'draft' ? null : `所属计划：${NOT_DRAFT}`,
  )
}
