import * as z from 'zod'
import type { Code } from './code-lists.ts'
import type { Test } from './condition.ts'
import { type QualificationFacts, STANDARD_FACTS } from './facts.ts'
import { leavesOfPack } from './leaves.ts'
import { FILING_KINDS } from './pack-sections.ts'
import type { PackShape } from './pack-shape.ts'
import { type CertificatePart, certificateKey, exclusionKey, hoursKey, hoursYears } from './papers.ts'
import { certificateKindsOf } from './vocabulary.ts'

/** 扩展项: what the pack in force wants to know beyond 附件1. `key` is the key of the value in `extensions`. */
export const ExtensionItem = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['level', 'choice', 'number', 'boolean', 'text', 'date', 'list']),
  options: z
    .array(
      z.object({ code: z.string(), label: z.string(), ordinal: z.number(), none: z.boolean().optional() }),
    )
    .readonly()
    .optional(),
  unit: z.string().optional(),
  min: z.union([z.number(), z.string()]).optional(),
  max: z.union([z.number(), z.string()]).optional(),
  integer: z.boolean().optional(),
  required: z.boolean(),
  evidence: z.string().nullable().describe('填了就须上传的证明材料'),
  evidenceAlways: z.boolean().optional().describe('填“否”、0 或“没有”也要证明材料'),
  clause: z.string().nullable(),
  docNo: z.string(),
  note: z.string().optional(),
  under: z.string().optional().describe('只在这一项填“是”时才问'),
  personal: z.boolean().optional().describe('true：加密保存，默认不显示'),
})
export type ExtensionItem = z.infer<typeof ExtensionItem>

type FilingKind = (typeof FILING_KINDS)[number]
export type ExtensionValues = NonNullable<QualificationFacts['extensions']>

/** Facts that conditions may use and 附件1 has no box for. */
const BEYOND_THE_FORM = ['titleSeries', 'titleField', 'metrologist', 'employees', 'revenueWan']

/**
 * The items a filing of this kind shows as 扩展项: the pack's own facts, and what else its conditions need that 附件1 does not
 * have (职称专业, a certificate's kind and dates, hours of a year). In the order of the pack.
 * @param onDate the appointment date; 继续教育 is asked for its year or the one before
 */
export function extensionItems(pack: PackShape, onDate: string, kind: FilingKind = 'new'): ExtensionItem[] {
  const own = pack.facts
    .filter((fact) => fact.filings.includes(kind))
    .map((fact): ExtensionItem => {
      const { key, label, type, unit, min, max, integer, required, evidence, evidenceAlways, clause, note } =
        fact
      const personal = fact.personal && { personal: true }
      const options = fact.options?.map((option, index) => ({ ...option, ordinal: index }))
      const docNo = fact.docNo ?? pack.docNo
      const bounds = { unit, min, max, ...(integer !== undefined && { integer }) }
      const proof = { evidence, ...(evidenceAlways !== undefined && { evidenceAlways }) }
      return { key, label, type, options, ...bounds, required, ...proof, clause, docNo, note, ...personal }
    })
  return kind === 'cancel' ? own : [...own, ...neededBeyondTheForm(pack, onDate), ...daysOfExclusions(pack)]
}

/** The items of all kinds of filing, each once. */
export function allExtensionItems(pack: PackShape, onDate: string): ExtensionItem[] {
  const items = FILING_KINDS.flatMap((kind) => extensionItems(pack, onDate, kind))
  return [...new Map(items.map((item) => [item.key, item])).values()]
}

function neededBeyondTheForm(pack: PackShape, onDate: string): ExtensionItem[] {
  const items = new Map<string, ExtensionItem>()
  for (const { test, clause, docNo } of leavesOfPack(pack)) {
    const base = { clause, docNo, required: false, evidence: null }
    for (const item of itemsFor(test, base, pack, onDate)) if (!items.has(item.key)) items.set(item.key, item)
  }
  return [...items.values()]
}

function itemsFor(test: Test, base: Base, pack: PackShape, onDate: string): ExtensionItem[] {
  if (test.holdsCertificate) return certificateItems(pack, test.holdsCertificate.type, base)
  if (test.ceHours) {
    return hoursYears(test.ceHours, onDate).map((year) => {
      const label = `${year}年继续教育`
      return { ...base, key: hoursKey(year), label, type: 'number', unit: '学时', min: 0, max: 1000 }
    })
  }
  const found = STANDARD_FACTS.find(({ key }) => key === test.fact && BEYOND_THE_FORM.includes(key))
  if (found === undefined) return []
  const { key, label, options, unit } = found
  if (found.kind === 'number') return [{ ...base, key, label, type: 'number', unit, min: 0 }]
  return [{ ...base, key, label, type: found.kind === 'level' ? 'level' : 'choice', options }]
}

/** The days of 禁任情形 that lapse: whoever never had any leaves them empty. */
function daysOfExclusions({ exclusions, docNo }: PackShape): ExtensionItem[] {
  return (exclusions?.items ?? []).flatMap((item): ExtensionItem[] => {
    if (item.lasts === undefined) return []
    const note = '从来没有的不填。'
    const source = { clause: item.clause ?? exclusions?.clause ?? null, docNo: item.docNo ?? docNo }
    const label = `发生日期：${item.text}`
    const asked = { label, type: 'date', required: false, evidence: null, note, personal: true } as const
    return [{ key: exclusionKey(item.id), ...asked, ...source }]
  })
}

type Base = Pick<ExtensionItem, 'required' | 'evidence' | 'clause' | 'docNo'>

function certificateItems(pack: PackShape, type: string, base: Base): ExtensionItem[] {
  const names = certificateKindsOf(pack).get(type)
  const label = names?.label ?? type
  const under = certificateKey(type)
  const part = (
    name: CertificatePart,
    what: string,
    as: ExtensionItem['type'],
    options?: readonly Code[],
  ) => ({
    ...base,
    key: certificateKey(type, name),
    label: `${label}${what}`,
    type: as,
    options,
    evidence: null,
    under,
  })
  return [
    { ...base, key: under, label: `持有${label}`, type: 'boolean', evidence: label },
    ...(names && names.levels.length > 0 ? [part('level', '等级', 'level', names.levels)] : []),
    part('number', '编号', 'text'),
    part('issuedOn', '发证日期', 'date'),
    part('validTo', '有效期至', 'date'),
  ]
}
