import { getFile } from '#foundation/files/index.ts'
import { invalidInput, notFound, Refused, staleVersion } from '#platform/operation.ts'
import { type Context, handle } from '#platform/perform.ts'
import { type CivilDate, civilDateOf } from '#platform/values/civil-date.ts'
import {
  type ClauseStanding,
  type ClauseWord,
  setClauseAside,
  stateClause,
  takeBackWord,
} from '../contract.ts'
import { findClause, gatherClause } from '../gather.ts'
import { maySetAside, maySpeak } from '../policy.ts'
import { findWords, insertWord } from '../store.ts'

type Of = { readonly enterpriseId: string; readonly clause: string; readonly seq: number }
type Said = {
  readonly kind: ClauseWord['kind']
  readonly text: string
  readonly fileId?: string | null
  readonly validUntil?: CivilDate | null
}

const subject = async (_ctx: unknown, { enterpriseId }: Of) => ({ enterpriseId })
const audit = (verb: string) => (input: Of) => ({
  chain: { enterpriseId: input.enterpriseId },
  action: `conformity.${verb}`,
  subject: { type: 'clause', id: input.clause },
})

export const stateClauseHandler = handle(stateClause, {
  subject,
  policy: maySpeak,
  audit: audit('stated'),
  async run(ctx, { text, fileId, validUntil, ...of }) {
    const today = civilDateOf(ctx.now)
    if (validUntil !== null && validUntil < today) {
      throw refuse('validUntil', `有效期至：${validUntil} 已经过去。请填今天或以后的日期，长期有效的留空。`)
    }
    if (fileId !== null) await refuseOtherFile(ctx, of.enterpriseId, fileId)
    const [newest] = await findWords(ctx.tx, of.enterpriseId, of.clause)
    if (newest?.kind === 'not-applicable') refuseOthers(ctx)
    return say(ctx, of, { kind: 'statement', text, fileId, validUntil })
  },
})

export const setClauseAsideHandler = handle(setClauseAside, {
  subject,
  policy: maySetAside,
  audit: audit('set-aside'),
  run: (ctx, { text, ...of }) => say(ctx, of, { kind: 'not-applicable', text }),
})

export const takeBackWordHandler = handle(takeBackWord, {
  subject,
  policy: maySpeak,
  audit: audit('taken-back'),
  async run(ctx, of) {
    const [newest] = await findWords(ctx.tx, of.enterpriseId, of.clause)
    if (!newest || newest.kind === 'withdrawn') throw stale(of.clause)
    if (newest.kind === 'not-applicable') refuseOthers(ctx)
    return say(ctx, of, { kind: 'withdrawn', text: '' })
  },
})

/** 不适用 is the officer's judgement: only he takes it back. */
function refuseOthers({ actor }: Context) {
  if (actor.role === 'cqo') return
  throw invalidInput({ detail: '不适用：由首席质量官标注，也由首席质量官撤回。请交给首席质量官办理。' })
}

async function say(ctx: Context, of: Of, said: Said): Promise<ClauseStanding> {
  const { tx, now, actor } = ctx
  const clause = clauseOf(of)
  const written = await insertWord(tx, {
    enterpriseId: of.enterpriseId,
    clause: of.clause,
    seq: of.seq + 1,
    kind: said.kind,
    text: said.text,
    fileId: said.fileId ?? null,
    validUntil: said.validUntil ?? null,
    accountId: 'accountId' in actor ? actor.accountId : null,
    byName: 'name' in actor ? actor.name : '',
    at: now,
  })
  if (!written) throw stale(of.clause)
  return (await gatherClause(tx, of.enterpriseId, clause, civilDateOf(now))).standing
}

function clauseOf({ clause }: Of) {
  const found = findClause(clause)
  if (!found) throw notFound({ detail: `条款：没有 ${clause}。请从条款符合度中选择。` })
  return found
}

const stale = (clause: string) =>
  staleVersion({ detail: `条款 ${clause}：您打开后，别人已经写过自述或标过不适用。请刷新后再办理。` })

const refuse = (path: string, message: string) =>
  invalidInput({ detail: message, errors: [{ path, message }] })

async function refuseOtherFile({ tx }: Context, enterpriseId: string, fileId: string) {
  const file = await getFile(tx, enterpriseId, fileId).catch((error: unknown) => {
    if (error instanceof Refused) return undefined
    throw error
  })
  if (file?.purpose === 'record') return
  throw refuse('fileId', '附件：不是上传到工作台的文件。请重新上传。')
}
