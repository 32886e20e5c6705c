import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { voidCertificate } from '../contract.ts'
import { NO_NUMBER } from '../domain.ts'
import { derived } from '../keep-instruments.ts'
import { certificates, instruments } from '../ledgers.ts'
import { proposeFee } from '../propose-fee.ts'
import { lastCertificates, voidOn } from '../store.ts'

export const voidCertificateHandler = handle(voidCertificate, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId }, _subject, { id, instrument }) => ({
    chain: { enterpriseId },
    action: 'instrument-certificate.voided',
    subject: { type: 'instrument-certificate', id },
    details: { instrument },
  }),
  async run(ctx, { enterpriseId, recordId, version, reason }) {
    const certificate = await recordOf(ctx.tx, certificates, enterpriseId, recordId)
    mustBeCurrent(certificates, certificate, version)
    if (certificate.retiredOn !== null) throw wrongState({ detail: '证书：已经作废。请刷新后查看。' })
    if (certificate.incidentNo !== null) {
      throw wrongState({
        detail: `证书：已据此开了 ${certificate.incidentNo}，不能作废。请在那里写明情况后处理。`,
      })
    }
    const sweep = certificate.sweep === 'open' ? null : certificate.sweep
    await changeRecord(ctx, certificates, certificate, { sweep }, { kind: 'voided', note: reason })
    await voidOn(ctx.tx, enterpriseId, recordId, civilDateOf(ctx.now))
    const instrument = await follow(ctx, enterpriseId, certificate.instrument)
    if (certificate.fee) await proposeFee(ctx, instrument, certificate, 0)
    return recordOf(ctx.tx, certificates, enterpriseId, recordId)
  },
})

/** The instrument says what the newest certificate left says. */
async function follow(ctx: Context, enterpriseId: string, instrumentId: string) {
  const [instrument, found] = await Promise.all([
    recordOf(ctx.tx, instruments, enterpriseId, instrumentId),
    lastCertificates(ctx.tx, enterpriseId, [instrumentId]),
  ])
  const last = found.get(instrumentId)
  const told = {
    lastOn: last?.certifiedOn ?? null,
    certificateNo: last && last.certificateNo !== NO_NUMBER ? last.certificateNo : null,
    conclusion: last?.conclusion ?? null,
  }
  const after = { ...told, ...derived({ ...instrument, ...told }, instrument) }
  return changeRecord(ctx, instruments, instrument, after, { kind: 'certificate-voided' })
}
