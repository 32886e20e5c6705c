import { postNotice } from '#foundation/notices/index.ts'
import { staleVersion } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { type Enterprise, updateEnterprise } from '../contract.ts'
import { enterpriseTypeOfText } from '../enterprise-types.ts'
import { mayUpdate } from '../policy.ts'
import { computeSize, SIZE_NAMES } from '../size.ts'
import { getEnterprise, updateParticulars } from '../store.ts'

export const updateEnterpriseHandler = handle(updateEnterprise, {
  subject: ({ tx }, { enterpriseId }) => getEnterprise(tx, enterpriseId),
  policy: mayUpdate,
  audit: (_input, enterprise, next) => ({
    chain: { enterpriseId: enterprise.id },
    action: 'enterprise.updated',
    subject: { type: 'enterprise', id: enterprise.id },
    details: { version: next.version, fields: changedFields(enterprise, next) },
  }),
  async run({ tx, actor }, input, enterprise) {
    const { enterpriseId, version, ...given } = input
    const computed = given.industryCode
      ? computeSize({
          industry: given.industryCode,
          employees: given.employees,
          revenueWan: given.revenueWan,
          assetsWan: given.assetsWan,
        })
      : null
    const computedSize = computed ? (SIZE_NAMES[computed.size] as Enterprise['size']) : null
    const to = {
      ...given,
      typeCode: enterpriseTypeOfText(given.typeText)?.code ?? null,
      computedSize,
      size: computedSize ?? given.declaredSize,
    }
    if (enterprise.version === version && (await updateParticulars(tx, enterpriseId, version, to))) {
      if (actor.kind === 'unit') {
        await postNotice(tx, {
          enterpriseId,
          kind: 'particulars-changed',
          title: `${enterprise.unitName}修改了本企业的资料`,
          body: '如有不符，请在企业资料中更正，或与负责单位联系。',
          link: `/enterprises/${enterpriseId}`,
        })
      }
      return getEnterprise(tx, enterpriseId)
    }
    const current = await getEnterprise(tx, enterpriseId)
    throw staleVersion({ detail: '企业资料：您打开后已被改动。请刷新后再修改。', details: { current } })
  },
})

function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>
  return Object.entries(after)
    .filter(([key, value]) => key !== 'version' && old[key] !== value)
    .map(([key]) => key)
}
