import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, expect, test } from 'vitest'
import { spool } from './spool.ts'
import { readAll } from './vault.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencqo-spool-'))
  return () => rm(folder, { recursive: true, force: true })
})

test('what arrives is given on as it is and leaves nothing behind', async () => {
  const parts = [Buffer.from('示例'), Buffer.from('企业')]
  const spooled = await spool(Readable.from(parts), folder, 100)
  expect((await readAll(spooled.body, 100)).toString()).toBe('示例企业')
  await spooled.remove()
  expect(await readdir(folder)).toEqual([])
})

test('what is too large is refused while it arrives, and what breaks off leaves nothing behind', async () => {
  let given = 0
  async function* endless() {
    for (;;) {
      given += 1
      yield Buffer.alloc(1000)
    }
  }
  await expect(spool(endless(), folder, 10_000)).rejects.toMatchObject({ problem: { status: 413 } })
  expect(given).toBeLessThan(20)
  async function* broken() {
    yield Buffer.alloc(10)
    throw new Error('connection lost')
  }
  await expect(spool(broken(), folder, 10_000)).rejects.toThrow('connection lost')
  expect(await readdir(folder)).toEqual([])
})
