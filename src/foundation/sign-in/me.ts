import type { AuditEntry } from '#platform/audit/append.ts'
import { signInRequired } from '#platform/operation.ts'
import type { Loading } from '#platform/perform.ts'
import type { Grant, Me } from './contract.ts'
import { signedInPerson } from './person.ts'
import { findAccount, findGrants } from './store.ts'

/** The signed-in person in a given role. */
export async function describeMe(
  ctx: Pick<Loading, 'tx' | 'installation'>,
  accountId: string,
  grantId: string | undefined,
): Promise<Me> {
  const [account, grants] = await Promise.all([
    findAccount(ctx.tx, { id: accountId }),
    findGrants(ctx.tx, accountId),
  ])
  const grant = grants.find((each) => each.id === grantId) ?? grants[0]
  if (!account || !grant) throw signInRequired()
  return { accountId, name: account.name, login: account.login, grant, grants, demo: ctx.installation.demo }
}

/** The same for whoever asks, as the subject of what he does to his own account. */
export async function describeAsker(ctx: Loading): Promise<Me> {
  const { accountId, grantId } = signedInPerson(await ctx.asking)
  return describeMe(ctx, accountId, grantId)
}

/** The chain in which a person's own deeds stand. */
export function chainOf(grant: Pick<Grant, 'enterpriseId' | 'unitId'>): AuditEntry['chain'] {
  if (grant.enterpriseId) return { enterpriseId: grant.enterpriseId }
  if (grant.unitId) return { unitId: grant.unitId }
  return 'platform'
}

/** An entry about the person's own account. */
export function ownEntry(me: Me, action: string, details?: Record<string, unknown>): AuditEntry {
  return {
    chain: chainOf(me.grant),
    action,
    subject: { type: 'account', id: me.accountId },
    by: { accountId: me.accountId, role: me.grant.role },
    ...(details && { details }),
  }
}
