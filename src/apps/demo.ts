import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { addGrant, createAccount, hashPassword, roleNames } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { keepPack, shippedPacks } from '#registry/rules/index.ts'
import { walkMainJob } from './demo-walk.ts'
import { type Served, serve } from './serve.ts'

export type DemoOptions = { host: string; port: number; once: boolean; say: (line: string) => void }

/** Who sets the demonstration up, before anybody has an account. */
const setUp = {
  kind: 'admin',
  role: 'system-admin',
  accountId: '00000000-0000-7000-8000-000000000001',
  sessionId: '',
  grantId: '',
  name: '演示初始化',
} as const

const PASSWORD = 'Yanshi-2026'
const OUTPUT = resolve('demo-output')

/** A whole installation on invented data in a folder of its own, walked through once as every person in turn. */
export async function demo({ host, port, once, say }: DemoOptions): Promise<Served | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'opencqo-demo-'))
  await chmod(folder, 0o755)
  await rm(OUTPUT, { recursive: true, force: true })
  await mkdir(OUTPUT, { recursive: true })
  say('首席质量官制度实施平台 · 演示（企业、人员均为虚构）')
  const served = await serve({ dataDir: folder, host, port: once ? 0 : port, demo: true, say })
  const close = async () => {
    await served.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const units = await seed(served)
    say(`一、建立宜春市单位（${units.size} 个）并装载规则包`)
    const people = await makePeople(served, units)
    const keep = async (name: string, bytes: Uint8Array) => writeFile(join(OUTPUT, name), bytes)
    await walkMainJob({ served, units, people, password: PASSWORD, say, keep })
    if (once) {
      await close()
      return undefined
    }
  } catch (error) {
    await close()
    throw error
  }
  say('')
  say(`演示继续运行：${served.address}（按 Ctrl-C 停止）`)
  say(`演示账号，密码都是 ${PASSWORD}：`)
  for (const [login, role, place] of demoPeople) say(`  ${login.padEnd(14)}${roleNames[role]}　${place}`)
  return { ...served, close }
}

/** Login, role and place (key of the unit, or the demonstration's enterprise). */
const demoPeople: ReadonlyArray<readonly [login: string, role: Role, place: string, name: string]> = [
  ['jingban', 'filer', '示例企业', '示例王'],
  ['fuzeren', 'principal', '示例企业', '示例郑'],
  ['xianji', 'county-officer', 'market-360902', '示例刘'],
  ['shiji', 'city-officer', 'market-360900', '示例何'],
  ['gongxin', 'industry-officer', 'industry-360902', '示例钱'],
]

export type DemoPerson = { login: string; role: Role; accountId: string }

async function seed({ installation }: Served) {
  return inTransaction(installation.pool, setUp, async (tx) => {
    for (const pack of shippedPacks()) await keepPack(tx, pack)
    return seedOrgUnits(tx, yichunTree())
  })
}

async function makePeople({ installation }: Served, units: Map<string, string>): Promise<DemoPerson[]> {
  const passwordHash = await hashPassword(PASSWORD)
  return inTransaction(installation.pool, setUp, async (tx) => {
    const people: DemoPerson[] = []
    for (const [login, role, place, name] of demoPeople) {
      const accountId = await createAccount(tx, { login, name, passwordHash })
      const unitId = units.get(place)
      if (unitId) await addGrant(tx, { accountId, role, unitId })
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
      if (role === 'filer' || role === 'principal') await addGrant(tx, { accountId, role, enterpriseId })
    }
  })
}
