import { mayReadOwn, mayWriteOwn } from '#platform/access/own-enterprise.ts'
import type { Tx } from '#platform/database/transaction.ts'
import type { ValuesOf } from '#platform/ledger/ledger.ts'
import type { LedgerParts, RowToJudge, Values } from '#platform/ledger/ledger-parts.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { basisOf, dueOn } from './domain.ts'
import type { instruments } from './ledgers.ts'
import { type LastCertificate, lastCertificates } from './store.ts'

type Instrument = ValuesOf<typeof instruments>

/** What is special about the list of instruments: its due day is computed, and what it says of the last certificate holds. */
export const instrumentParts: LedgerParts = {
  policies: { read: mayReadOwn, write: mayWriteOwn },
  check: (values) => check(values as Instrument),
  before: {
    async add(ctx, _enterpriseId, values) {
      refuse(whyNotYet(values as Instrument, civilDateOf(ctx.now)))
    },
    async change(ctx, record, values) {
      const last = (await lastCertificates(ctx.tx, record.enterpriseId, [record.id])).get(record.id)
      refuse(
        whyNotYet(values as Instrument, civilDateOf(ctx.now)) ?? whyNotCertified(values as Instrument, last),
      )
    },
    async retire() {
      throw wrongState({
        detail: '计量器具：停用、封存、报废要写明是哪一种和原因。请在器具的页面上办理“停用”“封存”或“报废”。',
      })
    },
  },
  judge: judgeRows,
  derive: (values, record) => derived(values as Instrument, record as Partial<Instrument> | undefined),
}

/** @throws invalidInput */
function check({ mandatory, cycleMonths, lastOn, certificateNo, conclusion }: Instrument) {
  if (mandatory === true && cycleMonths === null) {
    throw wrong('cycleMonths', '周期：强制检定的器具必须有检定周期（计量法实施细则第十二条）。请填写月数。')
  }
  if (lastOn === null && (certificateNo !== null || conclusion !== null)) {
    throw wrong('lastOn', '上次检定日期：写了证书号或结论，没有写日期。请填写日期，或把证书号和结论留空。')
  }
}

function wrong(key: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path: `values.${key}`, message }] })
}

function refuse(reason: string | undefined) {
  if (reason) throw wrong('lastOn', reason)
}

function whyNotYet({ lastOn }: Instrument, today: string): string | undefined {
  return lastOn !== null && lastOn > today
    ? `上次检定日期：${lastOn} 还没有到。请核对年份和月份。`
    : undefined
}

/** The list may bring a newer certificate; what is recorded as one is changed where it is recorded. */
function whyNotCertified(values: Instrument, last: LastCertificate | undefined): string | undefined {
  if (!last) return undefined
  const { lastOn, certificateNo, conclusion } = values
  const known = `已有 ${last.certifiedOn} 的证书 ${last.certificateNo}`
  if (lastOn === null) return `上次检定日期：${known}，不能改成空白。记错的，请打开那张证书作废。`
  if (lastOn < last.certifiedOn)
    return `上次检定日期：${known}，不能改成更早的 ${lastOn}。要补记以前的证书，请在器具的页面上登记证书。`
  if (lastOn > last.certifiedOn || last.origin === 'ledger') return undefined
  const same = certificateNo === last.certificateNo && (conclusion ?? 'pass') === last.conclusion
  return same
    ? undefined
    : `证书号和结论：${known} 是单独登记的，不能在台帐里改。记错的，请打开那张证书作废后重新登记。`
}

async function judgeRows(tx: Tx, enterpriseId: string, rows: readonly RowToJudge[]) {
  const changed = rows.filter(({ outcome }) => outcome === 'change').map(({ recordId }) => recordId)
  const last = await lastCertificates(tx, enterpriseId, changed)
  const today = civilDateOf(new Date())
  return rows.map(({ values, recordId }) => {
    const instrument = values as Instrument
    return whyNotYet(instrument, today) ?? whyNotCertified(instrument, last.get(recordId)) ?? null
  })
}

/** The columns that follow from the others. */
export function derived(values: Instrument, record?: Partial<Instrument>): Values {
  const { lastOn, cycleMonths } = values
  const conclusion = (values.conclusion ?? null) as 'pass' | 'limited' | 'fail' | null
  const standing = (record?.standing ?? 'in-use') as 'in-use' | 'stopped' | 'sealed' | 'scrapped'
  return {
    dueOn: dueOn(standing, cycleMonths, { lastOn, conclusion }),
    basis: basisOf(values, { lastOn, conclusion }),
  }
}
