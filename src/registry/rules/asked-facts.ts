import { z } from 'zod'
import { type Condition, type Test, walkConditions } from './condition.ts'
import { type FactDefinition, STANDARD_FACTS } from './facts.ts'
import type { PackShape } from './pack-shape.ts'
import { certificateKindsOf, factsOf } from './vocabulary.ts'

const Option = z.object({ code: z.string(), label: z.string() })

/** One thing that a pack asks beside the fields of 附件1, shown as 扩展项 in the form. */
export const AskedFact = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['level', 'choice', 'number', 'boolean', 'text', 'date', 'list', 'certificates', 'hours']),
  options: z.array(Option).describe('可选的值；证书为证书类型'),
  levels: z.record(z.string(), z.array(Option)).describe('证书类型 → 等级，由低到高'),
  unit: z.string().nullable(),
  evidence: z.string().nullable().describe('须附的证明材料'),
  required: z.boolean(),
  clause: z.string().nullable(),
  note: z.string().nullable(),
})
export type AskedFact = z.infer<typeof AskedFact>

/** What 附件1, the appointment and the lists of the enterprise already tell. */
const KNOWN = new Set([
  'education',
  'titleLevel',
  'qualification',
  'qualityYears',
  'age',
  'inTopManagement',
  'fullTime',
  'trainedBefore',
  'enterpriseSize',
  'aboveScale',
  'enterpriseType',
  'industry',
  'enterpriseLists',
])

/** The facts that a pack declares or that its conditions use and no other field of the form tells, in the order of the pack. */
export function askedFacts(pack: PackShape | undefined): AskedFact[] {
  if (!pack) return []
  const used = usedFacts(pack)
  const own = new Map(pack.facts.map((fact) => [fact.key, fact]))
  const definitions = factsOf(pack)
  const standard = STANDARD_FACTS.filter(({ key }) => used.has(key) && !KNOWN.has(key))
  const declared = pack.facts.flatMap(({ key }) => definitions.get(key) ?? [])
  return [...standard, ...declared].map((definition) => {
    const fact = own.get(definition.key)
    return {
      key: definition.key,
      label: definition.label,
      kind: definition.kind,
      ...optionsOf(definition, pack),
      unit: definition.unit ?? null,
      evidence: fact?.evidence ?? null,
      required: fact !== undefined,
      clause: fact?.clause ?? null,
      note: fact?.note ?? null,
    }
  })
}

function optionsOf(definition: FactDefinition, pack: PackShape): Pick<AskedFact, 'options' | 'levels'> {
  if (definition.kind !== 'certificates') {
    return { options: (definition.options ?? []).map(({ code, label }) => ({ code, label })), levels: {} }
  }
  const kinds = [...certificateKindsOf(pack)]
  return {
    options: kinds.map(([code, { label }]) => ({ code, label })),
    levels: Object.fromEntries(
      kinds
        .filter(([, { levels }]) => levels.length > 0)
        .map(([code, { levels }]) => [
          code,
          levels.map((level) => ({ code: level.code, label: level.label })),
        ]),
    ),
  }
}

function usedFacts(pack: PackShape): ReadonlySet<string> {
  const used = new Set<string>()
  const visit = (test: Test | Condition): void => {
    if (test.fact) used.add(test.fact)
    if (test.holdsCertificate) used.add('certificates')
    if (test.ceHours) used.add('ceHours')
    for (const child of test.all ?? test.any ?? (test.not ? [test.not] : [])) visit(child)
  }
  walkConditions(pack.qualification, (condition) => {
    visit(condition)
    if (condition.when) visit(condition.when)
  })
  for (const relaxation of pack.relaxations) {
    if (relaxation.when) visit(relaxation.when)
    for (const { to } of relaxation.conditions) if (to) visit(to)
  }
  for (const step of pack.flow.steps) if (step.when) visit(step.when)
  for (const { from } of pack.correspondences) used.add(from.fact)
  return used
}
