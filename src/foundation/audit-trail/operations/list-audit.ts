import { roleNames } from '#foundation/sign-in/index.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { listAudit } from '../contract.ts'
import { mayReadChain } from '../policy.ts'
import { chainOf, countEntries, findEntries } from '../store.ts'

export const listAuditHandler = handle(listAudit, {
  subject: async (_ctx, asked) => asked,
  policy: mayReadChain,
  async run({ tx }, { from, to, cursor, limit, ...asked }) {
    const chainId = chainOf(asked)
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
      throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
    }
    const before = cursor === undefined ? undefined : Number(cursor)
    const [entries, total] = await Promise.all([
      findEntries(tx, { chainId, from, to }, before, limit + 1),
      countEntries(tx, { chainId, from, to }),
    ])
    const shown = entries.slice(0, limit)
    return {
      rows: shown.map((entry) => ({
        chainId: entry.chain_id,
        seq: Number(entry.seq),
        at: entry.at.toISOString(),
        accountId: entry.account_id,
        accountName: entry.account_name,
        role: entry.role,
        roleName: roleNames[entry.role as keyof typeof roleNames] ?? '系统',
        action: entry.action,
        subjectType: entry.subject_type,
        subjectId: entry.subject_id,
        details: JSON.parse(entry.details) as Record<string, unknown>,
        hash: entry.hash.toString('hex'),
      })),
      next: entries.length > limit ? String(shown.at(-1)?.seq) : null,
      total,
    }
  },
})
