import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { findDraft, findDraftRows } from '../draft-store.ts'
import { listDraftRows } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'

export const listDraftRowsHandler = handle(listDraftRows, {
  subject: loadKept,
  policy: mayKeepRoster,
  async run({ tx }, { outcome, undecided, text, cursor, limit }, roster) {
    if (cursor !== undefined && !/^\d{1,10}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    const draft = await findDraft(tx, roster.id)
    if (!draft) return { rows: [], next: null, total: 0 }
    const after = Math.min(Number(cursor ?? 0), 2_147_483_647)
    const { rows, total } = await findDraftRows(tx, draft, {
      outcome,
      undecided: undecided === 'yes',
      text,
      after,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    return { rows: shown, total, next: rows.length > limit ? String(shown.at(-1)?.seq) : null }
  },
})
