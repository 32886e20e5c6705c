import { postNotice } from '#foundation/notices/index.ts'
import { roleNames } from '#foundation/sign-in/index.ts'
import { newId } from '#platform/ids.ts'
import { invalidInput, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { personOf } from '../around-store.ts'
import { loadOffice } from '../load-veto.ts'
import { mayLook, mayNameDeputies, mayWield, wieldsAs } from '../policy.ts'
import { endDeputy, nameDeputy, readVetoOffice, unfitDeputy } from './contract.ts'
import { findCandidates, findDeputies, finishDeputy, getDeputy, insertDeputy, isNamed } from './store.ts'

export const readVetoOfficeHandler = handle(readVetoOffice, {
  subject: loadOffice,
  policy: mayLook,
  async run({ tx, now, actor }, { enterpriseId }, standing) {
    const names = mayNameDeputies(actor, standing) === true
    const [deputies, candidates] = await Promise.all([
      findDeputies(tx, enterpriseId, civilDateOf(now)),
      names ? findCandidates(tx, enterpriseId) : [],
    ])
    const wields = mayWield(actor, standing)
    return {
      cqo: standing.office.cqo?.personName ?? null,
      deputies,
      candidates: candidates.map(({ account_id, name, role }) => ({
        accountId: account_id,
        name,
        roleName: roleNames[role],
      })),
      may: { raise: wields === true, name: names },
      whyNot: wields === true ? '' : wields,
    }
  },
})

const audit =
  (action: string) =>
  ({ enterpriseId }: { enterpriseId: string }, _subject: unknown, { id }: { id: string }) => ({
    chain: { enterpriseId },
    action,
    subject: { type: 'veto-deputy', id },
  })

/** Nobody is deputy for longer without being named anew. */
const LONGEST_DAYS = 366

export const nameDeputyHandler = handle(nameDeputy, {
  subject: loadOffice,
  policy: mayNameDeputies,
  audit: audit('veto.deputy-named'),
  async run({ tx, now, actor }, { enterpriseId, accountId, from, until, note }, standing) {
    refuseDays(from, until, civilDateOf(now))
    const candidate = (await findCandidates(tx, enterpriseId)).find(
      ({ account_id }) => account_id === accountId,
    )
    if (!candidate)
      throw refused(
        'accountId',
        '代理人：不是本企业的经办人或质量人员。请从列出的人中选择；企业负责人不能代理，审核员只能查看。',
      )
    const by = personOf(actor)
    const deputy = { enterprise_id: enterpriseId, account_id: accountId, from_on: from, until_on: until }
    if (await isNamed(tx, deputy))
      throw unfitDeputy({
        detail: `代理人：${candidate.name}在这段时间已经是代理人。请先终止原来的代理，或改日期。`,
      })
    const id = newId()
    await insertDeputy(tx, {
      ...deputy,
      id,
      name: candidate.name,
      note,
      named_at: now,
      named_by: by.accountId,
      named_by_name: by.name,
      named_as: wieldsAs(actor, standing) === 'cqo' ? 'cqo' : 'principal',
    })
    await postNotice(tx, {
      inWorkbench: true,
      enterpriseId,
      kind: 'veto-deputy',
      title: `一票否决代理人：${candidate.name}`,
      body: `由${by.name}指定，${from} 至 ${until}。代理人可以提出和解除否决。`,
      link: `/enterprises/${enterpriseId}/vetoes/deputies`,
    })
    return { id }
  },
})

function refuseDays(from: string, until: string, today: string): void {
  if (from < today) throw refused('from', '从：不能早于今天，代理不追溯。请改为今天或以后。')
  if (until < from) throw refused('until', '到：早于开始日期。请更正。')
  if (until > addDays(from, LONGEST_DAYS))
    throw refused('until', `到：一次最多 ${LONGEST_DAYS} 天。请缩短，到期后可以再指定。`)
}

function refused(path: string, message: string) {
  return invalidInput({ detail: message, errors: [{ path, message }] })
}

export const endDeputyHandler = handle(endDeputy, {
  subject: loadOffice,
  policy: mayNameDeputies,
  audit: audit('veto.deputy-ended'),
  async run({ tx, now, actor }, { enterpriseId, deputyId, reason }) {
    const deputy = await getDeputy(tx, enterpriseId, deputyId)
    const over = deputy.until_on < civilDateOf(now)
    const end = { at: now, byName: personOf(actor).name, note: reason }
    if (over || !(await finishDeputy(tx, { enterpriseId, id: deputyId }, end)))
      throw wrongState({ detail: `${deputy.name}：代理已经结束。请刷新后查看。` })
    await postNotice(tx, {
      inWorkbench: true,
      enterpriseId,
      kind: 'veto-deputy',
      title: `一票否决代理终止：${deputy.name}`,
      body: `由${end.byName}终止。${reason}`,
      link: `/enterprises/${enterpriseId}/vetoes/deputies`,
    })
    return { id: deputyId }
  },
})
