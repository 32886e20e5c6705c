import type { Veto } from '../contract.ts'
import { actWords } from '../domain.ts'
import type { VetoNoticeData } from './veto-notice.ts'

/** An instant in Beijing time to the minute: the hold begins that minute. */
function minute(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

const capacities = { cqo: '首席质量官', deputy: '指定代理人' } as const
const conditionStates = { open: '未满足', done: '已完成', dropped: '已取消，不算满足' } as const

/** The notice of a veto as it stands. */
export function noticeOf(veto: Veto, enterpriseName: string): VetoNoticeData {
  return {
    number: veto.number,
    enterpriseName,
    ...endingOf(veto),
    facts: factsOf(veto),
    conditions: veto.conditionList.map(({ what, owner, dueOn, state, doneOn, result }, index) => [
      String(index + 1),
      what,
      owner ?? '未定',
      dueOn ?? '未定',
      [conditionStates[state], doneOn, result].filter(Boolean).join('　'),
    ]),
    evidence: veto.evidence.map(({ what, fileName, addedByName, addedAt, sha256 }) => [
      what,
      fileName,
      `${addedByName} ${minute(addedAt)}`,
      sha256.slice(0, 16),
    ]),
    opinions: veto.opinions.map(({ verdict, text, byName, at }) => [
      verdict === 'agreed' ? '同意' : '不同意',
      text,
      `${byName} ${minute(at)}`,
    ]),
    attempts: veto.attemptList.map(({ at, byName, what, act }) => [
      minute(at),
      byName,
      `${what}：${actWords[act as keyof typeof actWords] ?? act}，已拦截`,
    ]),
    raisedBy: `${veto.raisedByName}（${capacities[veto.raisedAs]}）`,
    raisedAt: minute(veto.raisedAt),
    told:
      veto.told.map(({ name, post }) => (post ? `${name}（${post}）` : name)).join('、') ||
      '全体有账号的人员',
    receipts: veto.receipts.map(({ name }) => name).join('、'),
  }
}

function endingOf({ state, end, check }: Veto): Pick<VetoNoticeData, 'ending' | 'endingNote'> {
  if (!end) return { ending: '', endingNote: '' }
  const when = `${minute(end.at)}，${end.byName}`
  return state === 'overridden'
    ? { ending: `企业负责人强行放行：${when}`, endingNote: `理由：${end.note}` }
    : { ending: `已解除：${when}；第二人核对：${check?.byName ?? ''}`, endingNote: end.note }
}

function factsOf(veto: Veto): VetoNoticeData['facts'] {
  const stopped = veto.acts.map((act) => actWords[act]).join('、')
  return [
    ['对象', [veto.subjectText, veto.extent].filter(Boolean).join('\n')],
    ['即时停止', `${stopped}，自 ${minute(veto.raisedAt)} 起`],
    ['职权依据', [veto.clause, letterText(veto)].filter(Boolean).join('\n')],
    ['质量要求', veto.requirement],
    ['事实', veto.facts],
    ['风险', veto.risk],
    ['已采取的措施', veto.measures || '无'],
  ]
}

function letterText({ letter }: Veto): string {
  if (!letter) return '提出时没有在任的首席质量官'
  const named = `在任首席质量官${letter.personName}，聘书${letter.letterNo ?? '未编号'}`
  return letter.granted ? `${named}，已逐项授予此项职权` : `${named}，聘书没有单列此项职权`
}
