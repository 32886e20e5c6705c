import * as z from 'zod'
import { Strength } from './condition.ts'
import { AdministrativeLevel, CivilDate } from './pack-sections.ts'

/** One value that decided a leaf, in Chinese as shown: what was filled in, what was asked, and whether it is met (null: cannot tell). */
export const VerdictValue = z.object({
  fact: z.string(),
  label: z.string(),
  shown: z.string(),
  required: z.string(),
  met: z.boolean().nullable(),
  remark: z.string().describe('如 达到大学本科、不到5年、未填写'),
})
export type VerdictValue = z.infer<typeof VerdictValue>

export const NodeOutcome = z.enum([
  'met',
  'not-met',
  'unknown',
  'relaxable',
  'relaxed',
  'declared',
  'pending-declaration',
  'not-applicable',
  'due',
])
export type NodeOutcome = z.infer<typeof NodeOutcome>

export const NodeKind = z.enum([
  'all',
  'any',
  'of',
  'not',
  'compare',
  'relaxation',
  'exclusions',
  'exclusion',
  'general-conditions',
  'general-condition',
])
export type NodeKind = z.infer<typeof NodeKind>

/** A line of the 为什么 panel. `matters` is false where another alternative decided; `mark` is 甲, 乙, … among alternatives. */
export interface VerdictNode {
  id: string
  title: string
  mark: string | null
  clause: string | null
  docNo: string
  kind: NodeKind
  outcome: NodeOutcome
  strength: Strength
  hard: boolean
  matters: boolean
  /** 待达到: the last day on which the condition can be met. */
  dueOn?: string | undefined
  values: VerdictValue[]
  children: VerdictNode[]
}
export const VerdictNode: z.ZodType<VerdictNode> = z.object({
  id: z.string(),
  title: z.string(),
  mark: z.string().nullable(),
  clause: z.string().nullable(),
  docNo: z.string(),
  kind: NodeKind,
  outcome: NodeOutcome,
  strength: Strength,
  hard: z.boolean(),
  matters: z.boolean(),
  dueOn: CivilDate.optional(),
  values: z.array(VerdictValue),
  children: z.lazy(() => z.array(VerdictNode)),
})

const named = z.object({ id: z.string(), title: z.string(), mark: z.string().nullable() })

/**
 * Whether a person qualifies under a pack, and why. `fail` informs, it does not block; only `hard` marks an exclusion.
 * `relaxed` with `needsReason` means 可放宽，需写理由; without it the relaxation stands.
 */
export const Verdict = z.object({
  outcome: z.enum(['pass', 'relaxed', 'fail', 'cannot-tell']),
  hard: z.boolean().describe('因禁任情形不符合'),
  needsReason: z.boolean(),
  strength: Strength.describe('起决定作用的条件的用语：must 应当，should 宜、原则上'),
  missing: z.array(z.object({ fact: z.string(), label: z.string() })).describe('不能判定时缺少的事项'),
  pendingDeclarations: z.array(z.object({ id: z.string(), title: z.string() })),
  decidedBy: z.array(named),
  relaxations: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        by: z.array(AdministrativeLevel),
        to: z.array(z.string()).optional().describe('放宽到什么程度；没有写的由审查人裁量'),
      }),
    )
    .describe('用到的放宽'),
  obligations: z
    .array(z.object({ id: z.string(), title: z.string(), dueOn: CivilDate }))
    .default([])
    .describe('聘任后限期达到、现在还没有达到的条件'),
  relaxedFor: z.object({ reason: z.string(), reviewer: z.string() }).nullable(),
  tree: z.array(VerdictNode),
  pack: z.object({
    id: z.string(),
    version: z.int(),
    hash: z.string(),
    title: z.string(),
    docNo: z.string(),
  }),
  onDate: CivilDate,
  inForce: z.boolean().describe('规则包在该日是否有效'),
})
export type Verdict = z.output<typeof Verdict>
