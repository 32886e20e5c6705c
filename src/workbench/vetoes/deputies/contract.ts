import { z } from 'zod'
import { operation, refusal, wrongState } from '#platform/operation.ts'
import { CivilDate, WrittenDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { vetoLabels } from '../contract.ts'

export const unfitDeputy = refusal({ code: 'unfit-deputy', status: 409, title: '不能指定为代理人' })

/** Somebody who raises and lifts vetoes beside the officer, for some days. */
export const Deputy = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  name: z.string(),
  from: CivilDate,
  until: CivilDate,
  note: z.string(),
  namedAt: z.iso.datetime(),
  namedByName: z.string(),
  namedAs: z.enum(['principal', 'cqo']),
  ended: z.object({ at: z.iso.datetime(), byName: z.string(), note: z.string() }).nullable(),
  /** Whether these are his days. */
  active: z.boolean(),
})
export type Deputy = z.infer<typeof Deputy>

const ofEnterprise = { enterpriseId: z.uuid() }
const path = '/enterprises/:enterpriseId/veto-deputies' as const

export const readVetoOffice = operation({
  name: 'veto.office',
  method: 'GET',
  path,
  title: '查看谁行使一票否决',
  doc: 'The officer in office today, all deputies that were ever named, the newest first, and what the reader may do.',
  input: z.object(ofEnterprise),
  output: z.object({
    cqo: z.string().nullable(),
    deputies: z.array(Deputy),
    /** Accounts that may be named. */
    candidates: z.array(z.object({ accountId: z.uuid(), name: z.string(), roleName: z.string() })),
    may: z.object({ raise: z.boolean(), name: z.boolean() }),
    /** Why the reader cannot raise one; empty where he can. */
    whyNot: z.string(),
  }),
  refusals: [],
})

export const nameDeputy = operation({
  name: 'veto.name-deputy',
  method: 'POST',
  path,
  title: '指定代理人',
  doc: 'By the principal or the officer in office, from one civil day to another. The principal cannot be deputy (he overrides in the open), nor an auditor.',
  input: z.object({
    ...ofEnterprise,
    accountId: z.uuid(),
    from: WrittenDate,
    until: WrittenDate,
    note: textSchema({ max: 200, min: 0 }).default(''),
  }),
  output: z.object({ id: z.uuid() }),
  refusals: [unfitDeputy],
  labels: vetoLabels,
})

export const endDeputy = operation({
  name: 'veto.end-deputy',
  method: 'POST',
  path: `${path}/:deputyId/ending`,
  title: '终止代理',
  doc: 'Ends a deputy before his last day, at once. The record stays.',
  input: z.object({ ...ofEnterprise, deputyId: z.uuid(), reason: textSchema({ max: 200 }) }),
  output: z.object({ id: z.uuid() }),
  refusals: [wrongState],
  labels: vetoLabels,
})
