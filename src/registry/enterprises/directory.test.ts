import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { newId } from '#platform/ids.ts'
import type { Refused } from '#platform/operation.ts'
import { readTable } from '#platform/spreadsheets/read-table.ts'
import { makeCreditCode } from '#platform/values/credit-code.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { exportEnterprises, listEnterprises, readEnterprise } from './contract.ts'
import { fillSearchWordsJob } from './jobs/fill-search-words.job.ts'

type Kept = {
  id: string
  name: string
  unitId: string
  size: string | null
  industry: string
  ended: boolean
}

let app: TestApp
let place: Map<string, string>
let kept: Kept[]
const at = (key: string) => place.get(key) ?? ''

beforeAll(async () => {
  app = await startTestApp()
  place = await seedPlace(app)
  const units = ['market-360902', 'market-360983', 'market-360981', 'market-360900'].map(at)
  const sizes = ['大型', '小型', null]
  kept = Array.from({ length: 60 }, (_, n) => ({
    id: newId(),
    name: `示例${'东南西北'[n % 4]}山${'机械食品'.slice((n % 3) * 1, (n % 3) + 2)}${n % 7}厂`,
    unitId: units[n % units.length] ?? '',
    size: sizes[n % 3] ?? null,
    industry: ['C34', 'A01', 'K701'][n % 3] ?? '',
    ended: n % 10 === 0,
  }))
  for (const [n, one] of kept.entries()) {
    await app.sql(
      `insert into enterprises (id, credit_code, name, unit_id, size, industry_code, ended_on, ended_as)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        one.id,
        makeCreditCode(`91360900MAW${String(n).padStart(6, '0')}`),
        one.name,
        one.unitId,
        one.size,
        one.industry,
        one.ended ? '2026-01-01' : null,
        one.ended ? 'stopped' : null,
      ],
    )
  }
})
afterAll(() => app.close())

const people = {
  county: () => signInAs(app, 'county-officer', { unitId: at('market-360902') }),
  city: () => signInAs(app, 'city-officer', { unitId: at('market-360900') }),
  province: () => signInAs(app, 'province-officer', { unitId: at('market-360000') }),
  industry: () => signInAs(app, 'industry-officer', { unitId: at('industry-360902') }),
  filer: () => signInAs(app, 'filer', { enterpriseId: kept[1]?.id ?? '' }),
}

async function all(client: Client, query: object): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  for (;;) {
    const answer = await client.call(listEnterprises, { ...query, limit: 7, ...(cursor && { cursor }) })
    found.push(...answer.rows.map(({ id }) => id))
    if (answer.next === null) {
      expect(answer.total).toBe(found.length)
      return found
    }
    cursor = answer.next
  }
}

describe('the directory', () => {
  test('lists for everybody exactly what he may read, with words and without', async () => {
    for (const withWords of [false, true]) {
      if (withWords) await fillSearchWordsJob.run(app.installation, {})
      for (const [who, signIn] of Object.entries(people)) {
        const client = await signIn()
        const readable: string[] = []
        for (const { id } of kept) {
          const read = await client
            .call(readEnterprise, { enterpriseId: id })
            .catch((refused: Refused) => refused)
          if ('id' in read) readable.push(id)
        }
        expect((await all(client, { state: 'all' })).sort(), who).toEqual(readable.sort())
        const named = kept.filter(({ id, name }) => readable.includes(id) && name.includes('东山'))
        expect((await all(client, { state: 'all', text: '东山' })).sort(), who).toEqual(
          named.map(({ id }) => id).sort(),
        )
      }
    }
  })

  test('goes in order of name, each filter as the rows say', async () => {
    const city = await people.city()
    const order = await app.sql('select id from enterprises order by name, id')
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            text: fc.constantFrom('山机', '东', 'dsjx', 'nanshan', 'slx', '厂', '没有', '9136'),
            size: fc.constantFrom('大型' as const, 'none' as const),
            industry: fc.constantFrom('C', 'C34', 'K7'),
            state: fc.constantFrom('active' as const, 'ended' as const, 'all' as const),
            unitId: fc.constantFrom(at('market-360902'), at('market-360900'), at('market-360000')),
            cqo: fc.constantFrom('none' as const, 'filed' as const),
          },
          { requiredKeys: [] },
        ),
        async (query) => {
          const expected = order
            .map(({ id }) => id)
            .filter((id) =>
              fits(
                kept.find((one) => one.id === id),
                query,
              ),
            )
          expect(await all(city, query)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('refuses what is no filter in words, and finds nothing by marks and half characters', async () => {
    const county = await people.county()
    for (const list of ['12345678-abc', 'deadbeef-list', "x' or 1=1 --"]) {
      await expect(county.call(listEnterprises, { list })).rejects.toMatchObject({
        problem: { code: 'invalid-input' },
      })
    }
    expect((await county.call(listEnterprises, { list: 'no-such-scope' })).rows).toEqual([])
    for (const text of ["'", '%', '\\', '_', "');--", '{', '"', ';', '山%机']) {
      expect((await county.call(listEnterprises, { text, state: 'all' })).total, text).toBe(0)
    }
    for (const cursor of ['x', `${newId()}\u0000`, `${newId()}'`]) {
      const answer = await county
        .call(listEnterprises, { cursor })
        .catch((refused: Refused) => refused.problem)
      expect('rows' in answer || answer.status < 500, cursor).toBe(true)
    }
    const half = await fetch(`${app.baseUrl}/api/enterprises/export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"\\ud800"}',
    })
    expect(half.status).toBeLessThan(500)
  })

  test('does not tell the industry line of people', async () => {
    const industry = await people.industry()
    const { rows } = await industry.call(listEnterprises, {})
    expect(new Set(rows.map(({ cqo }) => cqo))).toEqual(new Set([null]))
    expect((await industry.call(listEnterprises, { cqo: 'none' })).total).toBe(0)
  })

  test('is given as a workbook by the same filter, and the deed stands in the trail', async () => {
    const county = await people.county()
    const listed = await all(county, { size: '大型' })
    const file = await county.download(exportEnterprises, { size: '大型' })
    const folder = await mkdtemp(join(tmpdir(), 'opencqo-export-'))
    const path = join(folder, 'a.xlsx')
    await writeFile(path, file.bytes)
    const table = await readTable(path, (names) => names.includes('企业名称'))
    const names: string[] = []
    for await (const row of table.rows) names.push(row.cells[0]?.text ?? '')
    await rm(folder, { recursive: true })
    const nameOf = new Map(kept.map(({ id, name }) => [id, name]))
    expect(names).toEqual(listed.map((id) => nameOf.get(id)))
    const [entry] = await app.sql(
      `select details from audit_entries where action = 'list.exported' order by at desc limit 1`,
    )
    expect(JSON.parse(String(entry?.details))).toMatchObject({ rows: listed.length, filters: ['size'] })
  })
})

type Query = {
  text?: string
  size?: string
  industry?: string
  state?: string
  unitId?: string
  cqo?: string
}

/** What the filters mean, said once more and apart. */
function fits(one: Kept | undefined, query: Query): boolean {
  if (!one) return false
  const initials: Record<string, (name: string) => boolean> = {
    dsjx: (name) => name.includes('东山机械'),
    nanshan: (name) => name.includes('南山'),
    slx: (name) => name.startsWith('示例西'),
    '9136': () => true,
  }
  const byText =
    query.text === undefined || (initials[query.text]?.(one.name) ?? one.name.includes(query.text))
  const bySize =
    query.size === undefined || (query.size === 'none' ? one.size === null : one.size === query.size)
  const byState = query.state === 'all' || one.ended === (query.state === 'ended')
  const wide =
    query.unitId === undefined || query.unitId === at('market-360900') || query.unitId === at('market-360000')
  const byIndustry = query.industry === undefined || one.industry.startsWith(query.industry)
  return (
    byText &&
    bySize &&
    byState &&
    byIndustry &&
    (wide || one.unitId === query.unitId) &&
    query.cqo !== 'filed'
  )
}
