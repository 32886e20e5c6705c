import { openPool } from '#platform/database/connect.ts'
import { SpreadsheetRefusal } from '#platform/spreadsheets/refusal.ts'
import { checkRows } from './check-rows.ts'
import type { ListAnswer, ListTask } from './check-rows-apart.ts'

async function answerTo({ database, list }: ListTask): Promise<ListAnswer> {
  const { pool, close } = openPool(database, database, 2)
  try {
    return { checked: await checkRows(pool, list) }
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return { refused: { kind: error.kind, message: error.message } }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    await close()
  }
}

process.once('message', (task) => {
  void answerTo(task as ListTask).then((answer) => process.send?.(answer))
})
// When the server goes, nobody waits for the answer.
process.on('disconnect', () => process.exit())
