import { parseArgs } from 'node:util'
import type { Client } from '#platform/client.ts'
import { Refused } from '#platform/operation.ts'
import { verifyCoverage } from '#registry/coverage/contract.ts'
import { verifyPlans } from '#registry/cultivation-plans/handing/contract.ts'
import { verifyReports } from '#registry/reports/contract.ts'
import { verifyVersions } from '#registry/rosters/versions/contract.ts'
import { openSession, sentenceOf, Usage } from './cli-session.ts'
import { processTerminal, type Terminal } from './terminal.ts'

const help = `重算核对

用法：
  opencqo recompute           重算本单位和下级的每一个数字、每一版签认的名单、报送过的每一版培育计划，再重算本单位已上报的数字

从聘任、备案、名单、摸底登记和企业名录的原始记录重新计算，与保存的数字逐个比较；遇到第一个不符的就停下，写明是哪个单位、哪一项、哪一天。
只读，不改动任何数据。

  --unit <单位 id>  只核对这个单位和它的下级，默认本单位
  --on <日期>       只核对这一天的数字，默认每一天的
  --server <网址>   默认 http://127.0.0.1:8080（环境变量 OPENCQO_SERVER）
  --login <账号>    市场监管部门的经办人；密码从键盘输入，或从标准输入读一行
  --token <令牌>    程序令牌，代替账号和密码；环境变量 OPENCQO_TOKEN 不会留在命令历史里

结束码：0 全部相符；1 有不符；2 用法不对或被拒绝`

const options = {
  unit: { type: 'string' },
  on: { type: 'string' },
  server: { type: 'string' },
  login: { type: 'string' },
  token: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** `opencqo recompute`, over HTTP as any other client. @returns the exit code */
export async function recomputeFromCommandLine(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    const values = readOptions(args)
    if (values.help) {
      terminal.out(help)
      return 0
    }
    return await recompute(values, terminal)
  } catch (error) {
    if (error instanceof Usage) terminal.err(`${error.message}\n\n${help}`)
    else if (error instanceof Refused) terminal.err(sentenceOf(error))
    else throw error
    return 2
  }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new Usage(`选项不对：${(error as Error).message}`)
  }
}

async function recompute(values: ReturnType<typeof readOptions>, terminal: Terminal): Promise<number> {
  const { client, unitId, close } = await openSession(values, terminal)
  try {
    if (!unitId) throw new Usage('身份：数字由单位的经办人核对。请换用单位经办人的账号。')
    const whole = values.unit === undefined || values.unit === unitId
    if (whole && !(await recomputeRosters(client, unitId, terminal))) return 1
    const kept = await recomputeKept(client, { unitId: values.unit ?? unitId, on: values.on }, terminal)
    if (!kept) return 1
    const plans = await recomputePlans(client, values.unit ?? unitId, terminal)
    if (!plans) return 1
    if (!whole) return 0
    return (await recomputePublished(client, unitId, terminal)) ? 0 : 1
  } finally {
    await close()
  }
}

/** Unit by unit, so that each answer comes soon. False at the first difference. */
async function recomputeKept(
  client: Client,
  { unitId, on }: { unitId: string; on: string | undefined },
  { out, err, signal }: Terminal,
): Promise<boolean> {
  let units = 0
  let numbers = 0
  for (let cursor: string | undefined; ; ) {
    signal.throwIfAborted()
    const { unit, compared, enterprises, differences, wrong, next } = await client.call(verifyCoverage, {
      unitId,
      ...(on !== undefined && { on }),
      ...(cursor && { cursor }),
    })
    const [first] = differences
    if (first) {
      const { scope, measure, kept, recomputed } = first
      err(`${unit.name}　不符　${first.on} ${scope} ${measure}：保存 ${kept}，重算 ${recomputed}`)
    }
    for (const { enterpriseId, name } of wrong)
      err(`${unit.name}　不符　${name}（${enterpriseId}）的记录与统计用的经历不同`)
    if (first || wrong.length > 0) {
      err('重算与保存的数字不符，已停下。请核对原始记录和备份，查明是谁在什么时候改动的。')
      return false
    }
    units += 1
    numbers += compared
    if (compared > 0) out(`${unit.name}　${compared} 个数、${enterprises} 家企业的经历相符`)
    if (next === null) break
    cursor = next
  }
  out(`${units} 个单位、${numbers} 个数全部相符。`)
  return true
}

/** Every signed version of a list that speaks of a unit in sight: the denominators. */
async function recomputeRosters(
  client: Client,
  unitId: string,
  { out, err, signal }: Terminal,
): Promise<boolean> {
  let versions = 0
  for (let cursor: string | undefined; ; ) {
    signal.throwIfAborted()
    const { compared, differences, next } = await client.call(verifyVersions, {
      unitId,
      ...(cursor && { cursor }),
    })
    const [first] = differences
    if (first) {
      const { rosterName, no, signed, recomputed } = first
      err(
        `${rosterName}第 ${no} 版　不符　签认时成员 ${signed.members} 家、待入名录 ${signed.pending} 家，重算为 ${recomputed.members} 家、${recomputed.pending} 家，校验值${signed.membersDigest === recomputed.membersDigest ? '相同' : '不同'}`,
      )
      return false
    }
    versions += compared
    if (next === null) break
    cursor = next
  }
  if (versions > 0) out(`${versions} 版签认的名单全部相符。`)
  return true
}

/** Every version of 培育计划 that the unit and those below have handed in. */
async function recomputePlans(client: Client, unitId: string, { out, err }: Terminal): Promise<boolean> {
  const { rows, ok } = await client.call(verifyPlans, { unitId })
  for (const { unitName, year, no, differences } of rows) {
    const [first] = differences
    if (first) err(`${unitName} ${year} 年培育计划第 ${no} 版　不符　${first}`)
  }
  if (rows.length > 0 && ok) out(`${rows.length} 版培育计划全部相符。`)
  return ok
}

/** The packs that the unit has sent. */
async function recomputePublished(client: Client, unitId: string, { out, err }: Terminal): Promise<boolean> {
  const { rows, ok } = await client.call(verifyReports, { unitId })
  for (const { number, compared, differences } of rows) {
    const [first] = differences
    if (!first) out(`${number}　${compared} 项相符`)
    else err(`${number}　不符　${first.where}：上报 ${first.published}，重算 ${first.recomputed}`)
  }
  if (rows.length > 0 && ok) out(`${rows.length} 份报送包全部相符。`)
  return ok
}
