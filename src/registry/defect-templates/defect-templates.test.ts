import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '#platform/client.ts'
import { contextStatements } from '#platform/database/transaction.ts'
import { seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import {
  addDefectTemplate,
  arrangeDefectTemplates,
  changeDefectTemplate,
  listDefectTemplates,
  removeDefectTemplate,
} from './contract.ts'

let app: TestApp
const unit: Record<string, string> = {}
const officer: Record<string, Client> = {}
const wording = { place: 'photo', why: '照片模糊', how: '请重新上传', basis: '' }

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  for (const [key, seed, role] of [
    ['county', 'market-360902', 'county-officer'],
    ['neighbour', 'market-360981', 'county-officer'],
    ['city', 'market-360900', 'city-officer'],
  ] as const) {
    unit[key] = units.get(seed) ?? ''
    officer[key] = await signInAs(app, role, { unitId: unit[key] })
  }
})
afterAll(() => app.close())

const at = (key: string) => {
  const [client, unitId] = [officer[key], unit[key]]
  if (!client || !unitId) throw new Error(key)
  return { client, unitId }
}
const add = (key: string, name: string) => {
  const { client, unitId } = at(key)
  return client.call(addDefectTemplate, { unitId, name, ...wording })
}
async function namesFor(key: string) {
  const { client, unitId } = at(key)
  const { rows } = await client.call(listDefectTemplates, { unitId })
  return rows.filter(({ origin }) => origin !== 'sample').map(({ name, origin }) => `${origin} ${name}`)
}

describe('the library of a unit', () => {
  test('begins with samples that say so', async () => {
    const { client, unitId } = at('county')
    const { rows } = await client.call(listDefectTemplates, { unitId })
    expect(rows.length).toBeGreaterThanOrEqual(8)
    expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['sample']))
  })

  test('is shared within the unit and with the units below, not sideways and not upwards', async () => {
    await add('county', '县里的')
    await add('city', '市里的')
    expect(await namesFor('county')).toEqual(['own 县里的', 'above 市里的'])
    expect(await namesFor('neighbour')).toEqual(['above 市里的'])
    expect(await namesFor('city')).toEqual(['own 市里的'])
  })

  test('keeps its order and its names apart, and tells who was quicker', async () => {
    const { client, unitId } = at('county')
    const second = await add('county', '第二个')
    await expect(add('county', '第二个')).rejects.toMatchObject({
      problem: { code: 'name-taken', errors: [{ path: 'name' }] },
    })
    await client.call(arrangeDefectTemplates, { unitId, ids: [second.id] })
    expect(await namesFor('county')).toEqual(['own 第二个', 'own 县里的', 'above 市里的'])
    const change = { unitId, templateId: second.id, version: second.version, name: '改过的', ...wording }
    expect(await client.call(changeDefectTemplate, change)).toMatchObject({ name: '改过的', version: 2 })
    await expect(client.call(changeDefectTemplate, { ...change, name: '晚了' })).rejects.toMatchObject({
      problem: { code: 'stale-version' },
    })
    await expect(
      client.call(changeDefectTemplate, { ...change, version: 2, name: '县里的' }),
    ).rejects.toMatchObject({ problem: { code: 'name-taken' } })
    expect(await client.call(removeDefectTemplate, { unitId, templateId: second.id })).toEqual({
      removed: true,
    })
    expect(await client.call(removeDefectTemplate, { unitId, templateId: second.id })).toEqual({
      removed: false,
    })
  })

  test('of the unit above can be used, not changed', async () => {
    const { client, unitId } = at('county')
    const { rows } = await client.call(listDefectTemplates, { unitId })
    const above = rows.find(({ origin }) => origin === 'above')
    if (!above) throw new Error('no template from above')
    const change = { templateId: above.id, version: above.version, name: '改不了', ...wording }
    await expect(client.call(changeDefectTemplate, { unitId, ...change })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    })
    await expect(
      client.call(changeDefectTemplate, { unitId: unit.city ?? '', ...change }),
    ).rejects.toMatchObject({ problem: { code: 'forbidden' } })
  })
})

test('the database itself lets a unit see down, and write only its own', async () => {
  const client = await app.database.pool.connect()
  const as = (unitId: string | undefined) =>
    contextStatements({ kind: 'system', role: 'system', for: { unitId: unitId ?? '' } })
  const insert = (unitId: string | undefined) =>
    `insert into defect_templates (unit_id, id, name, place, why, how, position, changed_by)
     values ('${unitId}', gen_random_uuid(), '库里的', 'photo', 'x', 'y', 1, gen_random_uuid())`
  try {
    for (const [viewer, of, may] of [
      ['county', 'city', true],
      ['city', 'county', false],
      ['neighbour', 'county', false],
    ] as const) {
      await client.query(`begin; ${as(unit[viewer])}`)
      const { rows } = await client.query('select 1 from defect_templates where unit_id = $1', [unit[of]])
      expect(rows.length > 0, `${viewer} sees ${of}`).toBe(may)
      await expect(client.query(insert(unit[of]))).rejects.toThrow(/row-level security/)
      await client.query('rollback')
      await client.query(`begin; ${as(unit[viewer])}`)
      const { rowCount } = await client.query('update defect_templates set why = why where unit_id = $1', [
        unit[of],
      ])
      expect(rowCount, `${viewer} changes ${of}`).toBe(0)
      await client.query('rollback')
    }
  } finally {
    client.release()
  }
})
