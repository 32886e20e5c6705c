import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { writeResults } from '#platform/spreadsheets/write-results.ts'
import { downloadImportResult } from '../contract.ts'
import { isImportHeader } from '../import-row.ts'
import { mustBeImport } from '../import-state.ts'
import { findRowResults, getImport } from '../import-store.ts'
import { mayImport } from '../policy.ts'

const words = { add: '新增', change: '更新', same: '未变', doubtful: '存疑', reject: '未导入' } as const
const BATCH = 2000

export const downloadImportResultHandler = handle(downloadImportResult, {
  subject: async (_ctx, { unitId }) => ({ unitId }),
  policy: mayImport,
  async run({ tx, installation }, { unitId, importId }) {
    const run = await getImport(tx, unitId, importId)
    mustBeImport(run, ['checked', 'applying', 'applied', 'cancelled', 'undone'])
    const made = join(installation.vault.uploads, `result-${newId()}`)
    let window = new Map<number, string>()
    let upTo = 0
    const resultOf = async (line: number) => {
      while (line > upTo) {
        const rows = await findRowResults(tx, run, upTo, BATCH)
        window = new Map(rows.map((row) => [row.line, textOf(row)]))
        upTo = rows.at(-1)?.line ?? Number.MAX_SAFE_INTEGER
      }
      return window.get(line) ?? ''
    }
    const kind = await writeResults(
      join(installation.vault.uploads, run.stored_as),
      made,
      isImportHeader,
      resultOf,
    )
    const bytes = createReadStream(made)
    bytes.once('close', () => void rm(made, { force: true }))
    const xlsx = kind.format === 'xlsx'
    return {
      mediaType: xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
      fileName: `${run.file_name.replace(/\.[^.]*$/, '')}-导入结果.${xlsx ? 'xlsx' : 'csv'}`,
      bytes,
    }
  },
})

function textOf(row: Awaited<ReturnType<typeof findRowResults>>[number]): string {
  const written = row.applied && row.outcome === 'doubtful'
  const word = written ? words[row.altered ? 'change' : 'add'] : words[row.outcome as keyof typeof words]
  const decided = row.decision === 'skip' ? '（已决定跳过）' : row.decision ? '（已决定归属）' : ''
  return row.message ? `${word}${decided}：${row.message}` : `${word}${decided}`
}
