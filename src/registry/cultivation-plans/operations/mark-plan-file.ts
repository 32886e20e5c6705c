import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { handle } from '#platform/perform.ts'
import { writeResults } from '#platform/spreadsheets/write-results.ts'
import { checkFile } from '../check-file.ts'
import { markPlanFile, type PlanFileRow } from '../contract.ts'
import { mayPreparePlan } from '../policy.ts'
import { loadPlan } from '../present.ts'
import { isPlanHeader, withUploaded } from '../read-file.ts'

const words: Readonly<Record<PlanFileRow['outcome'], string>> = {
  add: '将列入',
  change: '将改年度',
  same: '没有变化',
  doubtful: '存疑',
  reject: '不能列入',
  number: '将填未具名数',
}

export const markPlanFileHandler = handle(markPlanFile, {
  subject: loadPlan,
  policy: mayPreparePlan,
  run: (ctx, { year, fileName }, { plan }) =>
    withUploaded(ctx, async (path) => {
      const { rows } = await checkFile(ctx, plan, path, year)
      const byLine = new Map(rows.map((row) => [row.line, row]))
      const to = join(ctx.installation.vault.uploads, `marked-${newId()}`)
      try {
        const { format } = await writeResults(path, to, isPlanHeader, (line) => resultOf(byLine.get(line)))
        const name = fileName.replace(/\.[^.]*$/, '')
        return {
          mediaType:
            format === 'xlsx'
              ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
              : 'text/csv',
          fileName: `${name}-核对结果.${format}`,
          bytes: await readFile(to),
        }
      } finally {
        await rm(to, { force: true })
      }
    }),
})

function resultOf(row: PlanFileRow | undefined): string {
  if (!row) return ''
  const choices = row.candidates.map(({ name, creditCode }) => `${name} ${creditCode}`).join('；')
  return [words[row.outcome], row.message, choices].filter(Boolean).join('：')
}
