import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import type { Context } from '#platform/perform.ts'
import { yearMonthOf } from '#platform/values/year-month.ts'
import { proposeCost } from '#workbench/quality-costs/index.ts'
import type { certificates, instruments } from './ledgers.ts'

/** 检测试验（检定校准）费 in the chart of quality costs. */
const ACCOUNT = '201'

/** The fee of a certificate is proposed as a line of quality cost in the month of the certificate; 0 takes it back. */
export async function proposeFee(
  ctx: Context,
  instrument: LedgerRecord<typeof instruments>,
  certificate: LedgerRecord<typeof certificates>,
  amountFen: number,
): Promise<void> {
  const { id, enterpriseId, certificateNo, certifiedOn } = certificate
  await proposeCost(ctx, {
    enterpriseId,
    source: {
      kind: 'instrument-certificate',
      id,
      number: certificateNo,
      path: `instruments/certificates/${id}`,
    },
    line: 'fee',
    account: ACCOUNT,
    month: yearMonthOf(certifiedOn),
    amountFen,
    what: `检定校准费：${instrument.instrumentNo} ${instrument.name}`,
    departmentId: instrument.department,
  })
}
