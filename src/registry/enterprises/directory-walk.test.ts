import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { listEnterprises } from './contract.ts'
import { fillSearchWordsJob } from './jobs/fill-search-words.job.ts'

/** In each of four counties; with a fragment that all have they are more than are counted. */
const EACH = 1100

let app: TestApp
let city: Client
let county: Client
let here: string

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  const at = (key: string) => units.get(key) ?? ''
  here = at('market-360902')
  const counties = [here, at('market-360921'), at('market-360981'), at('market-360983')]
  // Names of the four mix in the order of names; every fifth is another's.
  await app.sql(
    `insert into enterprises (id, credit_code, name, unit_id)
     select gen_random_uuid(), '91360902MA' || lpad((n * 10 + u.k)::text, 8, '0'),
            '示例' || n || case when n % 5 = 0 then '号南岭厂' else '号群山厂' end || u.k, u.id
       from generate_series(1, $2::int) n cross join unnest($1::uuid[]) with ordinality as u(id, k)`,
    [counties, EACH],
  )
  await fillSearchWordsJob.run(app.installation, {})
  city = await signInAs(app, 'city-officer', { unitId: at('market-360900') })
  county = await signInAs(app, 'county-officer', { unitId: here })
})
afterAll(() => app.close())

async function firstPages(client: Client, text: string, pages: number) {
  const ids: string[] = []
  let cursor: string | undefined
  let more = false
  for (let page = 0; page < pages; page++) {
    const answer = await client.call(listEnterprises, { text, limit: 50, ...(cursor && { cursor }) })
    ids.push(...answer.rows.map(({ id }) => id))
    more = answer.more
    cursor = answer.next ?? undefined
  }
  return { ids, more }
}

test.each([
  ['号群山', true],
  ['qunshan', true],
  ['南岭厂', false],
] as const)('what very many names have goes in order of name, page by page: %s', async (text, many) => {
  const pattern = text === '南岭厂' ? '%南岭厂%' : '%群山%'
  const order = (unit: string | null) =>
    app.sql<{ id: string }>(
      'select id from enterprises where name like $1 and ($2::uuid is null or unit_id = $2) order by name, id limit 200',
      [pattern, unit],
    )
  const all = await firstPages(city, text, 4)
  expect(all.ids).toEqual((await order(null)).map(({ id }) => id))
  expect(all.more).toBe(many)
  const own = await firstPages(county, text, 4)
  expect(own.ids).toEqual((await order(here)).map(({ id }) => id))
})
