import { z } from 'zod'
import { operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { FilingKind, FilingStatus } from '../filing.ts'

export const TenureStretch = z.object({
  from: CivilDate,
  to: CivilDate.nullable(),
  state: z.enum(['filed', 'unfiled', 'vacant', 'expired']),
  appointmentId: z.uuid().nullable(),
  personName: z.string().nullable(),
  filingNo: z.string().nullable(),
})

/** 更换后多久内报备, counted from the last day of who left; every part null where no rule says (未规定). */
export const ReplacementDeadline = z.object({
  dueOn: CivilDate.nullable(),
  within: z.object({ amount: z.int(), unit: z.enum(['workday', 'day', 'month', 'year']) }).nullable(),
  /** The unit's promise, not a document's limit. */
  promised: z.boolean(),
  clause: z.string().nullable(),
  docNo: z.string().nullable(),
})

/** Where an enterprise stands with its officer, and what is due. */
export const Tenure = z.object({
  today: CivilDate,
  /** Without gap or overlap, from the first day in office on. */
  stretches: z.array(TenureStretch),
  /** The filing that stands in the register now. */
  inForce: z
    .object({
      filingId: z.uuid(),
      filingNo: z.string(),
      kind: FilingKind,
      personName: z.string(),
      appointmentId: z.uuid(),
      termTo: CivilDate.nullable(),
      leftOn: CivilDate.nullable(),
    })
    .nullable(),
  /** A 变更, 更换 or 注销 that is on its way, as far as the reader may see it. */
  following: z.object({ filingId: z.uuid(), kind: FilingKind, status: FilingStatus }).nullable(),
  /** Nobody is in office: since when, and how many days up to today. */
  vacancy: z.object({ since: CivilDate, days: z.int(), expired: z.boolean() }).nullable(),
  /** The officer on file has left, or nobody is in office: until when a replacement is to be filed. */
  replacement: ReplacementDeadline.extend({ leftOn: CivilDate }).nullable(),
  /** The term at hand ends within 60 days, or is over. */
  ending: z
    .object({
      appointmentId: z.uuid(),
      personName: z.string(),
      termTo: CivilDate,
      /** Days left; negative: days over. */
      days: z.int(),
      evaluation: z.enum(['renew', 'reselect']).nullable(),
      /** The appointment that renews it. */
      renewedBy: z
        .object({ appointmentId: z.uuid(), status: z.enum(['draft', 'issued', 'ended']) })
        .nullable(),
    })
    .nullable(),
})
export type Tenure = z.infer<typeof Tenure>

export const readTenure = operation({
  name: 'tenure.read',
  method: 'GET',
  path: '/enterprises/:enterpriseId/tenure',
  title: '查看任期与变更',
  doc: 'The history of an enterprise’s officer as stretches without gap or overlap (在任已备案, 在任未备案, 空岗, 届满未续), the filing in force and what follows it, and what is due: renewal before a term ends, a replacement after somebody left.',
  input: z.object({ enterpriseId: z.uuid() }),
  output: Tenure,
  refusals: [],
})
