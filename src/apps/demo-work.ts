import { signIn } from '#foundation/sign-in/contract.ts'
import { addGrant, createAccount, hashPassword } from '#foundation/sign-in/index.ts'
import { type Client, createClient } from '#platform/client.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { filledDraft, issuedAppointment, submittedFiling } from '#registry/filings/fixtures.ts'
import { demoPeople, PASSWORD, setUp } from './demo-people.ts'
import { signDemoRoster } from './demo-roster.ts'
import type { Served } from './serve.ts'

type Place = { served: Served; units: Map<string, string>; say: (line: string) => void }

/** What stands ready to be tried by hand: number of the enterprise, and what its people find. */
const ready = [
  { number: 2, what: '备案表填了一半' },
  { number: 3, what: '还没有首席质量官' },
  { number: 4, what: '已提交，待受理（大学专科，可放宽）' },
  { number: 5, what: '已提交，待受理' },
] as const

/** After the walk: other enterprises of 袁州区 with something left to do for each side. Their principals are `fuzeren2` … */
export async function leaveWork({ served, units, say }: Place): Promise<{ login: string; what: string }[]> {
  say('八、再准备几家企业，留给您自己试')
  const officer = await enter(served, demoPeople.find(([, role]) => role === 'county-officer')?.[0] ?? '')
  const { rows } = await officer.call(listEnterprises, {
    unitId: units.get('market-360902') ?? '',
    limit: ready.length + 1,
  })
  const passwordHash = await hashPassword(PASSWORD)
  const accounts: { login: string; what: string }[] = []
  for (const [index, { number, what }] of ready.entries()) {
    const enterprise = rows[index + 1]
    if (!enterprise) break
    const login = `jingban${number}`
    await appoint(served, enterprise.id, number, passwordHash)
    await prepare(number, enterprise.id, await enter(served, login), await enter(served, `fuzeren${number}`))
    say(`    ${enterprise.name}　${what}`)
    accounts.push({ login, what })
  }
  await leaveRoster({ served, units, say })
  return accounts
}

async function leaveRoster({ served, units, say }: Place) {
  const keeper = await enter(served, demoPeople.find(([, role]) => role === 'industry-officer')?.[0] ?? '')
  const today = civilDateOf(served.installation.now())
  const unitId = units.get('industry-360902') ?? ''
  const county = units.get('market-360902') ?? ''
  const name = await signDemoRoster(keeper, { unitId, county, year: today.slice(0, 4), today })
  say(`九、工信局签认“${name}”，下一版的草稿待决定`)
}

async function appoint(served: Served, enterpriseId: string, number: number, passwordHash: string) {
  await inTransaction(served.installation.pool, setUp, async (tx) => {
    for (const [login, role, name] of [
      [`jingban${number}`, 'filer', `示例经办${number}`],
      [`fuzeren${number}`, 'principal', `示例负责${number}`],
    ] as const) {
      const accountId = await createAccount(tx, { login, name, passwordHash })
      await addGrant(tx, { accountId, role, enterpriseId })
    }
  })
}

async function prepare(number: number, enterpriseId: string, filer: Client, principal: Client) {
  if (number === 2) {
    const appointment = await issuedAppointment(enterpriseId, filer, principal)
    await filledDraft(enterpriseId, appointment.id, filer, {
      products: null,
      mobile: null,
      qualityYears: 9,
      generalConditions: null,
    })
  } else if (number === 4) {
    await submittedFiling(enterpriseId, filer, principal, {
      education: { level: 'associate', completed: true },
    })
  } else if (number === 5) await submittedFiling(enterpriseId, filer, principal)
}

async function enter(served: Served, login: string): Promise<Client> {
  const client = createClient({ baseUrl: served.address, cookies: new Map() })
  await client.call(signIn, { login, password: PASSWORD })
  return client
}
