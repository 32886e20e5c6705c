import { afterAll, beforeAll, expect, test } from 'vitest'
import { listEnterprises } from '#registry/enterprises/contract.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { applyTags, changeTag, createTag, deleteTag, listTaggings, listTags } from './contract.ts'

let app: TestApp
let unitId: string
let otherUnit: string
let ids: string[]

beforeAll(async () => {
  app = await startTestApp()
  const units = await seedPlace(app)
  unitId = units.get('market-360902') ?? ''
  otherUnit = units.get('market-360983') ?? ''
  ids = []
  for (let n = 0; n < 3; n += 1) ids.push(await makeEnterprise(app, unitId))
})
afterAll(() => app.close())

test('labels are put on many, undone exactly, and filter the directory', async () => {
  const officer = await signInAs(app, 'county-officer', { unitId })
  const tag = await officer.call(createTag, { unitId, name: '重点走访', tone: 'gold' })
  const on = (of: readonly string[]) => of.map((enterpriseId) => ({ enterpriseId, tagId: tag.id }))
  await officer.call(applyTags, { unitId, add: on(ids.slice(0, 1)), remove: [] })
  const done = await officer.call(applyTags, { unitId, add: on(ids), remove: [] })
  expect(done.added).toHaveLength(2)
  const found = await officer.call(listEnterprises, { tagId: tag.id })
  expect(found.rows.map(({ id }) => id).sort()).toEqual([...ids].sort())
  await officer.call(applyTags, { unitId, add: done.removed, remove: done.added })
  expect((await officer.call(listTaggings, { unitId, enterpriseIds: ids.join(',') })).rows).toEqual(
    on(ids.slice(0, 1)),
  )
  expect((await officer.call(listTags, { unitId })).rows).toMatchObject([
    { name: '重点走访', enterprises: 1 },
  ])
  const renamed = await officer.call(changeTag, { unitId, tagId: tag.id, name: '走访', tone: 'blue' })
  expect(renamed).toMatchObject({ name: '走访', tone: 'blue' })
  await expect(officer.call(createTag, { unitId, name: '走访', tone: 'red' })).rejects.toThrow(
    '本单位已有“走访”',
  )
  expect(await officer.call(deleteTag, { unitId, tagId: tag.id })).toEqual({ enterprises: 1 })
  expect((await officer.call(listEnterprises, { tagId: tag.id })).rows).toEqual([])
})

test('another unit neither sees them nor labels what it does not see', async () => {
  const other = await signInAs(app, 'county-officer', { unitId: otherUnit })
  await expect(other.call(listTags, { unitId })).rejects.toMatchObject({ problem: { status: 403 } })
  const own = await other.call(createTag, { unitId: otherUnit, name: '别处', tone: 'grey' })
  const taggings = ids.map((enterpriseId) => ({ enterpriseId, tagId: own.id }))
  const done = await other.call(applyTags, { unitId: otherUnit, add: taggings, remove: [] })
  expect(done.added).toEqual([])
})
