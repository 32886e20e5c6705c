import { z } from 'zod'
import { operation, refusal } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { QualificationFacts } from './facts.ts'
import { PackShape } from './pack-shape.ts'
import { Verdict } from './verdict.ts'

export const noPackInForce = refusal({ code: 'no-pack-in-force', status: 409, title: '当地没有有效的规则包' })

/** A pack of a chain: the place's own, or one of those it rests on. */
export const PackLayer = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  docNo: z.string(),
  contentHash: z.string(),
})

export const PackInForce = z.object({
  hash: z.string().describe('规则包及其上级的校验值'),
  pack: PackShape.describe('与上级合并后的规则'),
  layers: z.array(PackLayer).readonly().describe('由上级到本级'),
})
export type PackInForce = z.infer<typeof PackInForce>

export const readPackInForce = operation({
  name: 'rules.in-force',
  method: 'GET',
  path: '/units/:unitId/rule-pack',
  title: '查看适用规则',
  doc: 'The rule pack that governs a unit on a civil date: the one for the narrowest area that is in force.',
  input: z.object({ unitId: z.uuid(), onDate: CivilDate }),
  output: PackInForce,
  refusals: [noPackInForce],
})

export const tryRules = operation({
  name: 'rules.evaluate',
  method: 'POST',
  path: '/units/:unitId/rule-pack/evaluation',
  title: '试算任职条件',
  doc: 'Evaluates qualification facts by the pack in force for a unit on a date (the appointment date). Nothing is kept.',
  input: z.object({ unitId: z.uuid(), onDate: CivilDate, facts: QualificationFacts }),
  output: Verdict,
  refusals: [noPackInForce],
  unkeyed: true,
})
