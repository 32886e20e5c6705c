import { handle } from '#platform/perform.ts'
import { findDraft } from '../draft-store.ts'
import { readDraft } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { presentDraft } from '../present-draft.ts'

export const readDraftHandler = handle(readDraft, {
  subject: loadKept,
  policy: mayKeepRoster,
  async run({ tx }, _input, roster) {
    const draft = await findDraft(tx, roster.id)
    return { draft: draft ? await presentDraft(tx, draft, roster) : null }
  },
})
