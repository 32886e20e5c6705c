import { stringify } from 'csv-stringify/sync'
import type { Client } from '#platform/client.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { createRoster, recordRoster } from '#registry/rosters/contract.ts'
import { startDraft } from '#registry/rosters/drafts/contract.ts'

/** The industry bureau signs a first list of 规上 enterprises, and leaves the next one as a draft to decide upon. */
export async function signDemoRoster(
  keeper: Client,
  { unitId, county, year, today }: { unitId: string; county: string; year: string; today: string },
): Promise<string> {
  const { rows } = await keeper.call(listEnterprises, { unitId: county, limit: 14 })
  const name = `袁州区 ${year} 年规模以上企业名单（示例）`
  const roster = await keeper.call(createRoster, {
    unitId,
    scopeCode: 'above-scale',
    level: null,
    name,
    docNo: '',
    periodFrom: `${year}-01-01`,
    periodTo: null,
  })
  const of = { unitId, rosterId: roster.id }
  const enter = rows.slice(0, 12).map(({ id }) => ({ enterpriseId: id, nominated: false }))
  const record = { effectiveOn: `${year}-01-01`, enter, leave: [], note: '示例', sha256: null }
  await keeper.call(recordRoster, { ...of, ...record })
  await keeper.call(
    startDraft,
    { ...of, fileName: '示例规上企业名单.csv', effectiveOn: today },
    { body: new Uint8Array(Buffer.from(nextList(rows))) },
  )
  return name
}

/** One is gone, one has another name, two are new, one is not in the directory, one code has lost its digits. */
function nextList(rows: readonly { name: string; creditCode: string }[]): string {
  const [renamed, , lost, ...others] = rows
  return stringify([
    ['单位名称', '统一社会信用代码', '所属县区'],
    [`${renamed?.name.replace('有限公司', '')}科技有限公司`, renamed?.creditCode ?? '', '袁州区'],
    [lost?.name ?? '', '9.13609E+17', '袁州区'],
    ...others.map(({ name, creditCode }) => [name, creditCode, '袁州区']),
    ['示例待入名录制造有限公司', makeCreditCode('91360902MADEM0001'), '袁州区'],
  ])
}
