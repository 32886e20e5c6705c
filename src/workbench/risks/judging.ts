import type { LedgerParts, Values } from '#platform/ledger/ledger-parts.ts'
import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { ratingFault } from './domain.ts'
import { findTakenNumbers, schemeInForce } from './store.ts'

const numberTaken = (riskNo: unknown) =>
  `风险编号：“${riskNo}”已经是另一条风险的编号。请改一个编号，或留空由系统编号。`

/** What only the scheme in force and the other numbers can say of a risk, in form and file. */
export const riskParts: Pick<LedgerParts, 'before' | 'judge'> = {
  before: {
    add: (ctx, enterpriseId, values) =>
      refuse(ctx, enterpriseId, values, '00000000-0000-0000-0000-000000000000'),
    change: (ctx, record, values) => refuse(ctx, record.enterpriseId, { ...record, ...values }, record.id),
  },
  async judge(tx, enterpriseId, rows) {
    const numbered = rows.flatMap(({ values: { riskNo }, recordId }) =>
      typeof riskNo === 'string' ? [{ riskNo, recordId }] : [],
    )
    const [scheme, taken] = await Promise.all([
      schemeInForce(tx, enterpriseId),
      findTakenNumbers(tx, enterpriseId, numbered),
    ])
    const seen = new Set<string>()
    return rows.map(({ values }) => {
      const { riskNo } = values
      if (typeof riskNo === 'string') {
        if (taken.has(riskNo) || seen.has(riskNo)) return numberTaken(riskNo)
        seen.add(riskNo)
      }
      return ratingFault(scheme, values)?.message ?? null
    })
  },
}

async function refuse({ tx }: Pick<Context, 'tx'>, enterpriseId: string, values: Values, recordId: string) {
  const { riskNo } = values
  const wanted = typeof riskNo === 'string' ? [{ riskNo, recordId }] : []
  const [scheme, taken] = await Promise.all([
    schemeInForce(tx, enterpriseId),
    findTakenNumbers(tx, enterpriseId, wanted),
  ])
  const fault = ratingFault(scheme, values)
  if (fault) throw refused(fault.key, fault.message)
  if (taken.size > 0) throw refused('riskNo', numberTaken(riskNo))
}

function refused(key: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path: `values.${key}`, message }] })
}
