import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolConfig } from 'pg'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { sniffTable } from '#platform/spreadsheets/sniff.ts'
import type { CheckedList, checkRows, ListToCheck } from './check-rows.ts'

/** What the process is asked. */
export type ListTask = { database: PoolConfig; list: ListToCheck }
/** What it answers. */
export type ListAnswer =
  | { readonly checked: CheckedList | undefined }
  | { readonly refused: { kind: SpreadsheetRefusal['kind']; message: string } }
  | { readonly fault: string }

/**
 * A roomy nursery, for what is read lives for a moment only; and a heap that may double, but where a workbook's shared texts
 * are kept.
 */
const FLAGS = {
  csv: ['--max-semi-space-size=16', '--heap-growing-percent=120'],
  xlsx: ['--max-semi-space-size=8', '--heap-growing-percent=30'],
} as const

/** `checkRows` in a process of its own, with a connection of its own. */
export const checkRowsApart: typeof checkRows = async (pool: Pool, list: ListToCheck) => {
  const { format } = await sniffTable(list.path)
  const child = fork(fileURLToPath(new URL('./check-rows-process.ts', import.meta.url)), {
    serialization: 'advanced',
    execArgv: [...FLAGS[format]],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const answered = once(child, 'message') as Promise<[ListAnswer]>
    const ended = once(child, 'exit').then(() => {
      throw new Error('the reading process ended early')
    })
    // The loser of the two is not waited for.
    ended.catch(() => {})
    child.send({ database: connectionOf(pool), list } satisfies ListTask)
    const [answer] = await Promise.race([answered, ended])
    if ('fault' in answer) throw new Error(answer.fault)
    if ('refused' in answer) throw new SpreadsheetRefusal(answer.refused.kind, answer.refused.message)
    return answer.checked
  } finally {
    child.kill()
  }
}

/** How the pool's connections are made; its password hides from enumeration. */
function connectionOf({ options }: Pool): PoolConfig {
  const { host, port, user, database, password, connectionString } = options
  return connectionString ? { connectionString } : { host, port, user, database, password }
}
