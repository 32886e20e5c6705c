import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { LedgerParts, Values } from '#platform/ledger/ledger-parts.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { listsOpen } from '../domain.ts'
import type { RecallStage } from '../dossier/contract.ts'
import { recallBatches, recallCustomers, recalls } from '../ledgers.ts'
import { stagesOf } from '../store.ts'

/** Why the lists of a recall may not be changed; null where they may. */
function whyClosed(stage: string | undefined): string | null {
  if (stage === undefined || listsOpen(stage as RecallStage)) return null
  const name = recalls.columns.stage.options[stage as RecallStage]
  return `这项召回${name}，清单不能再改。要改的，请首席质量官先重新进行。`
}

async function refuseClosed(tx: Tx, enterpriseId: string, ...ids: readonly unknown[]) {
  const stages = await stagesOf(tx, enterpriseId, ids.map(String))
  const why = [...stages.values()].map(whyClosed).find((each) => each !== null)
  if (why) throw wrongState({ detail: `召回编号：${why}` })
}

/** The figures of a summary stay what they were: while it stands its lists are closed, to people and to files. */
const open: Pick<LedgerParts, 'policies' | 'before' | 'judge'> = {
  policies: { read: mayReadOwn, write: mayWriteOwn },
  before: {
    add: ({ tx }, enterpriseId, values) => refuseClosed(tx, enterpriseId, values.recall),
    change: ({ tx }, record, values) => refuseClosed(tx, record.enterpriseId, record.recall, values.recall),
    retire: ({ tx }, record) => refuseClosed(tx, record.enterpriseId, record.recall),
  },
  async judge(tx, enterpriseId, rows) {
    const stages = await stagesOf(tx, enterpriseId, [
      ...new Set(rows.map(({ values }) => String(values.recall))),
    ])
    return rows.map(({ values }) => {
      const why = whyClosed(stages.get(String(values.recall)))
      return why && `召回编号：${why}`
    })
  },
}

type Found = { path: string; message: string }

function refuseAll(found: readonly (Found | false)[]) {
  const errors = found.filter((each) => each !== false)
  if (errors.length > 0) throw invalidInput({ detail: errors.map(({ message }) => message).join(''), errors })
}

const numberOf = (values: Values, key: string) => Number(values[key] ?? 0)

function negatives(
  values: Values,
  columns: Readonly<Record<string, { label: string; kind: string }>>,
): (Found | false)[] {
  return Object.entries(columns).map(
    ([key, { label, kind }]) =>
      kind === 'decimal' &&
      numberOf(values, key) < 0 && { path: `values.${key}`, message: `${label}：小于 0。请核对。` },
  )
}

export const batchParts: LedgerParts = {
  ...open,
  check(values) {
    const produced = values.produced === null ? undefined : numberOf(values, 'produced')
    refuseAll([
      ...negatives(values, recallBatches.columns),
      produced !== undefined &&
        numberOf(values, 'toRecall') > produced && {
          path: 'values.toRecall',
          message: `召回数量：${values.toRecall} 大于生产数量 ${values.produced}。请核对。`,
        },
    ])
  },
}

export const customerParts: LedgerParts = {
  ...open,
  check(values) {
    const back = numberOf(values, 'recovered') + numberOf(values, 'corrected')
    refuseAll([
      ...negatives(values, recallCustomers.columns),
      back > numberOf(values, 'shipped') + 1e-9 && {
        path: 'values.recovered',
        message: `收回数量：收回和修正共 ${Math.round(back * 1000) / 1000}，大于发货数量 ${values.shipped}。请核对。`,
      },
    ])
  },
}
