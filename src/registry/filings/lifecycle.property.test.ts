import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '#foundation/audit-trail/contract.ts'
import { signIn } from '#foundation/sign-in/contract.ts'
import type { Role } from '#platform/access/actor.ts'
import { createClient } from '#platform/client.ts'
import { type Operation, Refused } from '#platform/operation.ts'
import { makeAccount, makeEnterprise, PASSWORD, type Place, seedPlace } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as contract from './contract.ts'
import { completeForm, filledDraft, issuedAppointment } from './fixtures.ts'

/**
 * The lifecycle in 宜春 (受理, then 登记, both by the county) told a second time, as simply as it can be. Whatever anybody tries in
 * whatever order, the product answers as this says, and keeps exactly the deeds that it has acknowledged.
 */
type Model = { status: contract.FilingStatus; version: number; confirmed: boolean; handedIn: boolean }

const verbs = [
  'save',
  'confirm',
  'submit',
  'withdraw',
  'accept',
  'return',
  'register',
  'publicize',
  'pass',
] as const
type Verb = (typeof verbs)[number]
const enterpriseVerbs: readonly Verb[] = ['save', 'confirm', 'submit', 'withdraw']

const people = ['filer', 'principal', 'county', 'city', 'other county', 'other filer'] as const
type Person = (typeof people)[number]

const operations: Record<Verb, Operation> = {
  save: contract.saveFiling,
  confirm: contract.confirmFiling,
  submit: contract.submitFiling,
  withdraw: contract.withdrawFiling,
  accept: contract.acceptFiling,
  return: contract.returnFiling,
  register: contract.registerFiling,
  publicize: contract.publicizeFiling,
  pass: contract.passFilingStep,
}

/** Where a verb leads in a state, `undefined` where it is not allowed. */
function nextOf({ status }: Model, verb: Verb): contract.FilingStatus | undefined {
  const open = status === 'draft' || status === 'returned'
  const inOffice = status === 'submitted' || status === 'accepted'
  if (verb === 'save' || verb === 'confirm') return open ? status : undefined
  if (verb === 'submit') return open ? 'submitted' : undefined
  if (verb === 'withdraw') return open || inOffice ? 'withdrawn' : undefined
  if (verb === 'return') return inOffice ? 'returned' : undefined
  if (verb === 'accept') return status === 'submitted' ? 'accepted' : undefined
  if (verb === 'register') return status === 'accepted' ? 'registered' : undefined
  return undefined
}

/** The code of the refusal, or the model as it is afterwards. */
function expected(model: Model, person: Person, verb: Verb, version: number): string | Model {
  const own = person === 'filer' || person === 'principal'
  const sees = own || (model.handedIn && (person === 'county' || person === 'city'))
  if (!sees) return 'not-found'
  if (enterpriseVerbs.includes(verb) ? !own : person !== 'county') return 'forbidden'
  if (version !== model.version) return 'stale-version'
  const status = nextOf(model, verb)
  if (!status) return 'wrong-state'
  if (verb === 'confirm' && person !== 'principal') return 'forbidden'
  if (verb === 'submit' && !model.confirmed) return 'not-confirmed'
  return {
    status,
    version: model.version + 1,
    confirmed: verb === 'confirm' || (model.confirmed && verb !== 'save' && verb !== 'return'),
    handedIn: model.handedIn || verb === 'submit',
  }
}

let app: TestApp
let unitId: string
let officers: Record<'county' | 'city' | 'other county' | 'other filer', string>

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const unit = (key: string) => units.get(key) ?? ''
  unitId = unit('market-360902')
  officers = {
    county: await tokenOf('county-officer', { unitId }),
    city: await tokenOf('city-officer', { unitId: unit('market-360900') }),
    'other county': await tokenOf('county-officer', { unitId: unit('market-360981') }),
    'other filer': await tokenOf('filer', { enterpriseId: await makeEnterprise(app, unitId) }),
  }
})
afterAll(() => app.close())

async function tokenOf(role: Role, place: Place): Promise<string> {
  const cookies = new Map<string, string>()
  const client = createClient({ baseUrl: app.baseUrl, cookies })
  await client.call(signIn, { login: await makeAccount(app, role, place), password: PASSWORD })
  return cookies.get('opencqo_session') ?? ''
}

/** A filled draft and everybody who may try something with it. */
async function prepare() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const tokens: Record<Person, string> = {
    ...officers,
    filer: await tokenOf('filer', { enterpriseId }),
    principal: await tokenOf('principal', { enterpriseId }),
  }
  const as = (person: Person) => createClient({ baseUrl: app.baseUrl, token: tokens[person] })
  const appointment = await issuedAppointment(enterpriseId, as('filer'), as('principal'))
  const draft = await filledDraft(enterpriseId, appointment.id, as('filer'))
  return { as, draft }
}

function inputOf(verb: Verb, draft: contract.Filing, version: number) {
  const { gender: _gender, birthDate: _birthDate, ...known } = draft.form
  const more: Partial<Record<Verb, object>> = {
    save: {
      form: { ...known, ...completeForm },
      photoId: draft.photoId,
      scanIds: draft.scans.map(({ fileId }) => fileId),
      consent: true,
    },
    return: { defects: [{ place: 'general', why: '示例原因', how: '示例办法' }] },
    publicize: { from: '2026-10-08', to: '2026-10-15', place: '示例公告栏' },
    pass: { opinion: '示例意见' },
  }
  return { enterpriseId: draft.enterpriseId, filingId: draft.id, version, ...more[verb] }
}

const attempt = fc.record({
  person: fc.constantFrom(...people),
  verb: fc.constantFrom(...verbs),
  behind: fc.constantFrom(0, 0, 0, 0, 1),
})
type Attempt = { readonly person: Person; readonly verb: Verb; readonly behind: number }

const step = (person: Person, verb: Verb): Attempt => ({ person, verb, behind: 0 })
const handIn = [step('principal', 'confirm'), step('filer', 'submit')]
const ways: readonly (readonly Attempt[])[] = [
  [...handIn, step('county', 'accept'), step('county', 'register')],
  [...handIn, step('county', 'return'), step('filer', 'save'), ...handIn, step('county', 'accept')],
  [...handIn, step('county', 'accept'), step('county', 'return')],
  [...handIn, step('principal', 'withdraw')],
]
/** A way that leads somewhere, with random tries in between, so that late states are tried as much as early ones. */
const story = fc
  .tuple(fc.constantFrom(...ways), fc.array(fc.array(attempt, { maxLength: 3 }), { maxLength: 8 }))
  .map(([way, between]) => way.flatMap((each, index) => [...(between[index] ?? []), each]))

test('whatever anybody tries, filings go their way and no other', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (attempts) => {
      const { as, draft } = await prepare()
      let model: Model = { status: 'draft', version: draft.version, confirmed: false, handedIn: false }
      let deeds = 0
      for (const [number, { person, verb, behind }] of attempts.entries()) {
        const version = model.version - behind
        const idempotencyKey = `${draft.id}-${number}`
        const ask = () =>
          as(person)
            .call(operations[verb], inputOf(verb, draft, version), { idempotencyKey })
            .catch((error: unknown) => {
              if (error instanceof Refused) return error.problem.code
              throw error
            })
        const answer = await ask()
        const after = expected(model, person, verb, version)
        if (typeof after === 'string') expect(answer, `${person} ${verb} in ${model.status}`).toBe(after)
        else {
          const { status, version: next } = after
          expect(answer, `${person} ${verb} in ${model.status}`).toMatchObject({ status, version: next })
          // Sent twice, done once.
          expect(await ask()).toEqual(answer)
          model = after
          deeds += 1
        }
      }
      const seen = await as('filer').call(contract.readFiling, {
        enterpriseId: draft.enterpriseId,
        filingId: draft.id,
      })
      expect(seen).toMatchObject({ status: model.status, version: model.version })
      expect(seen.filingNo !== null).toBe(model.status === 'registered')
      const { brokenAt } = await as('filer').call(verifyAudit, { chainId: draft.enterpriseId })
      expect(brokenAt).toBeNull()
      const entries = await app.sql<{ n: number }>(
        `select count(*)::int as n from audit_entries
          where chain_id = $1 and subject_id = $2 and action not in ('filing.started')`,
        [draft.enterpriseId, draft.id],
      )
      // The draft's own saving, then each deed once.
      expect(entries).toEqual([{ n: deeds + 1 }])
    }),
    { numRuns: 25, endOnFailure: true, examples: ways.map((way) => [[...way]]) },
  )
})
