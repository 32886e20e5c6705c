import { handle } from '#platform/perform.ts'
import { type Verification, verifyReports } from '../contract.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import { findSent } from '../store.ts'
import { verifyPack } from '../verify.ts'

export const verifyReportsHandler = handle(verifyReports, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayReport,
  async run({ tx, installation }, { unitId, packId }) {
    const unit = await getUnit(tx, unitId)
    const sent = (await findSent(tx, unitId, null, 1000)).filter(
      (pack) => pack.delivery !== 'from-file' && (packId === undefined || pack.id === packId),
    )
    const rows: Verification[] = []
    // From the first on, and not further than the first that differs: what follows rests on it.
    for (const pack of sent.reverse()) {
      const verified = await verifyPack(tx, installation.sealer, pack, unit)
      rows.push(verified)
      if (verified.differences.length > 0) return { rows, ok: false }
    }
    const broken = packId === undefined ? brokenChain(sent) : undefined
    return broken ? { rows: [...rows, broken], ok: false } : { rows, ok: true }
  },
})

type Sent = Awaited<ReturnType<typeof findSent>>

/** Each names the one before it to the same receiver. */
function brokenChain(sent: Sent): Verification | undefined {
  const last = new Map<string, Sent[number]>()
  for (const pack of sent) {
    const before = last.get(pack.receiver_id)
    const named = pack.previous_sha256?.toString('hex') ?? '—'
    const expected = before?.sha256?.toString('hex') ?? '—'
    if (named !== expected) {
      const difference = { where: '前一份的校验值', published: named, recomputed: expected }
      return { number: pack.number ?? '', compared: 1, differences: [difference] }
    }
    last.set(pack.receiver_id, pack)
  }
  return undefined
}
