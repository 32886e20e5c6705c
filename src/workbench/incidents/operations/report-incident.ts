import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { handle } from '#platform/perform.ts'
import { refused } from '../advance.ts'
import { reportIncident } from '../contract.ts'
import { openIncident } from '../opening.ts'

/** A phone's clock may run ahead of ours by so much. */
const AHEAD_MS = 5 * 60_000
/** Earlier is a slip of the pen. */
const EARLIEST = Date.parse('2000-01-01T00:00:00+08:00')

export const reportIncidentHandler = handle(reportIncident, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayWriteOwn,
  audit: ({ enterpriseId }, _subject, { id, number }) => ({
    chain: { enterpriseId },
    action: 'incident.reported',
    subject: { type: 'incident', id },
    details: { number },
  }),
  async run(ctx, input) {
    const firstKnownAt = input.firstKnownAt ? new Date(input.firstKnownAt) : ctx.now
    if (firstKnownAt.getTime() > ctx.now.getTime() + AHEAD_MS) {
      throw refused('firstKnownAt', '首次知道的时间：还没有到。请填写实际知道的时间。')
    }
    if (firstKnownAt.getTime() < EARLIEST) {
      throw refused('firstKnownAt', '首次知道的时间：在 2000 年以前。请核对年份。')
    }
    return openIncident(ctx, {
      ...input,
      title: input.title || firstSentence(input.what),
      place: input.place || null,
      firstKnownAt,
      source: null,
    })
  },
})

/** The first sentence or line, at most 40 characters. */
function firstSentence(what: string): string {
  const [first = what] = what.split(/[。；！？\n]/)
  const letters = [...(first || what)]
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('')
}
