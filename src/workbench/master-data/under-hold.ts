import type { LedgerParts, RowToJudge, Values } from '#platform/ledger/ledger-parts.ts'
import type { Context } from '#platform/perform.ts'
import type { HoldSubjectKind } from '#workbench/holds/contract.ts'
import { heldAmong, refuseUnderHold } from '#workbench/holds/index.ts'
import { productsOfBatches, standingsOf } from './store.ts'

// What a form or a file may not do while a hold lasts (DB1302/T 589—2024 8.1 d): begin a batch, order, call a supplier qualified.

type Touched = { readonly kind: HoldSubjectKind; readonly id: string }

const touched = (...pairs: readonly (readonly [HoldSubjectKind, unknown])[]): Touched[] =>
  pairs.flatMap(([kind, id]) => (typeof id === 'string' ? [{ kind, id }] : []))

/** A batch is begun of this product on this machine. */
const beginning = ({ product }: Values) => touched(['product', product], ['design', product])

async function refuseBeginning(ctx: Context, enterpriseId: string, values: Values) {
  const what = `批次“${values.batchNo}”`
  await refuseUnderHold(ctx, { enterpriseId, act: 'produce', on: beginning(values), what })
  const machine = touched(['equipment', values.equipment])
  await refuseUnderHold(ctx, { enterpriseId, act: 'use', on: machine, what })
}

export const batchParts = {
  before: {
    add: refuseBeginning,
    /** Who says that a batch is of another product, or calls it otherwise, takes it out of the hold on this one. */
    async change(ctx, record, values) {
      const { enterpriseId, id, product } = record
      const what = `批次“${record.batchNo}”`
      const { batchNo, equipment } = record
      if (values.product === product && values.equipment === equipment && values.batchNo === batchNo) return
      const on = touched(['batch', id], ['product', product], ['release', product])
      await refuseUnderHold(ctx, { enterpriseId, act: 'release', on, what })
      if (values.product !== product || values.equipment !== equipment)
        await refuseBeginning(ctx, enterpriseId, values)
    },
  },
  async judge(tx, enterpriseId, rows) {
    const products = await productsOfBatches(tx, enterpriseId, changed(rows))
    const moved = rows.filter(
      ({ outcome, recordId, values }) => outcome === 'add' || products.get(recordId) !== values.product,
    )
    const from = moved.flatMap(({ recordId }) => {
      const product = products.get(recordId)
      return touched(['batch', recordId], ['product', product], ['release', product])
    })
    const [release, produce, use] = await Promise.all([
      heldAmong(tx, enterpriseId, 'release', from),
      heldAmong(
        tx,
        enterpriseId,
        'produce',
        moved.flatMap(({ values }) => beginning(values)),
      ),
      heldAmong(
        tx,
        enterpriseId,
        'use',
        rows.flatMap(({ values }) => touched(['equipment', values.equipment])),
      ),
    ])
    return rows.map((row) => {
      const { values, recordId } = row
      const stopped = moved.includes(row)
        ? (release.get(recordId) ??
          release.get(products.get(recordId) ?? '') ??
          produce.get(String(values.product)))
        : undefined
      return why(stopped ?? use.get(String(values.equipment)))
    })
  },
} satisfies Pick<LedgerParts, 'before' | 'judge'>

export const purchaseParts = {
  before: {
    async add(ctx, enterpriseId, values) {
      const on = touched(['supplier', values.supplier])
      await refuseUnderHold(ctx, { enterpriseId, act: 'order', on, what: `采购到货“${values.purchaseNo}”` })
    },
    async change(ctx, record, values) {
      const { enterpriseId, id, supplier } = record
      if (values.supplier === supplier && values.purchaseNo === record.purchaseNo) return
      const what = `采购到货“${record.purchaseNo}”`
      const on = touched(['purchase', id], ['supplier', supplier])
      await refuseUnderHold(ctx, { enterpriseId, act: 'accept', on, what })
      const to = touched(['supplier', values.supplier])
      if (values.supplier !== supplier)
        await refuseUnderHold(ctx, { enterpriseId, act: 'order', on: to, what })
    },
  },
  async judge(tx, enterpriseId, rows) {
    const suppliers = rows.flatMap(({ values }) => touched(['supplier', values.supplier]))
    const held = await heldAmong(tx, enterpriseId, 'order', suppliers)
    return rows.map(({ values }) => why(held.get(String(values.supplier))))
  },
} satisfies Pick<LedgerParts, 'before' | 'judge'>

const QUALIFIED = 'qualified'

export const supplierParts = {
  before: {
    async change(ctx, record, values) {
      if (values.standing !== QUALIFIED || record.standing === QUALIFIED) return
      const { enterpriseId, id } = record
      const what = `供应商“${record.name}”`
      await refuseUnderHold(ctx, { enterpriseId, act: 'approve', on: touched(['supplier', id]), what })
    },
  },
  async judge(tx, enterpriseId, rows) {
    const before = await standingsOf(tx, enterpriseId, changed(rows))
    const approved = rows.filter(
      ({ values, recordId }) => values.standing === QUALIFIED && before.get(recordId) !== QUALIFIED,
    )
    const held = await heldAmong(
      tx,
      enterpriseId,
      'approve',
      approved.flatMap(({ recordId }) => touched(['supplier', recordId])),
    )
    return rows.map((row) => (approved.includes(row) ? why(held.get(row.recordId)) : null))
  },
} satisfies Pick<LedgerParts, 'before' | 'judge'>

const changed = (rows: readonly RowToJudge[]): string[] =>
  rows.filter(({ outcome }) => outcome === 'change').map(({ recordId }) => recordId)

function why(number: string | undefined): string | null {
  return number === undefined
    ? null
    : `${number} 已被首席质量官否决，正在停止中。请在否决解除后再导入这一行。`
}
