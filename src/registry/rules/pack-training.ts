import * as z from 'zod'
import { Id } from './condition.ts'
import { AdministrativeLevel, cited, text } from './pack-sections.ts'

const unknownNumber = z.number().min(0).nullable().default(null)

/** 培训. Hours are 学时, the pass score is out of 100; null means 未规定. */
export const Training = z.strictObject({
  initialHours: unknownNumber,
  ceHoursPerYear: unknownNumber,
  modes: z
    .array(
      z.strictObject({ mode: z.enum(['online', 'offline', 'practice']), organiser: AdministrativeLevel }),
    )
    .default([]),
  organisedBy: AdministrativeLevel.nullable().default(null),
  exam: z
    .strictObject({
      required: z.boolean().nullable().default(null),
      passScore: z.number().min(0).max(100).nullable().default(null),
      retakes: z.int().min(0).nullable().default(null),
    })
    .prefault({}),
  paperRequired: z.boolean().nullable().default(null),
  ...cited,
})

/** A kind of certificate that conditions may ask for; levels from low to high. */
export const CertificateKind = z.strictObject({
  type: Id.refine((type) => type.length <= 40, {
    params: { reason: '证书类型超过 40 个字符', remedy: '改短一些。' },
  }),
  title: text(100),
  issuerLevel: AdministrativeLevel.nullable().default(null),
  levels: z
    .array(z.strictObject({ code: text(64), label: text(100) }))
    .min(1)
    .optional(),
  validMonths: z.int().min(1).nullable().default(null).describe('有效期（月）；null 表示未规定'),
  renewal: text(200).nullable().default(null),
  ...cited,
})
export type CertificateKind = z.infer<typeof CertificateKind>
