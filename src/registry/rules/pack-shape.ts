import * as z from 'zod'
import { Condition, Id, Strength } from './condition.ts'
import {
  Area,
  AwardPriority,
  CivilDate,
  Correspondence,
  Exclusions,
  Flow,
  FormKind,
  GeneralConditions,
  LocalList,
  Milestone,
  Numbering,
  PackFact,
  Power,
  Provision,
  Relaxation,
  Target,
  Termination,
} from './pack-sections.ts'
import { CertificateKind, Training } from './pack-training.ts'

const line = z.string().min(1).max(200)

/** The shape of a rule pack, before its parts are checked against each other. */
export const PackShape = z.strictObject({
  id: Id,
  version: z.int().min(1),
  title: line,
  docNo: line.max(100),
  issuer: z.array(line).min(1),
  areas: z.array(Area).min(1).describe('适用的行政区划（前缀）或单位'),
  effectiveFrom: CivilDate,
  effectiveTo: CivilDate.nullable().default(null).describe('最后一个有效日；null 表示没有期限'),
  supersedes: Id.nullable().default(null),
  parent: Id.nullable().default(null).describe('上级规则包的 id；同名的项以本包为准'),
  draft: z.boolean().default(false).describe('示例或草案：不用于办理'),
  strength: Strength.default('must').describe('没有另写时各条件的用语强度'),
  basis: z
    .array(z.strictObject({ docNo: line, title: line }))
    .default([])
    .describe('依据的上级文件'),
  note: z.string().max(2000).optional(),
  facts: z.array(PackFact).default([]),
  lists: z.array(LocalList).default([]).describe('本地的名单：条件和目标里可以写它的代码'),
  correspondences: z.array(Correspondence).default([]),
  qualification: z.array(Condition).min(1).describe('任职条件，各项都要满足'),
  relaxations: z.array(Relaxation).default([]),
  exclusions: Exclusions.nullable().default(null),
  generalConditions: GeneralConditions.nullable().default(null),
  flow: Flow,
  powers: z.array(Power).default([]),
  training: Training.nullable().default(null),
  certificates: z.array(CertificateKind).default([]),
  forms: z.array(FormKind).default([]),
  targets: z.array(Target).default([]),
  milestones: z.array(Milestone).default([]),
  termination: Termination.nullable().default(null),
  awardPriority: AwardPriority.nullable().default(null),
  provisions: z.array(Provision).default([]),
  numbering: Numbering.nullable().default(null),
})

export type PackShape = z.infer<typeof PackShape>
