import { invalidInput, notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { findForDecision, writeDecisions } from '../decision-store.ts'
import { decisionsFor } from '../domain.ts'
import { refreshGone, updateDraft } from '../draft-store.ts'
import { decideRows } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { draftToDecide, presentOpenDraft } from '../present-draft.ts'

export const decideRowsHandler = handle(decideRows, {
  subject: loadKept,
  policy: mayKeepRoster,
  audit: ({ rows }, { unitId, id }) => ({
    chain: { unitId },
    action: 'roster.rows-decided',
    subject: { type: 'roster', id },
    details: { rows: rows.map(({ seq, decision }) => `${seq}:${decision ?? '-'}`).join(' ') },
  }),
  async run(ctx, { rows }, roster) {
    const draft = await draftToDecide(ctx.tx, roster.id)
    const found = await findForDecision(ctx.tx, draft, rows)
    for (const { seq, decision, enterpriseId } of rows) {
      const row = found.get(seq)
      if (!row) throw notFound()
      const where = row.outcome === 'gone' ? '名单上的企业' : `第 ${seq} 行`
      if (decision !== null && !decisionsFor(row.outcome).includes(decision)) {
        throw invalidInput({ detail: `${where}：不能这样决定。请从给出的选项中选择。` })
      }
      if (decision !== 'take') continue
      if (enterpriseId === null || !row.offered) {
        throw invalidInput({ detail: `${where}：没有选择名录中的企业。请从并列的企业中选择一家。` })
      }
      const again = rows.find(
        (other) => other.seq !== seq && other.decision === 'take' && other.enterpriseId === enterpriseId,
      )
      const twin = row.twin ?? again?.seq
      if (twin !== undefined) {
        throw wrongState({
          detail: `${where}：所选企业已由第 ${twin} 行列入。请改选，或先改动那一行。`,
        })
      }
    }
    await writeDecisions(ctx.tx, draft, rows)
    const concerned = [...new Set([...found.values()].flatMap(({ candidates }) => candidates))]
    await refreshGone(ctx.tx, draft, ctx.now, concerned)
    await updateDraft(ctx.tx, draft, {})
    return presentOpenDraft(ctx.tx, roster)
  },
})
