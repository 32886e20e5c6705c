import { z } from 'zod'
import { adminRoles } from '#platform/access/actor.ts'
import { operation } from '#platform/operation.ts'

/** How many rows a part of the set-up shows; the totals count all. */
export const SHOWN = 50

const UnitName = {
  unitId: z.uuid(),
  name: z.string(),
  /** Name of the unit above; empty at the top. */ above: z.string(),
}

export const SetUp = z.object({
  administrators: z.array(
    z.object({ role: z.enum(adminRoles), roleName: z.string(), holders: z.int(), invited: z.int() }),
  ),
  /** Units of the market-regulation line in force today. */
  units: z.object({ total: z.int(), top: z.array(z.string()) }),
  /** The cities, the counties under none, and the pack that governs each today. */
  places: z.object({
    total: z.int(),
    without: z.int(),
    rows: z.array(z.object({ ...UnitName, pack: z.string().nullable().describe('文号和名称；null 没有') })),
  }),
  /** Packs that come with the product. */
  packs: z.array(
    z.object({
      id: z.string(),
      version: z.int(),
      title: z.string(),
      docNo: z.string(),
      draft: z.boolean(),
      loaded: z.boolean(),
      /** Names of places that it covers and that have units here; empty for a pack of elsewhere. */
      covers: z.array(z.string()),
    }),
  ),
  /** Units of the market-regulation line without an officer. */
  officers: z.object({
    holders: z.int(),
    without: z.int(),
    rows: z.array(z.object({ ...UnitName, invited: z.boolean() })),
  }),
})
export type SetUp = z.infer<typeof SetUp>

export const readSetUp = operation({
  name: 'set-up.read',
  method: 'GET',
  path: '/set-up',
  title: '查看设置进度',
  doc: 'How far the installation is set up, derived from what is there: administrators, units, rule packs, first officers. At most 50 rows of places and of units.',
  input: z.object({}),
  output: SetUp,
  refusals: [],
})
