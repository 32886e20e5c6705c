import { chainOf, roleNames, signedInPerson } from '#foundation/sign-in/index.ts'
import { adminRoles, enterpriseRoles, type Role } from '#platform/access/actor.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { invite } from '../contract.ts'
import { insertInvitation } from '../link-store.ts'
import { mayManage } from '../policy.ts'
import { describePost, officerRole } from '../post-store.ts'
import { expiryAfter, INVITATION_DAYS, newToken } from '../tokens.ts'

export const inviteHandler = handle(invite, {
  subject: describePost,
  policy: mayManage,
  audit: ({ role, inCharge }, post, { id }) => ({
    chain: chainOf(post),
    action: 'invitation.created',
    subject: { type: 'invitation', id },
    details: { given: role, ...(inCharge && { inCharge }) },
  }),
  async run({ tx, actor, now }, input, post) {
    refuseMisplaced(input)
    if (input.unitId) {
      const role = await officerRole(tx, input.unitId)
      if (role !== input.role) throw invalidInput({ detail: misplacedOfficer(role) })
    }
    const { token, hash } = newToken()
    const expiresAt = expiryAfter(now, INVITATION_DAYS)
    const by = { accountId: signedInPerson(actor).accountId, role: actor.role as Role }
    const id = await insertInvitation(tx, { ...input, ...post, by, hash, expiresAt })
    return { id, token, expiresAt: expiresAt.toISOString() }
  },
})

/** A role of an enterprise has an enterprise, one of a unit a unit, one of an administrator neither. */
function refuseMisplaced(input: {
  role: Role
  enterpriseId: string | null
  unitId: string | null
  inCharge: boolean
}) {
  const { role, enterpriseId, unitId, inCharge } = input
  const wants = (enterpriseRoles as readonly string[]).includes(role)
    ? 'enterprise'
    : (adminRoles as readonly string[]).includes(role)
      ? 'platform'
      : 'unit'
  const fits =
    (enterpriseId !== null) === (wants === 'enterprise') && (unitId !== null) === (wants === 'unit')
  if (!fits) throw invalidInput({ detail: `身份：${roleNames[role]}与所选的单位或企业不符。请重新选择。` })
  if (inCharge && wants !== 'unit') {
    throw invalidInput({ detail: '负责本单位人员：只用于单位的经办人。请去掉。' })
  }
}

function misplacedOfficer(role: Role | null): string {
  return role === null
    ? '单位：国家一级没有经办人。请选择省、市或县级单位。'
    : `身份：这个单位的人员是${roleNames[role]}。请重新选择。`
}
