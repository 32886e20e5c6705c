import { inviteTo } from '#foundation/people/index.ts'
import { signedInPerson } from '#foundation/sign-in/index.ts'
import { wrongState } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { ownerOfCode, placeEnterprise } from '#registry/upkeep/index.ts'
import { acceptRegistration } from '../contract.ts'
import { mayConfirm } from '../policy.ts'
import { invitationToken } from '../receipt.ts'
import { decide, findKnown, getRegistration } from '../store.ts'

type Row = Awaited<ReturnType<typeof getRegistration>>

export const acceptRegistrationHandler = handle(acceptRegistration, {
  subject: ({ tx }, { registrationId }) => getRegistration(tx, registrationId),
  policy: mayConfirm,
  audit: (_input, { id, role }, { enterpriseId, added }) => ({
    chain: { enterpriseId },
    action: 'registration.accepted',
    subject: { type: 'registration', id },
    details: { given: role, added },
  }),
  async run(ctx, { despiteSimilar, codeReason }, row) {
    if (row.state !== 'pending') throw alreadyDecided()
    const { enterpriseId, added } = await enterpriseFor(ctx, row, { despiteSimilar, codeReason })
    const token = invitationToken(ctx.installation.sealer, row.id)
    const role = row.role as 'filer' | 'principal'
    const invitation = await inviteTo(ctx, { role, enterpriseId, name: row.applicant_name, token })
    const by = signedInPerson(ctx.actor).accountId
    const decision = {
      state: 'accepted',
      by,
      at: ctx.now,
      enterpriseId,
      invitationId: invitation.id,
    } as const
    if (!(await decide(ctx.tx, row.id, decision))) throw alreadyDecided()
    return { enterpriseId, added, token, expiresAt: invitation.expiresAt }
  },
})

/** The enterprise of the directory, or a new one. */
async function enterpriseFor(ctx: Context, row: Row, seen: { despiteSimilar: boolean; codeReason: string }) {
  const known = await findKnown(ctx.tx, row.credit_code)
  if (known?.unit_id === row.unit_id) return { enterpriseId: known.id, added: false }
  const owner = await ownerOfCode(ctx.tx, row.credit_code)
  if (owner) {
    throw wrongState({
      detail: `企业：已在“${owner}”的名录中。请写明这一点后不予确认，请申请人向该单位注册；确应由本单位负责的，先办理移交。`,
    })
  }
  const enterprise = await placeEnterprise(ctx, {
    ...seen,
    unitId: row.unit_id,
    name: row.name,
    creditCode: row.credit_code,
    oldNumber: false,
    address: row.address,
    typeText: '',
    industryCode: null,
    registeredOn: null,
  })
  return { enterpriseId: enterprise.id, added: true }
}

function alreadyDecided() {
  return wrongState({ detail: '企业注册：已经办结。请刷新列表。' })
}
