import { postNotice } from '#foundation/notices/index.ts'
import { invalidInput, type ParsedInputOf, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addReportSlip } from '../contract.ts'
import { type PackCover, SlipCover } from '../cover.ts'
import { figureDefinitions } from '../figures.ts'
import { coverOf } from '../gather/parts.ts'
import { ownKeyInUse } from '../keys/store.ts'
import { mayReport } from '../policy.ts'
import { getUnit } from '../reporting.ts'
import { canonicalJson, type Json } from '../sealing/canonical-json.ts'
import { writeSignedFile } from '../sealing/signed-file.ts'
import { findSlips, getPack } from '../store.ts'
import { insertSlip } from '../write-store.ts'

type Wanted = ParsedInputOf<typeof addReportSlip>['corrections']

/** Each against the figure as it was reported. @throws invalidInput */
function correctionsOf(cover: PackCover, wanted: Wanted): SlipCover['corrections'] {
  return wanted.map(({ unit, key, numerator, denominator }, at) => {
    const row = cover.units.find((each) => each.unit.code === unit)
    const reported = row?.figures.find((figure) => figure.key === key)
    const refuse = (message: string) =>
      invalidInput({ detail: message, errors: [{ path: `corrections.${at}`, message }] })
    if (!reported) throw refuse(`更正的数字：报送包里没有 ${unit} 的这个数字。请从列出的数字中选择。`)
    const title = figureDefinitions[key].title
    const isRatio = figureDefinitions[key].denominator !== null
    if (isRatio !== (denominator !== null))
      throw refuse(`${title}：${isRatio ? '分子和分母都要填' : '是一个数，没有分母'}。请更正。`)
    if (denominator !== null && numerator > denominator)
      throw refuse(`${title}：分子大于分母。请核对后更正。`)
    if (reported.numerator === numerator && reported.denominator === denominator)
      throw refuse(`${title}：与报送的数字相同。请删去这一项，或改为正确的数。`)
    return { unit, key, reported, corrected: { key, numerator, denominator } }
  })
}

export const addReportSlipHandler = handle(addReportSlip, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: (actor, pack) => mayReport(actor, { unitId: pack.unit_id }),
  audit: ({ unitId, packId, corrections }, pack, { no }) => ({
    chain: { unitId },
    action: 'report.slip-added',
    subject: { type: 'report', id: packId },
    details: { number: pack.number, no, figures: corrections.length },
  }),
  async run(ctx, input, pack) {
    const { tx, now, installation } = ctx
    if (pack.status === 'draft' || pack.delivery === 'from-file' || !pack.sha256)
      throw wrongState({ detail: '更正单：只用于已经报出的报送包。草稿请直接修改。' })
    if (pack.status === 'returned')
      throw wrongState({ detail: '更正单：这份报送包已被退回。请重新准备上报。' })
    const unit = await getUnit(tx, pack.unit_id)
    const slips = await findSlips(tx, input)
    const accountId = 'accountId' in ctx.actor ? ctx.actor.accountId : null
    const key = await ownKeyInUse(tx, installation.sealer, unit, { accountId, now })
    const packCover = coverOf(pack)
    const no = slips.length + 1
    const cover = SlipCover.parse({
      kind: 'slip',
      pack: { number: pack.number ?? '', sha256: pack.sha256.toString('hex') },
      no,
      sender: packCover.sender,
      receiver: packCover.receiver,
      previous: (slips.at(-1)?.sha256 ?? pack.sha256).toString('hex'),
      reason: input.reason,
      corrections: correctionsOf(packCover, input.corrections),
      at: now.toISOString(),
    } satisfies SlipCover)
    const text = canonicalJson(cover as unknown as Json)
    const { bytes, sha256 } = writeSignedFile('slip', key, key.id, { cover: Buffer.from(text) })
    const slip = { unitId: pack.unit_id, packId: pack.id, no, cover: text, sha256, file: bytes }
    await insertSlip(tx, { ...slip, madeAt: now, madeBy: accountId, receivedAt: null })
    if (pack.delivery === 'here') {
      await postNotice(tx, {
        unitId: pack.receiver_id,
        kind: 'report-corrected',
        title: `${unit.name}更正了 ${pack.number}`,
        body: `第 ${no} 号更正单：${input.reason}`,
        link: `/reports/${unit.id}/${pack.id}`,
      })
    }
    return { no }
  },
})
