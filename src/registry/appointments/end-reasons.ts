import type { RulePack } from '#registry/rules/pack.ts'

/** A reason for which a time in office ends; `clause` where the rules of the place name it. */
export type EndReason = {
  readonly id: string
  readonly text: string
  readonly clause: string | null
  readonly docNo: string | null
}

/** Reasons that need no rule (DB1302/T 589—2024 9.2、9.4 name the first three). */
const GENERAL: readonly (readonly [id: string, text: string])[] = [
  ['term-over', '任期届满未续聘'],
  ['resignation', '离职'],
  ['transfer', '调离'],
  ['enterprise-closed', '企业注销、停产'],
  ['other', '其他'],
]

/** What may be chosen: the grounds that the pack cites for dismissal, then the general ones. */
export function endReasonsOf(pack: Pick<RulePack, 'termination' | 'docNo'> | undefined): EndReason[] {
  const cited = (pack?.termination?.reasons ?? []).map(
    ({ id, text, clause, docNo }): EndReason => ({
      id,
      text,
      clause: clause ?? pack?.termination?.clause ?? null,
      docNo: docNo ?? pack?.docNo ?? null,
    }),
  )
  const known = new Set(cited.map(({ id }) => id))
  const general = GENERAL.filter(([id]) => !known.has(id))
  return [...cited, ...general.map(([id, text]) => ({ id, text, clause: null, docNo: null }))]
}
