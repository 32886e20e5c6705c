import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listNotices } from '#foundation/notices/contract.ts'
import { readMe, signIn, switchGrant } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import type { Client } from '#platform/client.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import { makeAccount, makeEnterprise, PASSWORD, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  acceptInvitation,
  completeReset,
  disableAccount,
  enableAccount,
  endGrant,
  invite,
  issueReset,
  joinByInvitation,
  listInvitations,
  listPeople,
  lookInvitation,
  lookReset,
  renewInvitation,
  revokeInvitation,
  unlockAccount,
} from './contract.ts'

let app: TestApp
let place: Map<string, string>
let county: string
let enterpriseId: string
let chief: Client
let officer: Client
let principal: Client
let systemAdmin: Client
let securityAdmin: Client
let count = 0

const unit = (key: string) => place.get(key) ?? ''
const platform = { platform: true } as const

beforeAll(async () => {
  app = await startTestApp()
  place = await seedPlace(app)
  county = unit('market-360902')
  enterpriseId = await makeEnterprise(app, county)
  chief = await signInAs(app, 'county-officer', { unitId: county }, { inCharge: true })
  officer = await signInAs(app, 'county-officer', { unitId: county })
  principal = await signInAs(app, 'principal', { enterpriseId })
  systemAdmin = await signInAs(app, 'system-admin', platform)
  securityAdmin = await signInAs(app, 'security-admin', platform)
})
afterAll(() => app.close())

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.problem?.code ?? error,
  )
const offer = (role: Role, where: { unitId?: string; enterpriseId?: string } = {}, inCharge = false) => ({
  name: '示例吴',
  role,
  unitId: where.unitId ?? null,
  enterpriseId: where.enterpriseId ?? null,
  inCharge,
})
const newPerson = () => {
  count += 1
  return { login: `xinren${count}`, name: '示例吴', password: 'Xinren-2026' }
}
const enter = async (login: string, password = PASSWORD) => {
  const client = app.browser()
  await client.call(signIn, { login, password })
  return client
}

describe('who invites whom', () => {
  const cases: [string, () => Client, ReturnType<typeof offer>, string][] = []
  const add = (title: string, who: () => Client, what: () => ReturnType<typeof offer>, code: string) =>
    cases.push([title, who, what as never, code])
  add(
    'a system administrator a security administrator',
    () => systemAdmin,
    () => offer('security-admin'),
    'done',
  )
  add(
    'a system administrator the first officer of a city',
    () => systemAdmin,
    () => offer('city-officer', { unitId: unit('market-360900') }, true),
    'done',
  )
  add(
    'a system administrator nobody of an enterprise',
    () => systemAdmin,
    () => offer('filer', { enterpriseId }),
    'forbidden',
  )
  add(
    'a security administrator nobody',
    () => securityAdmin,
    () => offer('audit-admin'),
    'forbidden',
  )
  add(
    'an officer in charge colleagues of the unit',
    () => chief,
    () => offer('county-officer', { unitId: county }),
    'done',
  )
  add(
    'an officer in charge nobody of the unit above',
    () => chief,
    () => offer('city-officer', { unitId: unit('market-360900') }),
    'forbidden',
  )
  add(
    'an officer who is not in charge no colleague',
    () => officer,
    () => offer('county-officer', { unitId: county }),
    'forbidden',
  )
  add(
    'any officer the people of an enterprise of the unit',
    () => officer,
    () => offer('principal', { enterpriseId }),
    'done',
  )
  add(
    'but not its chief quality officer',
    () => officer,
    () => offer('cqo', { enterpriseId }),
    'forbidden',
  )
  add(
    'an officer no administrator',
    () => chief,
    () => offer('system-admin'),
    'forbidden',
  )
  add(
    'a principal a filer',
    () => principal,
    () => offer('filer', { enterpriseId }),
    'done',
  )
  add(
    'a principal a chief quality officer',
    () => principal,
    () => offer('cqo', { enterpriseId }),
    'done',
  )
  for (const role of ['staff', 'auditor'] as const) {
    add(
      `a principal for the workbench: ${role}`,
      () => principal,
      () => offer(role, { enterpriseId }),
      'done',
    )
    add(
      `an officer nobody for the workbench: ${role}`,
      () => officer,
      () => offer(role, { enterpriseId }),
      'forbidden',
    )
  }
  add(
    'a principal no second principal',
    () => principal,
    () => offer('principal', { enterpriseId }),
    'forbidden',
  )
  add(
    'a role where it does not belong is told of',
    () => systemAdmin,
    () => offer('city-officer', { unitId: county }),
    'invalid-input',
  )
  add(
    'an officer without a unit is told of',
    () => systemAdmin,
    () => offer('city-officer'),
    'invalid-input',
  )

  test.each(cases)('%s', async (_title, who, what, code) => {
    const input = (what as unknown as () => ReturnType<typeof offer>)()
    expect(await codeOf(who().call(invite, input))).toBe(code)
  })

  test('a city in charge invites for the county below, an industry bureau not for the market line', async () => {
    const city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') }, { inCharge: true })
    expect(await codeOf(city.call(invite, offer('county-officer', { unitId: county })))).toBe('done')
    const bureau = await signInAs(
      app,
      'industry-officer',
      { unitId: unit('industry-360902') },
      { inCharge: true },
    )
    expect(await codeOf(bureau.call(invite, offer('county-officer', { unitId: county })))).toBe('forbidden')
    const own = offer('industry-officer', { unitId: unit('industry-360902') })
    expect(await codeOf(bureau.call(invite, own))).toBe('done')
  })
})

describe('an invitation', () => {
  test('is read by its link, taken once with a new account, and stands in the trail without a name', async () => {
    const { token, id } = await principal.call(invite, offer('filer', { enterpriseId }))
    const shown = await app.browser().call(lookInvitation, { token })
    expect(shown).toMatchObject({
      roleName: '企业经办人',
      place: expect.stringContaining('示例'),
      name: '示例吴',
    })
    const browser = app.browser()
    const me = await browser.call(acceptInvitation, { token, ...newPerson() })
    expect(me.grant).toMatchObject({ role: 'filer', enterpriseId })
    expect((await browser.call(readMe, {})).accountId).toBe(me.accountId)
    expect(await codeOf(app.browser().call(acceptInvitation, { token, ...newPerson() }))).toBe('link-spent')
    const trail = await app.sql<{ action: string; details: string }>(
      "select action, details from audit_entries where chain_id = $1 and action like 'invitation.%' order by seq desc limit 2",
      [enterpriseId],
    )
    expect(trail.map(({ action }) => action)).toEqual(['invitation.accepted', 'invitation.created'])
    expect(JSON.stringify(trail)).not.toContain('示例吴')
    const stored = await app.sql('select * from invitations where id = $1', [id])
    expect(JSON.stringify(stored)).not.toContain(token)
  })

  test('taken by two at once makes one account', async () => {
    const { token } = await principal.call(invite, offer('filer', { enterpriseId }))
    const [one, two] = [newPerson(), newPerson()]
    const both = await Promise.all(
      [one, two].map((each) => codeOf(app.browser().call(acceptInvitation, { token, ...each }))),
    )
    expect(both.sort()).toEqual(['done', 'link-spent'])
    const made = await app.sql('select 1 from accounts where login = any($1)', [[one.login, two.login]])
    expect(made).toHaveLength(1)
  })

  test('refuses a login that is taken and a weak password, and stays open', async () => {
    const { token } = await principal.call(invite, offer('filer', { enterpriseId }))
    const taken = await makeAccount(app, 'filer', { enterpriseId })
    const browser = app.browser()
    expect(await codeOf(browser.call(acceptInvitation, { token, ...newPerson(), login: taken }))).toBe(
      'login-taken',
    )
    expect(
      await codeOf(browser.call(acceptInvitation, { token, ...newPerson(), password: 'duanmima' })),
    ).toBe('invalid-input')
    expect(await codeOf(browser.call(acceptInvitation, { token, ...newPerson() }))).toBe('done')
  })

  test('is revoked, renewed and runs out', async () => {
    const revoked = await chief.call(invite, offer('county-officer', { unitId: county }))
    await chief.call(revokeInvitation, { invitationId: revoked.id })
    expect(await codeOf(app.browser().call(lookInvitation, { token: revoked.token }))).toBe('link-spent')
    expect(await codeOf(chief.call(revokeInvitation, { invitationId: revoked.id }))).toBe('wrong-state')

    const first = await chief.call(invite, offer('county-officer', { unitId: county }))
    await app.sql("update invitations set expires_at = now() - interval '1 minute' where id = $1", [first.id])
    expect(await codeOf(app.browser().call(acceptInvitation, { token: first.token, ...newPerson() }))).toBe(
      'link-spent',
    )
    const { rows } = await chief.call(listInvitations, { unitId: county })
    expect(rows.find(({ id }) => id === first.id)).toMatchObject({ state: 'expired', mayManage: true })
    const again = await chief.call(renewInvitation, { invitationId: first.id })
    expect(await codeOf(app.browser().call(lookInvitation, { token: first.token }))).toBe('link-unknown')
    expect(await codeOf(app.browser().call(acceptInvitation, { token: again.token, ...newPerson() }))).toBe(
      'done',
    )
  })

  test('adds a role to an account that is there; the person switches between the two', async () => {
    const client = await enter(await makeAccount(app, 'county-officer', { unitId: county }))
    const before = await client.call(readMe, {})
    const { token } = await principal.call(invite, offer('cqo', { enterpriseId }))
    const me = await client.call(joinByInvitation, { token })
    expect(me.grant).toMatchObject({ role: 'cqo', enterpriseId })
    expect(me.grants).toHaveLength(2)
    const back = await client.call(switchGrant, { grantId: before.grant.id })
    expect(back.grant.role).toBe('county-officer')
    const second = await principal.call(invite, offer('cqo', { enterpriseId }))
    expect(await codeOf(client.call(joinByInvitation, { token: second.token }))).toBe('role-held')
  })

  test('never makes one person two administrators', async () => {
    const { token } = await systemAdmin.call(invite, offer('audit-admin'))
    expect(await codeOf(systemAdmin.call(joinByInvitation, { token }))).toBe('administrators-apart')
    expect(await codeOf(app.browser().call(lookInvitation, { token }))).toBe('done')
  })
})

describe('the end of a role', () => {
  test('is dated and reasoned, ends the session, and is told to the enterprise', async () => {
    const login = await makeAccount(app, 'filer', { enterpriseId })
    const client = await enter(login)
    const { grant } = await client.call(readMe, {})
    expect(await codeOf(client.call(endGrant, { grantId: grant.id, endsOn: null, reason: '离职' }))).toBe(
      'forbidden',
    )
    const tomorrow = addDays(civilDateOf(new Date()), 1)
    const dated = await principal.call(endGrant, { grantId: grant.id, endsOn: tomorrow, reason: '离职' })
    expect(dated.until).toBe(new Date(`${addDays(tomorrow, 1)}T00:00:00+08:00`).toISOString())
    expect(await codeOf(client.call(readMe, {}))).toBe('done')
    const past = { grantId: grant.id, endsOn: '2026-01-01', reason: '离职' }
    expect(await codeOf(principal.call(endGrant, past))).toBe('wrong-state')
    await principal.call(endGrant, { grantId: grant.id, endsOn: null, reason: '离职' })
    expect(await codeOf(client.call(readMe, {}))).toBe('sign-in-required')
    expect(await codeOf(principal.call(endGrant, { grantId: grant.id, endsOn: null, reason: '离职' }))).toBe(
      'wrong-state',
    )
    const { rows } = await principal.call(listPeople, { enterpriseId, state: 'ended' })
    expect(rows.find(({ grantId }) => grantId === grant.id)).toMatchObject({
      endedReason: '离职',
      mayEnd: false,
    })
    const notices = await principal.call(listNotices, {})
    expect(notices.rows[0]).toMatchObject({ kind: 'grant-ended' })
  })

  test('is not for an unrelated unit', async () => {
    const stranger = await signInAs(
      app,
      'county-officer',
      { unitId: unit('market-360981') },
      { inCharge: true },
    )
    const { rows } = await principal.call(listPeople, { enterpriseId })
    const grantId = rows[0]?.grantId ?? ''
    expect(await codeOf(stranger.call(endGrant, { grantId, endsOn: null, reason: 'x' }))).toBe('not-found')
    expect((await stranger.call(listPeople, { enterpriseId })).rows).toEqual([])
  })
})

test('an officer reads his unit, those below, or their enterprises; no other unit’s', async () => {
  const login = await makeAccount(app, 'principal', { enterpriseId })
  const city = await signInAs(app, 'city-officer', { unitId: unit('market-360900') })
  const stranger = await signInAs(app, 'county-officer', { unitId: unit('market-360981') })
  const units = async (client: Client, where: 'unit' | 'below') => {
    const { rows, total } = await client.call(listPeople, { where, limit: 200 })
    expect(rows).toHaveLength(total)
    return new Set(rows.map(({ place: name }) => name))
  }
  expect([...(await units(officer, 'unit'))]).toEqual(['袁州区市场监督管理局'])
  expect([...(await units(stranger, 'below'))]).toEqual(['丰城市市场监督管理局'])
  expect(await units(city, 'unit')).not.toContain('袁州区市场监督管理局')
  expect(await units(city, 'below')).toContain('袁州区市场监督管理局')
  for (const [client, sees] of [
    [officer, 1],
    [city, 1],
    [stranger, 0],
  ] as const) {
    const found = await client.call(listPeople, { where: 'enterprises', text: login })
    expect(found).toMatchObject({ total: sees })
    expect(found.rows).toHaveLength(sees)
  }
  const first = await officer.call(listPeople, { where: 'enterprises', limit: 1 })
  const second = await officer.call(listPeople, { where: 'enterprises', limit: 1, cursor: first.next ?? '' })
  expect(second.rows[0]?.grantId).not.toBe(first.rows[0]?.grantId)
})

describe('accounts', () => {
  test('are stopped, reopened and unlocked by the security administrator', async () => {
    const login = await makeAccount(app, 'county-officer', { unitId: county })
    const client = await enter(login)
    const { accountId } = await client.call(readMe, {})
    expect(await codeOf(systemAdmin.call(disableAccount, { accountId, reason: 'x' }))).toBe('forbidden')
    await securityAdmin.call(disableAccount, { accountId, reason: '手机丢失' })
    expect(await codeOf(client.call(readMe, {}))).toBe('sign-in-required')
    expect(await codeOf(enter(login))).toBe('wrong-credentials')
    const { rows } = await securityAdmin.call(listPeople, { state: 'disabled', text: login })
    expect(rows).toMatchObject([{ login, disabledReason: '手机丢失', maySecure: true }])
    await securityAdmin.call(enableAccount, { accountId })
    expect(await codeOf(securityAdmin.call(enableAccount, { accountId }))).toBe('wrong-state')
    for (let n = 0; n < 5; n += 1) await codeOf(enter(login, 'Wrong-2026'))
    expect(await codeOf(enter(login))).toBe('too-many-tries')
    const locked = await securityAdmin.call(listPeople, { text: login })
    expect(locked.rows).toMatchObject([{ locked: true }])
    await securityAdmin.call(unlockAccount, { accountId })
    expect(await codeOf(enter(login))).toBe('done')
    const self = (await securityAdmin.call(readMe, {})).accountId
    expect(await codeOf(securityAdmin.call(disableAccount, { accountId: self, reason: 'x' }))).toBe(
      'forbidden',
    )
  })
})

describe('a lost password', () => {
  const checked = { reason: '本人持身份证到窗口', identityChecked: true } as const

  test('is set anew by a link of the county: once, sessions end, the enterprise is told', async () => {
    const login = await makeAccount(app, 'filer', { enterpriseId })
    const client = await enter(login)
    const { accountId } = await client.call(readMe, {})
    const unchecked = { accountId, reason: 'x', identityChecked: false as never }
    expect(await codeOf(officer.call(issueReset, unchecked))).toBe('invalid-input')
    const first = await officer.call(issueReset, { accountId, ...checked })
    const second = await principal.call(issueReset, { accountId, ...checked })
    expect(await codeOf(app.browser().call(lookReset, { token: first.token }))).toBe('link-spent')
    expect(await app.browser().call(lookReset, { token: second.token })).toMatchObject({ login })
    for (let n = 0; n < 5; n += 1) await codeOf(enter(login, 'Wrong-2026'))
    const me = await app.browser().call(completeReset, { token: second.token, next: 'Chongshe-2026' })
    expect(me.login).toBe(login)
    expect(await codeOf(client.call(readMe, {}))).toBe('sign-in-required')
    expect(await codeOf(enter(login, 'Chongshe-2026'))).toBe('done')
    const again = { token: second.token, next: 'Chongshe-2027' }
    expect(await codeOf(app.browser().call(completeReset, again))).toBe('link-spent')
    const told = await principal.call(listNotices, {})
    expect(told.rows[0]).toMatchObject({ kind: 'password-reset' })
    const trail = await app.sql<{ action: string; details: string }>(
      "select action, details from audit_entries where subject_id = $1 and action like '%reset%' order by seq",
      [accountId],
    )
    expect(trail.map(({ action }) => action)).toEqual([
      'reset.issued',
      'reset.issued',
      'account.password-reset',
    ])
    expect(JSON.stringify(trail)).not.toContain('窗口')
  })

  test('does not open the other roles of a person to whoever is responsible for one', async () => {
    const login = await makeAccount(app, 'county-officer', { unitId: county })
    const client = await enter(login)
    const { token } = await principal.call(invite, offer('filer', { enterpriseId }))
    const { accountId } = await client.call(joinByInvitation, { token })
    expect(await codeOf(principal.call(issueReset, { accountId, ...checked }))).toBe('forbidden')
    expect(await codeOf(officer.call(issueReset, { accountId, ...checked }))).toBe('forbidden')
    expect(await codeOf(chief.call(issueReset, { accountId, ...checked }))).toBe('done')
    expect(await codeOf(securityAdmin.call(issueReset, { accountId, ...checked }))).toBe('done')
    expect(await codeOf(systemAdmin.call(issueReset, { accountId, ...checked }))).toBe('forbidden')
    const { rows } = await principal.call(listPeople, { enterpriseId })
    expect(rows.find((row) => row.accountId === accountId)).toMatchObject({ mayEnd: true, mayReset: false })
  })

  test('of the principal is not for the filer, and nobody resets his own', async () => {
    const { accountId } = await principal.call(readMe, {})
    const filer = await signInAs(app, 'filer', { enterpriseId })
    expect(await codeOf(filer.call(issueReset, { accountId, ...checked }))).toBe('forbidden')
    expect(await codeOf(principal.call(issueReset, { accountId, ...checked }))).toBe('forbidden')
    expect(await codeOf(officer.call(issueReset, { accountId, ...checked }))).toBe('done')
  })
})

test('the database refuses what no policy was asked about', async () => {
  const client = await app.database.pool.connect()
  try {
    const as = (settings: string) => client.query(`begin; ${settings}`)
    const { accountId } = await officer.call(readMe, {})
    await as(`set local opencqo.kind = 'unit'; set local opencqo.role = 'county-officer';
              set local opencqo.account = '${accountId}'; set local opencqo.unit = '${county}'`)
    await expect(
      client.query(
        `insert into invitations (id, token_hash, role, unit_id, name, invited_by, invited_as, expires_at)
         values (gen_random_uuid(), 'x', 'county-officer', $1, 'x', $2, 'county-officer', now() + interval '1 day')`,
        [county, accountId],
      ),
    ).rejects.toThrow(/row-level security/)
    await client.query('rollback')
    await as("set local opencqo.kind = 'admin'; set local opencqo.role = 'system-admin'")
    await expect(client.query("update accounts set password_hash = 'x'")).rejects.toThrow(/permission denied/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
