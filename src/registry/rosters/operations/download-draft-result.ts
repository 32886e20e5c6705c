import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { notFound, wrongState } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { writeResults } from '#platform/spreadsheets/write-results.ts'
import { findRowResults } from '../draft-store.ts'
import { type Decision, type DraftOutcome, downloadDraftResult } from '../drafts/contract.ts'
import { mayKeepRoster } from '../policy.ts'
import { loadKept } from '../present.ts'
import { isListHeader } from '../read-file.ts'
import { findUpload } from '../version-store.ts'

const BATCH = 2000
const outcomes: Record<DraftOutcome, string> = {
  same: '已在名单',
  new: '列入',
  renamed: '存疑（同代码，名称不同）',
  'other-code': '存疑（同名，代码不同）',
  near: '存疑（名称相近）',
  elsewhere: '存疑（在其他单位名下）',
  ended: '存疑（名录中已终止）',
  unknown: '名录中没有',
  gone: '名单上有，文件中没有',
  reject: '未列入',
}
const decisions: Record<Decision, string> = {
  take: '已决定：列入名录中的',
  pending: '已决定：待入名录',
  skip: '已决定：不列入',
  leave: '已决定：移出',
  stay: '已决定：保留',
}

export const downloadDraftResultHandler = handle(downloadDraftResult, {
  subject: loadKept,
  policy: mayKeepRoster,
  async run({ tx, installation }, { versionId }, roster) {
    const upload = await findUpload(tx, roster.unitId, versionId)
    if (!upload?.stored_as || upload.roster_id !== roster.id || upload.status === 'discarded')
      throw notFound()
    if (upload.phase !== 'ready') {
      throw wrongState({ detail: '逐行结果：名单还没有比较完，或没有读成。请稍后再下载，或重新上传。' })
    }
    const made = join(installation.vault.uploads, `result-${newId()}`)
    let window = new Map<number, string>()
    let upTo = 0
    const resultOf = async (line: number) => {
      while (line > upTo) {
        const rows = await findRowResults(tx, upload, upTo, BATCH)
        window = new Map(rows.map((row) => [row.line, textOf(row)]))
        upTo = rows.at(-1)?.line ?? Number.MAX_SAFE_INTEGER
      }
      return window.get(line) ?? ''
    }
    const from = join(installation.vault.uploads, upload.stored_as)
    const kind = await writeResults(from, made, isListHeader, resultOf)
    const bytes = createReadStream(made)
    bytes.once('close', () => void rm(made, { force: true }))
    const xlsx = kind.format === 'xlsx'
    return {
      mediaType: xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
      fileName: `${(upload.file_name ?? '').replace(/\.[^.]*$/, '')}-导入结果.${xlsx ? 'xlsx' : 'csv'}`,
      bytes,
    }
  },
})

function textOf(row: Awaited<ReturnType<typeof findRowResults>>[number]): string {
  const word = outcomes[row.outcome]
  const decided = row.decision
    ? `；${decisions[row.decision]}${row.decision === 'take' ? `“${row.taken ?? ''}”` : ''}`
    : ''
  return row.message ? `${word}${decided}：${row.message}` : `${word}${decided}`
}
