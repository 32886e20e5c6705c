import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { keyTaken } from '#platform/ledger/contract-of.ts'
import type { LedgerRecord } from '#platform/ledger/ledger.ts'
import { addRecord, changeRecord, mustBeCurrent, recordOf } from '#platform/ledger/records.ts'
import { invalidInput, type ParsedInputOf } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { normaliseCode } from '#platform/values/text.ts'
import { certifyInstrument } from '../contract.ts'
import { validUntil } from '../domain.ts'
import { derived } from '../keep-instruments.ts'
import { certificates, instruments } from '../ledgers.ts'
import { proposeFee } from '../propose-fee.ts'
import { isCertified, lastCertificates } from '../store.ts'

type Instrument = LedgerRecord<typeof instruments>
type Input = ParsedInputOf<typeof certifyInstrument>

export const certifyInstrumentHandler = handle(certifyInstrument, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId, recordId }, _subject, { id, conclusion }) => ({
    chain: { enterpriseId },
    action: 'instrument.certified',
    subject: { type: 'instrument-certificate', id },
    details: { instrument: recordId, conclusion },
  }),
  async run(ctx, input) {
    const instrument = await recordOf(ctx.tx, instruments, input.enterpriseId, input.recordId)
    mustBeCurrent(instruments, instrument, input.version)
    mustBeSound(ctx, input)
    await mustBeNew(ctx, input)
    const last = (await lastCertificates(ctx.tx, input.enterpriseId, [instrument.id])).get(instrument.id)
    const certificate = await add(ctx, instrument, input)
    if (!last || input.certifiedOn >= last.certifiedOn) await follow(ctx, instrument, input)
    if (input.fee) await proposeFee(ctx, instrument, certificate, input.fee)
    return certificate
  },
})

/** @throws invalidInput */
function mustBeSound(ctx: Context, { certifiedOn, conclusion, limits }: Input) {
  const wrong = (path: string, message: string) =>
    invalidInput({ detail: message, errors: [{ path, message }] })
  if (certifiedOn > civilDateOf(ctx.now))
    throw wrong('certifiedOn', `检定校准日期：${certifiedOn} 还没有到。请按证书上的日期填写。`)
  if (conclusion === 'limited' && !limits)
    throw wrong('limits', '限用范围：结论是限用，没有写范围。请写明可以用在哪里、不能用在哪里。')
}

/** @throws keyTaken */
async function mustBeNew(
  ctx: Context,
  { enterpriseId, recordId, certifiedOn, certificateNo: written }: Input,
) {
  const certificateNo = normaliseCode(written)
  const known = await isCertified(ctx.tx, { enterpriseId, instrument: recordId, certifiedOn, certificateNo })
  if (!known) return
  throw keyTaken({
    detail: `证书号：这件器具已有 ${certifiedOn} 的证书 ${certificateNo}。请核对；原来那张记错的，先作废再登记。`,
  })
}

/** The certificate itself; the instrument follows from it afterwards, so that the database does not make a second one. */
function add(ctx: Context, instrument: Instrument, input: Input) {
  const { certifiedOn, conclusion, foundOff } = input
  return addRecord(ctx, certificates, input.enterpriseId, {
    certificateNo: normaliseCode(input.certificateNo),
    instrument: instrument.id,
    certifiedOn,
    tracing: input.tracing ?? instrument.tracing,
    body: input.body || instrument.body,
    conclusion,
    limits: input.limits || null,
    foundOff,
    fee: input.fee,
    note: input.note || null,
    validUntil: validUntil(certifiedOn, instrument.cycleMonths, conclusion),
    origin: 'verb',
    sweep: conclusion === 'fail' || foundOff ? 'open' : null,
  })
}

function follow(ctx: Context, instrument: Instrument, input: Input) {
  const told = {
    lastOn: input.certifiedOn,
    certificateNo: normaliseCode(input.certificateNo),
    conclusion: input.conclusion,
  }
  return changeRecord(
    ctx,
    instruments,
    instrument,
    { ...told, ...derived({ ...instrument, ...told }, instrument) },
    { kind: 'certified', note: `证书 ${told.certificateNo}` },
  )
}
