import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import { addGrant, createAccount, hashPassword } from '#foundation/sign-in/index.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Client } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { keepPack, shippedPacks } from '#registry/rules/index.ts'
import type { TestApp } from './test-app.ts'

export const PASSWORD = 'Shili-2026-test'
let hashed: Promise<string> | undefined
let count = 0

export const administrator = {
  kind: 'admin',
  role: 'system-admin',
  accountId: '00000000-0000-7000-8000-000000000001',
  sessionId: '',
  grantId: '',
  name: '示例管理员',
} as const

/** The 宜春 tree with its rule pack; ids of the units by seed key. */
export async function seedPlace(app: TestApp): Promise<Map<string, string>> {
  return inTransaction(app.installation.pool, administrator, async (tx) => {
    for (const pack of shippedPacks()) await keepPack(tx, pack)
    return seedOrgUnits(tx, yichunTree())
  })
}

/** An enterprise in the care of a unit. */
export async function makeEnterprise(app: TestApp, unitId: string): Promise<string> {
  const id = newId()
  count += 1
  const code = makeCreditCode(`91360900MAY${String(count).padStart(6, '0')}`)
  await app.sql(
    'insert into enterprises (id, credit_code, name, unit_id, address) values ($1, $2, $3, $4, $5)',
    [id, code, `示例${count}号机械有限公司`, unitId, '江西省宜春市示例路 1 号'],
  )
  return id
}

export type Place = { enterpriseId: string } | { unitId: string } | { platform: true }

/** A new person with one role, signed in at a browser of his own. */
export async function signInAs(
  app: TestApp,
  role: Role,
  place: Place,
  more: { inCharge?: boolean; name?: string } = {},
): Promise<Client> {
  const login = await makeAccount(app, role, place, more)
  const client = app.browser()
  await client.call(signIn, { login, password: PASSWORD })
  return client
}

/** A new person with one role; answers the name to sign in with. */
export async function makeAccount(
  app: TestApp,
  role: Role,
  place: Place,
  { inCharge = false, name = `示例${role}` }: { inCharge?: boolean; name?: string } = {},
): Promise<string> {
  hashed ??= hashPassword(PASSWORD)
  const passwordHash = await hashed
  count += 1
  const login = `shili-${count}`
  await inTransaction(app.installation.pool, administrator, async (tx) => {
    const accountId = await createAccount(tx, { login, name, passwordHash })
    await addGrant(tx, { accountId, role, inCharge, ...place })
  })
  return login
}
