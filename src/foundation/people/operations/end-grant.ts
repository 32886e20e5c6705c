import { postNotice } from '#foundation/notices/index.ts'
import { chainOf, roleNames, signedInPerson } from '#foundation/sign-in/index.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { endGrant } from '../contract.ts'
import { finishGrant, getGrant, getPerson } from '../people-store.ts'
import { placeOf } from '../place.ts'
import { mayEnd } from '../policy.ts'
import { describePost } from '../post-store.ts'

export const endGrantHandler = handle(endGrant, {
  async subject(loading, { grantId }) {
    const grant = await getGrant(loading.tx, grantId)
    return { ...(await describePost(loading, grant)), ...grant }
  },
  policy: mayEnd,
  audit: (_input, grant, { until }) => ({
    chain: chainOf(grant),
    action: 'people.grant-ended',
    subject: { type: 'grant', id: grant.id },
    details: { given: grant.role, accountId: grant.accountId, until },
  }),
  async run({ tx, actor, now }, { grantId, endsOn, reason }, grant) {
    const today = civilDateOf(now)
    if (endsOn !== null && endsOn < today) {
      throw wrongState({ detail: `终止日期：${endsOn} 已经过去。请选择今天或以后的日期，或立即终止。` })
    }
    // The day itself still counts; days are those of Asia/Shanghai.
    const until = endsOn === null ? now : new Date(`${addDays(endsOn, 1)}T00:00:00+08:00`)
    const { accountId } = signedInPerson(actor)
    if (!(await finishGrant(tx, grantId, { until, reason, by: accountId }))) {
      throw wrongState({ detail: '授权：已经终止。请刷新人员列表。' })
    }
    const place = placeOf(grant)
    if (place) {
      const { name } = await getPerson(tx, grant.accountId)
      const when = endsOn === null ? '' : `，${endsOn} 当天仍有效`
      await postNotice(tx, {
        ...place,
        kind: 'grant-ended',
        title: '人员授权已终止',
        body: `${name}不再担任${roleNames[grant.role]}${when}。`,
      })
    }
    return { until: until.toISOString() }
  },
})
