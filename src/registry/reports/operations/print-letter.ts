import { handle } from '#platform/perform.ts'
import { printReportLetter } from '../contract.ts'
import { letterOf, printedLetter } from '../documents/gather-letter.ts'
import { mayReadReport } from '../policy.ts'
import { insideOf } from '../present-pack.ts'
import { getPack } from '../store.ts'

export const printReportLetterHandler = handle(printReportLetter, {
  subject: ({ tx }, of) => getPack(tx, of),
  policy: mayReadReport,
  async run(ctx, _input, pack) {
    const { frozen, content } = await insideOf(ctx, pack)
    const bytes = await printedLetter(letterOf(pack, frozen, content, ctx.now))
    return { mediaType: 'application/pdf', fileName: `报送函-${pack.number ?? '草稿'}.pdf`, bytes }
  },
})
