import { postNotice } from '#foundation/notices/index.ts'
import { chainOf, roleNames, signedInPerson } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import { wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { issueReset } from '../contract.ts'
import { insertReset } from '../link-store.ts'
import { getPerson } from '../people-store.ts'
import { placeOf } from '../place.ts'
import { mayReset } from '../policy.ts'
import { describePost } from '../post-store.ts'
import { expiryAfter, newToken, RESET_DAYS } from '../tokens.ts'

export const issueResetHandler = handle(issueReset, {
  async subject(loading, { accountId }) {
    const person = await getPerson(loading.tx, accountId)
    const posts = await Promise.all(person.roles.map((role) => describePost(loading, role)))
    return { ...person, posts }
  },
  policy: mayReset,
  audit: ({ accountId }, { posts }, { id }) => ({
    chain: posts[0] ? chainOf(posts[0]) : 'platform',
    action: 'reset.issued',
    subject: { type: 'account', id: accountId },
    details: { id },
  }),
  async run({ tx, actor, now }, { accountId, reason }, person) {
    if (person.disabled) throw wrongState({ detail: '账号：已停用。请先由安全管理员恢复账号。' })
    const { token, hash } = newToken()
    const expiresAt = expiryAfter(now, RESET_DAYS)
    const by = { accountId: signedInPerson(actor).accountId, role: actor.role as Role }
    const id = await insertReset(tx, { accountId, hash, by, reason, expiresAt })
    for (const post of person.posts) {
      const place = placeOf(post)
      if (!place) continue
      await postNotice(tx, {
        ...place,
        kind: 'password-reset',
        title: '有人的密码正在重设',
        body: `${roleNames[by.role]}为${person.name}发出了重设密码的链接，24 小时内有效。不是本人要求的，请马上联系发出的单位。`,
      })
    }
    return { id, token, expiresAt: expiresAt.toISOString() }
  },
})
