import { z } from 'zod'
import { notFound, operation, refusal, tooLarge } from '#platform/operation.ts'
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

/** What is taken over the network, in bytes; a pack may be smaller still. */
export const FILE_LIMIT = 1024 * 1024

export const invalidPack = refusal({
  code: 'invalid-rule-pack',
  status: 422,
  title: '规则包有问题，没有装载',
})
export const packConflict = refusal({
  code: 'rule-pack-conflict',
  status: 409,
  title: '同一版本的规则包已经装载，内容不同',
})

/** Something wrong in a pack file: line and column from 1, dotted key, why and what to do. */
export const PackProblem = z.object({
  line: z.int(),
  column: z.int(),
  key: z.string(),
  reason: z.string(),
  remedy: z.string(),
})

/** `superseded`: in force by its dates, but another pack or version goes before it everywhere. */
export const PackState = z.enum(['in-force', 'future', 'expired', 'superseded', 'draft', 'not-loaded'])
export type PackState = z.infer<typeof PackState>

/** A pack in a list. `hash` is over its own content; `loadedAt` null: comes with the product and is not loaded. */
export const PackRow = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  docNo: z.string(),
  areas: z.array(z.string()),
  places: z.array(z.string()).describe('适用地区的名称'),
  parent: z.string().nullable(),
  state: PackState,
  draft: z.boolean().describe('草案或示例，不用于办理'),
  effectiveFrom: CivilDate,
  effectiveTo: CivilDate.nullable(),
  hash: z.string(),
  loadedAt: z.iso.datetime().nullable(),
  loadedBy: z.string().nullable(),
})
export type PackRow = z.infer<typeof PackRow>

/** A pack after loading. */
export const LoadedRow = PackRow.extend({ isNew: z.boolean().describe('false：早已装载，内容相同') })
export type LoadedRow = z.infer<typeof LoadedRow>

/** A pack file as it was checked: what is wrong, else what it is and whether it is kept already. */
export const PackCheck = z.object({
  problems: z.array(PackProblem),
  hints: z.array(PackProblem).describe('可以装载，但可能是笔误'),
  pack: PackRow.nullable(),
  kept: z.enum(['new', 'same', 'conflict']).describe('new：可以装载；same：已装载；conflict：同版本内容不同'),
})
export type PackCheck = z.infer<typeof PackCheck>

export const listPacks = operation({
  name: 'rules.list',
  method: 'GET',
  path: '/rule-packs',
  title: '查看规则包',
  doc: 'All rule packs in all versions with their state of today, and those that come with the product and are not loaded.',
  input: z.object({}),
  output: z.object({ rows: z.array(PackRow) }),
  refusals: [],
})

export const readRulePack = operation({
  name: 'rules.read',
  method: 'GET',
  path: '/rule-packs/:packId/:packVersion',
  title: '查看规则包内容',
  doc: 'A pack as it takes effect (with what it inherits) on a day, by default today or its first day, or just as a verdict kept it (`hash`); and the text it was loaded from.',
  input: z.object({
    packId: z.string().max(64),
    packVersion: z.coerce.number().int().min(1),
    onDate: CivilDate.optional(),
    hash: z.string().max(64).optional().describe('判断时保存的校验值'),
  }),
  output: PackInForce.extend({ row: PackRow, onDate: CivilDate, text: z.string() }),
  refusals: [notFound],
})

/** A pack as its page shows it. */
export type ReadPack = z.infer<typeof readRulePack.output>

export const checkRulePack = operation({
  name: 'rules.check',
  method: 'POST',
  path: '/rule-packs/check',
  title: '检查规则包',
  doc: 'Checks the YAML file of a pack against the packs that are loaded. Everything wrong comes back by line; nothing is kept.',
  input: z.object({}),
  output: PackCheck,
  refusals: [tooLarge],
  takesBytes: { limit: FILE_LIMIT },
  unkeyed: true,
})

export const loadRulePack = operation({
  name: 'rules.load',
  method: 'POST',
  path: '/rule-packs',
  title: '装载规则包',
  doc: 'Keeps the YAML file of a pack; it is in force by its own dates. A version never changes: the same id and version with other content is refused.',
  input: z.object({}),
  output: LoadedRow,
  refusals: [invalidPack, packConflict, tooLarge],
  takesBytes: { limit: FILE_LIMIT },
})

export const loadShippedPack = operation({
  name: 'rules.load-shipped',
  method: 'POST',
  path: '/rule-packs/shipped/:packId',
  title: '启用随产品提供的规则包',
  doc: 'Keeps a pack that comes with the product, with the parents it rests on.',
  input: z.object({ packId: z.string().max(64) }),
  output: LoadedRow,
  refusals: [notFound, invalidPack, packConflict],
})
