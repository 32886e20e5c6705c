import { access, mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { makeEnterprise, seedPlace, signInAs } from '#testing/people.ts'
import { startTestApp, type TestApp } from '#testing/test-app.ts'
import { addFile } from './contract.ts'
import { sweepFilesJob } from './jobs/sweep-files.job.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const pathOf = (id: string) => join(app.installation.vault.folder, id.slice(-2), id)
const isThere = (id: string) =>
  access(pathOf(id)).then(
    () => true,
    () => false,
  )
const age = (id: string) => utimes(pathOf(id), new Date(0), new Date(0))

test('where the database names none of the files, it is not theirs and nothing goes', async () => {
  const foreign = newId()
  await app.installation.vault.put(foreign, new Uint8Array([1]))
  await age(foreign)
  await sweepFilesJob.run(app.installation, {})
  expect(await isThere(foreign)).toBe(true)
})

test('old bytes without a row go; named bytes and those of today stay', async () => {
  const unitId = (await seedPlace(app)).get('market-360902') ?? ''
  const enterpriseId = await makeEnterprise(app, unitId)
  const filer = await signInAs(app, 'filer', { enterpriseId })
  const paper = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
  const named = await filer.call(addFile, { enterpriseId, purpose: 'other', name: '甲.pdf' }, { body: paper })
  const [lost, fresh] = [newId(), newId()]
  for (const id of [lost, fresh]) await app.installation.vault.put(id, paper)
  await age(named.id)
  await age(lost)
  const stray = join(app.installation.vault.folder, 'zz', '说明.txt')
  await mkdir(join(stray, '..'))
  for (const path of [stray, join(app.installation.vault.folder, '说明.txt')]) {
    await writeFile(path, '示例')
    await utimes(path, new Date(0), new Date(0))
  }
  await sweepFilesJob.run(app.installation, {})
  await access(stray)
  expect([await isThere(named.id), await isThere(lost), await isThere(fresh)]).toEqual([true, false, true])
})
