import { postNotice } from '#foundation/notices/index.ts'
import { handle } from '#platform/perform.ts'
import { markDuty } from '#registry/duties/index.ts'
import { contentChanged, sendReport } from '../contract.ts'
import { freezePack } from '../freeze.ts'
import { gatherPack } from '../gather/gather-pack.ts'
import { mayReport } from '../policy.ts'
import { getReceiver, getUnit, packsBefore } from '../reporting.ts'
import { getPack, toPackRow } from '../store.ts'
import { insertContent, insertParts, updatePack } from '../write-store.ts'
import { refuseUnlessDraft, stale } from './prepare-report.ts'

export const sendReportHandler = handle(sendReport, {
  subject: ({ tx }, { unitId, packId }) => getPack(tx, { unitId, packId }),
  policy: (actor, pack) => mayReport(actor, { unitId: pack.unit_id }),
  audit: ({ unitId, packId }, _pack, sent) => ({
    chain: { unitId },
    action: 'report.sent',
    subject: { type: 'report', id: packId },
    details: { number: sent.number, period: sent.period.label, asOf: sent.asOf, delivery: sent.delivery },
  }),
  async run(ctx, input, pack) {
    const { tx, now, installation } = ctx
    refuseUnlessDraft(pack, input.version)
    const unit = await getUnit(tx, pack.unit_id)
    const receiver = await getReceiver(tx, unit)
    const { previous, base } = await packsBefore(tx, unit.id, receiver.id)
    const draft = { ...pack, receiver_id: receiver.id }
    const gathered = await gatherPack({ tx, sealer: installation.sealer, now, draft, unit, base })
    if (gathered.digest !== input.digest) {
      throw contentChanged({
        detail: '报送包：您核对之后，名单、备案或下级报送有了变化。请重新核对数字后再上报。',
      })
    }
    const { row, own, delivery } = await freezePack(ctx, { draft, unit, receiver, previous, base }, gathered)
    const change = { ...row, status: 'sent', delivery, receiver_id: receiver.id }
    if (!(await updatePack(tx, input, input.version, change))) throw stale()
    await insertContent(tx, input, own)
    await insertParts(tx, input, gathered.parts)
    await markDuty(tx, unit.id, 'upward-report', pack.period_key, now)
    if (delivery === 'here') {
      await postNotice(tx, {
        unitId: receiver.id,
        kind: 'report-received',
        title: `${unit.name}上报了 ${row.number}`,
        body: `${pack.period_label}，数据截至 ${pack.as_of}。请核对后接收或退回。`,
        link: `/reports/${unit.id}/${pack.id}`,
      })
    }
    return toPackRow(await getPack(tx, input))
  },
})
