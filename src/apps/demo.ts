import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { seedOrgUnits, yichunTree } from '#foundation/org-units/index.ts'
import { roleNames } from '#foundation/sign-in/index.ts'
import { inTransaction } from '#platform/database/transaction.ts'
import { keepPack, shippedPacks } from '#registry/rules/index.ts'
import { walkOtherPlace } from './demo-other-place.ts'
import { demoPeople, makePeople, PASSWORD, setUp } from './demo-people.ts'
import { walkMainJob } from './demo-walk.ts'
import { leaveWork } from './demo-work.ts'
import { fillWorkbench } from './demo-workbench.ts'
import { type Served, serve } from './serve.ts'

export type DemoOptions = { host: string; port: number; once: boolean; say: (line: string) => void }

const OUTPUT = resolve('demo-output')

/** A whole installation on invented data in a folder of its own, walked through once as every person in turn. */
export async function demo({ host, port, once, say }: DemoOptions): Promise<Served | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'opencqo-demo-'))
  await chmod(folder, 0o755)
  await rm(OUTPUT, { recursive: true, force: true })
  await mkdir(OUTPUT, { recursive: true })
  say('首席质量官制度实施平台 · 演示（企业、人员均为虚构）')
  const served = await serve({ dataDir: folder, host, port: once ? 0 : port, demo: true, say })
  const close = async () => {
    await served.close()
    await rm(folder, { recursive: true, force: true })
  }
  let left: Awaited<ReturnType<typeof leaveWork>>
  try {
    const units = await seed(served)
    say(`一、建立宜春市单位（${units.size} 个）并装载规则包`)
    const people = await makePeople(served, units)
    const keep = async (name: string, bytes: Uint8Array) => writeFile(join(OUTPUT, name), bytes)
    const { enterpriseId } = await walkMainJob({ served, units, people, password: PASSWORD, say, keep })
    const elsewhere = await walkOtherPlace({ served, say })
    left = [...(await leaveWork({ served, units, say })), ...elsewhere]
    await fillWorkbench({ served, enterpriseId, say, keep })
    if (once) {
      await close()
      return undefined
    }
  } catch (error) {
    await close()
    throw error
  }
  say('')
  say(`演示继续运行：${served.address}（按 Ctrl-C 停止）`)
  say(`演示账号，密码都是 ${PASSWORD}：`)
  for (const [login, role, , name] of demoPeople) say(accountLine(login, roleNames[role], name))
  for (const { login, what } of left) say(accountLine(login, '企业经办人', what))
  return { ...served, close }
}

const accountLine = (login: string, role: string, note: string) => `  ${login.padEnd(12)}${role}　${note}`

async function seed({ installation }: Served) {
  return inTransaction(installation.pool, setUp, async (tx) => {
    for (const pack of shippedPacks()) await keepPack(tx, pack)
    return seedOrgUnits(tx, yichunTree())
  })
}
