import { mayWriteOwn } from '#platform/access/own-enterprise.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { reportIncident } from '../contract.ts'
import { openIncident } from '../opening.ts'

/** A phone's clock may run ahead of ours by so much. */
const AHEAD_MS = 5 * 60_000

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
    if (firstKnownAt.getTime() > ctx.now.getTime() + AHEAD_MS) throw tooLate()
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

function tooLate() {
  const message = '首次知道的时间：还没有到。请填写实际知道的时间。'
  return invalidInput({ detail: message, errors: [{ path: 'firstKnownAt', message }] })
}
