import { parseArgs } from 'node:util'
import { Refused } from '#platform/operation.ts'
import { verifyReports } from '#registry/reports/contract.ts'
import { openSession, sentenceOf, Usage } from './cli-session.ts'
import { processTerminal, type Terminal } from './terminal.ts'

const help = `上报

用法：
  opencqo reports verify      重算本单位已上报的每一个数字，核对签名和前后次序

按每份报送包的截止日和掌握时刻，从备案、聘任、名单、摸底的原始记录重新计算；遇到第一份不符的就停下。

  --server <网址>   默认 http://127.0.0.1:8080（环境变量 OPENCQO_SERVER）
  --login <账号>    本单位经办人；密码从键盘输入，或从标准输入读一行
  --token <令牌>    程序令牌，代替账号和密码；环境变量 OPENCQO_TOKEN 不会留在命令历史里

结束码：0 全部相符；1 有不符；2 用法不对或被拒绝`

const options = {
  server: { type: 'string' },
  login: { type: 'string' },
  token: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** `opencqo reports verify`, over HTTP as any other client. @returns the exit code */
export async function reportsFromCommandLine(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  try {
    const { values, positionals } = readOptions(args)
    if (values.help) {
      terminal.out(help)
      return 0
    }
    if (positionals.length !== 1 || positionals[0] !== 'verify')
      throw new Usage('请写明要做什么：opencqo reports verify。')
    return await verify(values, terminal)
  } catch (error) {
    if (error instanceof Usage) terminal.err(`${error.message}\n\n${help}`)
    else if (error instanceof Refused) terminal.err(sentenceOf(error))
    else throw error
    return 2
  }
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Usage(`选项不对：${(error as Error).message}`)
  }
}

async function verify(values: ReturnType<typeof readOptions>['values'], terminal: Terminal): Promise<number> {
  const { client, unitId, close } = await openSession(values, terminal)
  try {
    if (!unitId) throw new Usage('身份：只有单位的经办人有报送包。请换用单位经办人的账号。')
    const { rows, ok } = await client.call(verifyReports, { unitId })
    for (const { number, compared, differences } of rows) {
      if (differences.length === 0) terminal.out(`${number}　${compared} 项相符`)
      for (const { where, published, recomputed } of differences)
        terminal.err(`${number}　不符　${where}：上报 ${published}，重算 ${recomputed}`)
    }
    if (rows.length === 0) terminal.out('还没有已上报的报送包，没有可核对的。')
    else if (ok) terminal.out(`${rows.length} 份报送包全部相符。`)
    else terminal.err('重算与上报的数字不符，已停下。请核对原始记录和备份，查明是谁在什么时候改动的。')
    return ok ? 0 : 1
  } finally {
    await close()
  }
}
