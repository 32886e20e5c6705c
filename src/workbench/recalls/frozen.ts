import { createHash } from 'node:crypto'
import type { Context } from '#platform/perform.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import type { Loaded } from './advance.ts'
import type { PaperKind, RecallFigures } from './dossier/contract.ts'
import { batchLines, figuresOf, insertPaper, type OfRecall, type PaperContent } from './store.ts'

/** A part of a paper: a heading with its terms and values. */
export type PaperPart = { readonly heading: string; readonly items: readonly (readonly [string, string])[] }

/** What a paper says, in words, as it was when it was reported. */
export type PaperWords = PaperContent & {
  readonly number: string
  readonly title: string
  readonly enterprise: { readonly name: string; readonly creditCode: string; readonly address: string }
  readonly parts: readonly PaperPart[]
  /** Of a plan: what of each batch. */
  readonly batches: readonly (readonly [batchNo: string, produced: string, toRecall: string])[]
  /** Of a stage report: what was recovered before. */
  readonly before: RecallFigures | null
}

/** The parts that every paper shares, with the figures of this moment. */
export async function wordsOf(
  ctx: Pick<Context, 'tx'>,
  of: OfRecall,
  { record }: Pick<Loaded, 'record'>,
  more: Pick<PaperWords, 'parts'> & Partial<Pick<PaperWords, 'before'>> & { readonly withBatches?: boolean },
): Promise<PaperWords> {
  const [enterprise, figures, lines] = await Promise.all([
    getEnterprise(ctx.tx, of.enterpriseId),
    figuresOf(ctx.tx, of),
    more.withBatches ? batchLines(ctx.tx, of) : [],
  ])
  return {
    number: record.number,
    title: record.title,
    enterprise: {
      name: enterprise.name,
      creditCode: enterprise.creditCode ?? '',
      address: enterprise.address,
    },
    parts: more.parts,
    batches: lines.map(({ batchNo, produced, toRecall }) => [
      batchNo,
      produced === null ? '' : String(produced),
      String(toRecall),
    ]),
    figures,
    before: more.before ?? null,
  }
}

/** Keeps a paper as it was reported, with the digest of its content. */
export async function freeze(
  ctx: Context,
  of: OfRecall,
  paper: { readonly kind: PaperKind; readonly no: number; readonly at: Date; readonly toWhom: string },
  content: PaperWords,
): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const byName = 'name' in ctx.actor ? ctx.actor.name : '系统'
  await insertPaper(ctx.tx, of, { ...paper, byName, content, digest })
}
