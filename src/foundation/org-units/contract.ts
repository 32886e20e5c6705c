import { z } from 'zod'
import { operation } from '#platform/operation.ts'

/** A unit of the market-regulation line or of the industry line; `areaCode` is GB/T 2260 where the unit has one. */
export const OrgUnit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  shortName: z.string(),
  line: z.enum(['market-regulation', 'industry']),
  level: z.enum(['nation', 'province', 'city', 'county']),
  kind: z.enum(['bureau', 'branch', 'zone']),
  areaCode: z.string().nullable(),
  numberingCode: z.string(),
  functions: z.array(z.enum(['registration', 'roster', 'training'])),
  addressWords: z.array(z.string()),
})
export type OrgUnit = z.infer<typeof OrgUnit>

export const listOrgUnits = operation({
  name: 'org-unit.list',
  method: 'GET',
  path: '/org-units',
  title: '查看单位',
  doc: 'All units in force today, parents before children.',
  input: z.object({}),
  output: z.object({ rows: z.array(OrgUnit) }),
  refusals: [],
})
