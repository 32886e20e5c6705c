import { z } from 'zod'
import { operation, refusal, staleVersion } from '#platform/operation.ts'

export const nameTaken = refusal({ code: 'name-taken', status: 409, title: '已有同名的模板' })
export const tooManyTemplates = refusal({ code: 'too-many-templates', status: 409, title: '模板太多' })

/** Templates of one unit at most. */
export const TEMPLATE_LIMIT = 200

const content = {
  name: z.string().trim().min(2).max(40),
  place: z.string().min(1).max(60).describe('备案表字段、扫描件用途，或 general（整体）'),
  why: z.string().trim().min(2).max(300),
  how: z.string().trim().min(2).max(300),
  basis: z.string().trim().max(120).default(''),
}

/** Labels of the parts, as the form shows them. */
export const templateLabels = {
  name: '模板名称',
  place: '哪里',
  why: '为什么',
  how: '怎么改',
  basis: '依据',
} as const satisfies Record<keyof typeof content, string>

/** A defect written once and used many times when filings are returned. */
export const DefectTemplate = z.object({
  id: z.string(),
  version: z.int(),
  ...content,
  basis: z.string(),
  /** `own` may be changed; `above` comes from a unit over this one; `sample` ships with the product, labelled 示例. */
  origin: z.enum(['own', 'above', 'sample']),
  /** Whose it is; empty for samples. */
  unitName: z.string(),
})
export type DefectTemplate = z.infer<typeof DefectTemplate>

const ofUnit = { unitId: z.uuid() }
const ofTemplate = { ...ofUnit, templateId: z.uuid() }

export const listDefectTemplates = operation({
  name: 'defect-template.list',
  method: 'GET',
  path: '/units/:unitId/defect-templates',
  title: '查看问题模板',
  doc: 'Templates that officers of this unit may use: its own in their order, those of units over it, then the shipped samples (示例).',
  input: z.object(ofUnit),
  output: z.object({ rows: z.array(DefectTemplate) }),
  refusals: [],
})

export const addDefectTemplate = operation({
  name: 'defect-template.add',
  method: 'POST',
  path: '/units/:unitId/defect-templates',
  title: '存为问题模板',
  doc: `Adds a template to the library of the unit, at its end; at most ${TEMPLATE_LIMIT}.`,
  input: z.object({ ...ofUnit, ...content }),
  output: DefectTemplate,
  refusals: [nameTaken, tooManyTemplates],
  labels: templateLabels,
})

export const changeDefectTemplate = operation({
  name: 'defect-template.change',
  method: 'PUT',
  path: '/units/:unitId/defect-templates/:templateId',
  title: '修改问题模板',
  doc: 'Changes a template of the unit. Filings that were returned with it keep their words.',
  input: z.object({ ...ofTemplate, version: z.int(), ...content }),
  output: DefectTemplate,
  refusals: [nameTaken, staleVersion],
  labels: templateLabels,
})

export const removeDefectTemplate = operation({
  name: 'defect-template.remove',
  method: 'DELETE',
  path: '/units/:unitId/defect-templates/:templateId',
  title: '删除问题模板',
  doc: 'Removes a template of the unit.',
  input: z.object(ofTemplate),
  output: z.object({ removed: z.boolean() }),
  refusals: [],
})

export const arrangeDefectTemplates = operation({
  name: 'defect-template.arrange',
  method: 'POST',
  path: '/units/:unitId/defect-templates/order',
  title: '排列问题模板',
  doc: 'Sets the order of the templates of the unit; those that are not named follow in their former order.',
  input: z.object({ ...ofUnit, ids: z.array(z.uuid()).min(1).max(TEMPLATE_LIMIT) }),
  output: z.object({ rows: z.array(DefectTemplate) }),
  refusals: [],
})
