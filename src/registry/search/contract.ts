import { z } from 'zod'
import { operation } from '#platform/operation.ts'
import { CivilDate } from '#platform/values/civil-date.ts'
import { textSchema } from '#platform/values/text.ts'
import { EnterpriseRow } from '#registry/enterprises/contract.ts'

/** 已备案 / 已聘任未备案 / 已卸任 (ended, or the term is over), today. */
export const OfficerState = z.enum(['filed', 'appointed', 'past'])
export type OfficerState = z.infer<typeof OfficerState>

/** A chief quality officer as he was appointed. */
export const FoundOfficer = z.object({
  enterpriseId: z.uuid(),
  appointmentId: z.uuid(),
  /** His filing, the newest that was registered. */
  filingId: z.uuid().nullable(),
  filingNo: z.string().nullable(),
  personName: z.string(),
  positionTitle: z.string(),
  state: OfficerState,
  termFrom: CivilDate,
  termTo: CivilDate.nullable(),
  enterpriseName: z.string(),
  unitName: z.string(),
})
export type FoundOfficer = z.infer<typeof FoundOfficer>

/** How many of each are shown at most. */
export const MOST_FOUND = 20

export const find = operation({
  name: 'search.find',
  method: 'GET',
  path: '/search',
  title: '查找企业和首席质量官',
  doc: `Enterprises and chief quality officers that I may see. Enterprises: by any part of the name, its pinyin initials or pinyin, or the beginning of the code. Officers: by any part of the name of two characters or more, its pinyin initials or pinyin, the beginning of the 备案编号 or of the enterprise's code; the industry line is not told of people. At most ${MOST_FOUND} of each, in order of name; the totals are counted up to 1,000, \`more\` says when there are more.`,
  input: z.object({ text: textSchema({ max: 60 }) }),
  output: z.object({
    enterprises: z.object({ rows: z.array(EnterpriseRow), total: z.int(), more: z.boolean() }),
    officers: z.object({ rows: z.array(FoundOfficer), total: z.int(), more: z.boolean() }),
  }),
  refusals: [],
  labels: { text: '查找内容' },
})
