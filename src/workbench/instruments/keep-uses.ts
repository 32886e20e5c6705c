import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { ValuesOf } from '#platform/ledger/ledger.ts'
import type { LedgerParts, RowToJudge } from '#platform/ledger/ledger-parts.ts'
import { invalidInput } from '#platform/operation.ts'
import type { Context } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { heldAmong, refuseUnderHold } from '#workbench/holds/index.ts'
import { notToBeUsed, stateNames } from './contract.ts'
import { mayBeUsed } from './domain.ts'
import type { uses } from './ledgers.ts'
import { type InstrumentOnDay, instrumentsOnDays } from './store.ts'

type Use = ValuesOf<typeof uses>

/** What is special about the use log: nothing is measured with what must not be used. */
export const useParts: LedgerParts = {
  policies: { read: mayReadOwn, write: mayWriteOwn },
  before: {
    add: (ctx, enterpriseId, values) => mustBeUsable(ctx, enterpriseId, values as Use),
    async change(ctx, record, values) {
      const use = values as Use
      if (use.instrument === record.instrument && use.usedOn === record.usedOn) return
      await mustBeUsable(ctx, record.enterpriseId, use)
    },
  },
  judge: judgeRows,
}

/** @throws underHold, notToBeUsed, invalidInput */
async function mustBeUsable(ctx: Context, enterpriseId: string, { instrument, usedOn }: Use): Promise<void> {
  if (usedOn > civilDateOf(ctx.now)) {
    const message = `使用日期：${usedOn} 还没有到。请核对年份和月份。`
    throw invalidInput({ detail: message, errors: [{ path: 'values.usedOn', message }] })
  }
  const [found] = await instrumentsOnDays(ctx.tx, enterpriseId, [{ instrument, day: usedOn }])
  // Without one the ledger itself says that the link leads nowhere.
  if (!found) return
  await refuseUnderHold(ctx, {
    enterpriseId,
    act: 'use',
    on: [{ kind: 'instrument', id: instrument }],
    what: called(found),
  })
  const reason = whyNot(found, usedOn)
  if (reason) {
    throw notToBeUsed({
      detail: reason,
      clause: '计量法 第九条、第二十六条',
      details: { state: found.state },
    })
  }
}

const called = ({ instrumentNo, name }: InstrumentOnDay) => `计量器具 ${instrumentNo} ${name}`

function whyNot(found: InstrumentOnDay, day: string): string | undefined {
  const { state, mandatory } = found
  if (mayBeUsed(state, mandatory)) return undefined
  const forced = state === 'overdue' || state === 'pending' ? '，是强制检定的器具' : ''
  return `${called(found)}：${day} 的状态是“${stateNames[state]}”${forced}，不能使用。请换用合格的器具；这件先送检，登记合格的证书或恢复使用后再用。`
}

async function judgeRows(tx: Tx, enterpriseId: string, rows: readonly RowToJudge[]) {
  const asked = rows.map(({ values }) => {
    const { instrument, usedOn } = values as Use
    return { instrument, day: usedOn }
  })
  const today = civilDateOf(new Date())
  const [found, held] = await Promise.all([
    instrumentsOnDays(tx, enterpriseId, asked),
    heldAmong(
      tx,
      enterpriseId,
      'use',
      [...new Set(asked.map(({ instrument }) => instrument))].map((id) => ({ kind: 'instrument', id })),
    ),
  ])
  return asked.map(({ instrument, day }, at) => {
    if (day > today) return `使用日期：${day} 还没有到。请核对年份和月份。`
    const of = found[at]
    const number = held.get(instrument)
    if (of && number) return `${called(of)}：${number} 已否决使用。请等解除后再登记。`
    return of ? (whyNot(of, day) ?? null) : null
  })
}
