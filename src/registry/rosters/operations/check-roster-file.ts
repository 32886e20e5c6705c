import { handle } from '#platform/perform.ts'
import { normaliseCreditCode } from '#platform/values/credit-code.ts'
import { nameKeyOf } from '#registry/enterprises/index.ts'
import { checkRosterFile } from '../contract.ts'
import { judgeListedRows } from '../judge-file.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept, presently } from '../present.ts'
import { readListedFile } from '../read-file.ts'
import { findKnown, findMembersNotAmong } from '../store.ts'

export const checkRosterFileHandler = handle(checkRosterFile, {
  subject: loadKept,
  policy: mayKeepRoster,
  async run(ctx, _input, roster) {
    const file = await readListedFile(ctx)
    const at = presently(ctx.now)
    const on = [roster.periodFrom, at.today].sort().at(-1) ?? at.today
    const known = await findKnown(
      ctx.tx,
      roster.id,
      {
        codes: file.rows.map(({ creditCode }) => normaliseCreditCode(creditCode)),
        nameKeys: file.rows.map(({ name }) => nameKeyOf(name).key),
      },
      { onDate: on, knownAt: at.known },
    )
    const rows = judgeListedRows(file.rows, known)
    const met = rows.flatMap(({ enterpriseId, candidates }) =>
      enterpriseId ? [enterpriseId] : candidates.map((each) => each.enterpriseId),
    )
    const gone = await findMembersNotAmong(ctx.tx, roster.id, met, { onDate: on, knownAt: at.known })
    return { sha256: file.sha256, rows, gone, mapping: file.mapping }
  },
})
