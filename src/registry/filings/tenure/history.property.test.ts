import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '#foundation/audit-trail/contract.ts'
import { addFile } from '#foundation/files/contract.ts'
import type { Client } from '#platform/client.ts'
import { Refused } from '#platform/operation.ts'
import { addDays, civilDateOf } from '#platform/values/civil-date.ts'
import {
  draftAppointment,
  endAppointment,
  issueAppointment,
  listAppointments,
} from '#registry/appointments/contract.ts'
import { evaluateTerm, renewAppointment } from '#registry/appointments/renewal/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import * as filing from '../contract.ts'
import { completeForm, picture } from '../fixtures.ts'
import { startFilingCancellation, startFilingChange } from '../follow/contract.ts'
import { readTenure } from './contract.ts'

/**
 * Random sequences of the real operations, in any order, by whoever may: most are refused. Whatever was let through leaves a
 * history that holds together.
 */
let app: TestApp
let unitId: string
let officer: Client
const today = civilDateOf(new Date())

beforeAll(async () => {
  app = await startTestApp()
  unitId = (await seedPlace(app)).get('market-360902') ?? ''
  officer = await signInAs(app, 'county-officer', { unitId })
})
afterAll(() => app.close())

const deeds = [
  'appoint',
  'end',
  'renew',
  'file',
  'change',
  'cancel',
  'hand-in',
  'accept',
  'register',
  'return',
  'withdraw',
] as const
type Deed = (typeof deeds)[number]

/** A deed, and numbers that choose on what and when. */
const step = fc.record({ deed: fc.constantFrom(...deeds), pick: fc.nat(7), days: fc.nat(90) })
type Step = { readonly deed: Deed; readonly pick: number; readonly days: number }
const at = (deed: Deed, days = 0, pick = 0): Step => ({ deed, days, pick })

const filed = [at('appoint', 40), at('file'), at('hand-in'), at('accept'), at('register')]
const ways: readonly (readonly Step[])[] = [
  [...filed, at('change'), at('hand-in'), at('return'), at('hand-in'), at('accept'), at('register')],
  [...filed, at('change'), at('withdraw'), at('change'), at('hand-in'), at('accept'), at('register')],
  [...filed, at('end', 10), at('appoint', 5), at('file'), at('hand-in'), at('accept'), at('register')],
  [...filed, at('cancel', 3), at('hand-in'), at('accept'), at('register'), at('appoint', 1)],
  [...filed, at('renew'), at('file', 0, 1), at('hand-in'), at('accept'), at('register'), at('end', 2)],
]
const story = fc
  .tuple(fc.constantFrom(...ways), fc.array(fc.array(step, { maxLength: 2 }), { maxLength: 12 }))
  .map(([way, between]) => way.flatMap((each, index) => [...(between[index] ?? []), each]))

class Enterprise {
  readonly #id: string
  readonly #filer: Client
  readonly #principal: Client
  readonly #papers: { photoId: string; scanIds: string[] }
  #number = 0

  constructor(id: string, filer: Client, principal: Client, papers: { photoId: string; scanIds: string[] }) {
    this.#id = id
    this.#filer = filer
    this.#principal = principal
    this.#papers = papers
  }

  async do({ deed, pick, days }: Step): Promise<void> {
    const enterpriseId = this.#id
    const on = addDays(today, -days)
    if (deed === 'appoint') return this.#appoint(on, pick)
    if (deed === 'end' || deed === 'renew' || deed === 'file') {
      const { rows } = await this.#filer.call(listAppointments, { enterpriseId })
      const appointment = rows[pick % Math.max(1, rows.length)]
      if (!appointment) return
      const of = { enterpriseId, appointmentId: appointment.id }
      if (deed === 'file') await this.#file(of)
      else if (deed === 'end') {
        await this.#principal.call(endAppointment, {
          ...{ ...of, version: appointment.version, on, reason: 'transfer' },
        })
      } else await this.#renew(of, appointment.version)
      return
    }
    const row = await this.#pickFiling(deed, pick)
    if (!row) return
    const of = { enterpriseId, filingId: row.id, version: row.version }
    if (deed === 'change') await this.#change(of)
    else if (deed === 'cancel')
      await this.#filer.call(startFilingCancellation, { ...of, on, reason: 'transfer' })
    else if (deed === 'withdraw') await this.#filer.call(filing.withdrawFiling, of)
    else if (deed === 'hand-in') {
      const { version } = await this.#principal.call(filing.confirmFiling, of)
      await this.#filer.call(filing.submitFiling, { ...of, version })
    } else if (deed === 'return') {
      const defects = [{ place: 'general', why: '示例原因', how: '示例办法' }]
      await officer.call(filing.returnFiling, { ...of, defects })
    } else await officer.call(deed === 'accept' ? filing.acceptFiling : filing.registerFiling, of)
  }

  /** Mostly one on which the deed can be done. */
  async #pickFiling(deed: Deed, pick: number) {
    const { rows } = await this.#filer.call(filing.listFilings, { limit: 100 })
    const fit: Partial<Record<Deed, readonly filing.FilingStatus[]>> = {
      'hand-in': ['draft', 'returned'],
      accept: ['submitted'],
      register: ['accepted'],
      return: ['submitted', 'accepted'],
      withdraw: ['draft', 'submitted'],
      change: ['registered'],
      cancel: ['registered'],
    }
    const fitting = rows.filter(({ status }) => pick === 7 || fit[deed]?.includes(status))
    return fitting[pick % Math.max(1, fitting.length)]
  }

  async #appoint(termFrom: string, pick: number) {
    this.#number += 1
    const draft = await this.#filer.call(draftAppointment, {
      enterpriseId: this.#id,
      personName: `示例${'甲乙丙丁戊己庚辛'[this.#number % 8]}`,
      ...{
        positionTitle: '副总经理',
        positionLevel: 'decision',
        fullTime: true,
        departments: [],
        powers: [],
      },
      termFrom,
      termTo: pick > 5 ? null : addDays(today, pick * 10 - 5),
      ...{ allowanceFen: null, careerPath: '', letterNo: null },
      ...{ appointerName: '示例郑', appointerCapacity: '法定代表人' },
    })
    await this.#principal.call(issueAppointment, {
      ...{ enterpriseId: this.#id, appointmentId: draft.id, version: draft.version },
    })
  }

  async #renew(of: { enterpriseId: string; appointmentId: string }, version: number) {
    await this.#principal.call(evaluateTerm, {
      ...{ ...of, evaluatedOn: today, result: 'renew', opinion: '同意' },
      items: [{ text: '示例', finding: '示例' }],
    })
    const draft = await this.#filer.call(renewAppointment, { ...of, version, termTo: addDays(today, 400) })
    await this.#principal.call(issueAppointment, {
      ...{ enterpriseId: of.enterpriseId, appointmentId: draft.id, version: draft.version },
    })
  }

  async #file(of: { enterpriseId: string; appointmentId: string }) {
    const draft = await this.#filer.call(filing.startFiling, of)
    const { gender: _g, birthDate: _b, ...known } = draft.form
    await this.#filer.call(filing.saveFiling, {
      ...{ enterpriseId: of.enterpriseId, filingId: draft.id, version: draft.version, consent: true },
      ...{ form: { ...known, ...completeForm }, ...this.#papers },
    })
  }

  async #change(of: { enterpriseId: string; filingId: string }) {
    this.#number += 1
    const draft = await this.#filer.call(startFilingChange, of)
    await this.#filer.call(filing.saveFiling, {
      ...{ enterpriseId: of.enterpriseId, filingId: draft.id, version: draft.version, consent: true },
      form: { ...completeForm, ...openPart(draft), products: `示例产品 ${this.#number}` },
      ...{ photoId: draft.photoId, scanIds: draft.scans.map(({ fileId }) => fileId) },
    })
  }
}

function openPart({ form }: filing.Filing): filing.FilingForm {
  const { gender: _g, birthDate: _b, idNumber: _i, mobile: _m, address: _a, email: _e, ...rest } = form
  const { principalContact: _p, ...open } = rest
  return open
}

async function prepared() {
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const principal = await signInAs(app, 'principal', { enterpriseId })
  const body = await picture()
  const add = async (purpose: 'photo' | 'appointment-scan', name: string) =>
    (await filer.call(addFile, { enterpriseId, purpose, name }, { body })).id
  const papers = {
    photoId: await add('photo', '照片.jpg'),
    scanIds: [await add('appointment-scan', '聘书.jpg')],
  }
  return { enterpriseId, filer, enterprise: new Enterprise(enterpriseId, filer, principal, papers) }
}

/** Each a query whose rows would be faults. */
const invariants: Readonly<Record<string, string>> = {
  'more than one filing in force': `select 1 from filings where enterprise_id = $1 and status = 'registered' having count(*) > 1`,
  'a filing in force beside a later registered one': `
    select 1 from filings f join filings g on g.enterprise_id = f.enterprise_id and g.registered_at > f.registered_at
     where f.enterprise_id = $1 and f.status = 'registered'`,
  'a closed filing that nothing closed': `
    select 1 from filings f where f.enterprise_id = $1 and f.kind <> 'cancel' and f.status in ('changed', 'cancelled')
       and not exists (select 1 from filings g where g.enterprise_id = f.enterprise_id and g.previous_id = f.id and g.registered_at is not null)`,
  'an earlier filing closed before the one that follows it was registered': `
    select 1 from filings g join filings f on f.enterprise_id = g.enterprise_id and f.id = g.previous_id
     where g.enterprise_id = $1 and (g.registered_at is null) <> (f.status = 'registered')
       and g.status not in ('withdrawn') and not exists (
         select 1 from filings o where o.enterprise_id = f.enterprise_id and o.previous_id = f.id and o.registered_at is not null and o.id <> g.id)`,
  'a 变更 with another number, or a 更换 with the same': `
    select 1 from filings g join filings f on f.enterprise_id = g.enterprise_id and f.id = g.previous_id
     where g.enterprise_id = $1 and g.registered_at is not null and (g.filing_no = f.filing_no) <> (g.kind in ('change', 'cancel'))`,
  'a 变更 that cancels, or a 更换 or 注销 that does not, or from another day': `
    select 1 from filings g join filings f on f.enterprise_id = g.enterprise_id and f.id = g.previous_id
      join appointments a on a.enterprise_id = g.enterprise_id and a.id = g.appointment_id
     where g.enterprise_id = $1 and g.registered_at is not null
       and (f.status <> (case g.kind when 'change' then 'changed' else 'cancelled' end)
         or f.cancelled_on is distinct from (case g.kind when 'replace' then a.term_from
              when 'cancel' then (g.cancellation ->> 'on')::date + 1 end))`,
  'a number that leads elsewhere than to its newest filing': `
    select 1 from filing_number_register r where r.enterprise_id = $1 and r.filing_id <> (
      select f.id from filings f where f.enterprise_id = r.enterprise_id and f.filing_no = r.filing_no and f.kind <> 'cancel'
       order by f.registered_at desc limit 1)`,
  'a filing in force of an officer who was cancelled': `
    select 1 from filings f where f.enterprise_id = $1 and f.status = 'registered' and (f.cancelled_on is not null or f.superseded_at is not null)`,
  'a filing that says another last day than its appointment': `
    select 1 from filings f join appointments a on a.enterprise_id = f.enterprise_id and a.id = f.appointment_id
     where f.enterprise_id = $1 and a.status <> 'revoked' and (f.term_to is distinct from a.term_to or f.left_on is distinct from a.ended_on)`,
  'two renewals of one term': `
    select 1 from appointments where enterprise_id = $1 and renews_id is not null and status <> 'revoked'
     group by renews_id having count(*) > 1`,
  'a gap before a renewal that stands': `
    select 1 from appointments n join appointments o on o.enterprise_id = n.enterprise_id and o.id = n.renews_id
     where n.enterprise_id = $1 and n.status in ('issued', 'ended') and n.term_from <> coalesce(o.ended_on, o.term_to) + 1`,
  'a cancelled enterprise whose officer is still in office': `
    select 1 from filings c join appointments a on a.enterprise_id = c.enterprise_id and a.id = c.appointment_id
     where c.enterprise_id = $1 and c.kind = 'cancel' and c.status = 'cancelled' and a.status = 'issued'`,
}

test('whatever is done in whatever order, the history holds together and every day is accounted for', async () => {
  const done: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const { enterpriseId, filer, enterprise } = await prepared()
      for (const each of steps) {
        await enterprise.do(each).then(
          () => {
            done[each.deed] = (done[each.deed] ?? 0) + 1
          },
          (error: unknown) => {
            // Refused with a reason, never a fault.
            expect(error instanceof Refused ? error.problem.status : error).toBeLessThan(500)
          },
        )
      }
      for (const [fault, query] of Object.entries(invariants)) {
        expect(await app.sql(query, [enterpriseId]), fault).toEqual([])
      }
      const { stretches, vacancy } = await filer.call(readTenure, { enterpriseId })
      for (const [index, { from }] of stretches.entries()) {
        const before = stretches[index - 1]
        if (before) expect(before.to && addDays(before.to, 1)).toBe(from)
      }
      const shown = stretches.find(({ from, to }) => from <= today && (to === null || today <= to))
      expect(stretches.length === 0 || shown !== undefined).toBe(true)
      expect(vacancy !== null).toBe(shown !== undefined && shown.appointmentId === null)
      expect((await filer.call(verifyAudit, { chainId: enterpriseId })).brokenAt).toBeNull()
    }),
    { numRuns: 18, endOnFailure: true, examples: ways.map((way) => [[...way]]) },
  )
  // The stories reach every deed; what is only ever refused is not tried.
  expect(Object.keys(done).sort()).toEqual([...deeds].sort())
})
