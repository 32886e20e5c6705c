import { addGrant, createAccount, hashPassword } from '#foundation/sign-in/index.ts'
import { enterpriseRoles, type Role } from '#platform/access/actor.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import type { Served } from './serve.ts'

export const PASSWORD = 'Yanshi-2026'

/** Who sets the demonstration up, before anybody has an account. */
export const setUp = {
  kind: 'admin',
  role: 'system-admin',
  accountId: '00000000-0000-7000-8000-000000000001',
  sessionId: '',
  grantId: '',
  name: '演示初始化',
} as const

/** Login, role and place (key of the unit, or the demonstration's enterprise). */
export const demoPeople: ReadonlyArray<readonly [login: string, role: Role, place: string, name: string]> = [
  ['jingban', 'filer', '示例企业', '示例王'],
  ['fuzeren', 'principal', '示例企业', '示例郑'],
  ['shouxi', 'cqo', '示例企业', '示例周'],
  ['zhijian', 'staff', '示例企业', '示例吴'],
  ['shenhe', 'auditor', '示例企业', '示例冯'],
  ['xianji', 'county-officer', 'market-360902', '示例刘'],
  ['shiji', 'city-officer', 'market-360900', '示例何'],
  ['shengji', 'province-officer', 'market-360000', '示例孔'],
  ['gongxin', 'industry-officer', 'industry-360902', '示例钱'],
  ['guanli', 'system-admin', '平台', '示例赵'],
  ['anquan', 'security-admin', '平台', '示例周'],
  ['shenji', 'audit-admin', '平台', '示例孙'],
]

export type DemoPerson = { login: string; role: Role; accountId: string }

export async function makePeople(
  { installation }: Served,
  units: Map<string, string>,
): Promise<DemoPerson[]> {
  const passwordHash = await hashPassword(PASSWORD)
  return inTransaction(installation.pool, setUp, async (tx) => {
    const people: DemoPerson[] = []
    for (const [login, role, place, name] of demoPeople) {
      const accountId = await createAccount(tx, { login, name, passwordHash })
      const unitId = units.get(place)
      if (unitId) await addGrant(tx, { accountId, role, unitId, inCharge: true })
      if (place === '平台') await addGrant(tx, { accountId, role, platform: true })
      people.push({ login, role, accountId })
    }
    return people
  })
}

/** Gives the people of the enterprise their roles, once it is in the directory. */
export async function appointPeople(
  { installation }: Served,
  people: readonly DemoPerson[],
  enterpriseId: string,
) {
  await inTransaction(installation.pool, setUp, async (tx) => {
    for (const { accountId, role } of people) {
      if (enterpriseRoles.some((each) => each === role)) await addGrant(tx, { accountId, role, enterpriseId })
    }
  })
}
