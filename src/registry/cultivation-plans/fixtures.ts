import type { Client } from '#platform/client.ts'
import { createRoster, recordRoster } from '#registry/rosters/contract.ts'

/** A signed list of 规上企业 that an industry bureau keeps from the beginning of 2020 on. */
export async function signedAboveScale(keeper: Client, unitId: string, enterpriseIds: readonly string[]) {
  const roster = await keeper.call(createRoster, {
    unitId,
    scopeCode: 'above-scale',
    level: null,
    name: '示例规上企业名单',
    docNo: '',
    periodFrom: '2020-01-01',
    periodTo: null,
  })
  await keeper.call(recordRoster, {
    unitId,
    rosterId: roster.id,
    effectiveOn: '2020-01-01',
    enter: enterpriseIds.map((enterpriseId) => ({ enterpriseId, nominated: false })),
    leave: [],
    note: '',
    sha256: null,
  })
  return roster
}
