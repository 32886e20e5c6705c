import { unitNameOf } from '#foundation/org-units/index.ts'
import { invalidInput } from '#platform/operation.ts'
import { handle } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { countSurvey, exportSurvey, listSurvey, type SurveyRow } from '../contract.ts'
import { mayReadSurvey } from '../policy.ts'
import { findSurvey, surveyCounts, surveyRows } from '../store.ts'
import { answerWords, kindWords, whoWords } from '../words.ts'

const subject = async (_ctx: unknown, { unitId }: { unitId: string }) => ({ unitId })

export const listSurveyHandler = handle(listSurvey, {
  subject,
  policy: mayReadSurvey,
  async run({ tx, now }, { cursor, limit, ...query }) {
    const on = civilDateOf(now)
    const { rows, total } = await findSurvey(
      tx,
      { ...query, on },
      { after: readCursor(cursor), limit: limit + 1 },
    )
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, total, next: last ? `${last.enterpriseId}${last.name}` : null }
  },
})

export const countSurveyHandler = handle(countSurvey, {
  subject,
  policy: mayReadSurvey,
  async run({ tx, now }, { unitId, on = civilDateOf(now) }) {
    return { on, ...(await surveyCounts(tx, unitId, on)) }
  },
})

const columns: readonly ExportColumn<SurveyRow>[] = [
  { title: '企业名称', width: 36, of: (row) => row.name },
  { title: '统一社会信用代码', width: 22, of: (row) => row.creditCode },
  { title: '负责单位', width: 28, of: (row) => row.unitName },
  { title: '是否颁发聘书', of: (row) => answerWords[row.letter] },
  {
    title: '聘书依据',
    of: (row) => (row.letterHere ? '本系统签发' : row.letter === 'unknown' ? null : '摸底登记'),
  },
  { title: '是否参加培训', of: (row) => answerWords[row.training] },
  { title: '是否取得评价证书', of: (row) => answerWords[row.evaluation] },
  { title: '截至日期', kind: 'date', of: (row) => row.asOf },
]

export const exportSurveyHandler = handleExport(exportSurvey, {
  subject,
  policy: mayReadSurvey,
  async list({ tx, now }, input) {
    const { unitId, who = 'recorded', kind, answer, text } = input
    const filters: [string, string][] = [['范围', whoWords[who]]]
    if (kind && answer) filters.push([kindWords[kind], answerWords[answer]])
    if (text) filters.push(['查找', text])
    return {
      name: '摸底登记',
      place: await unitNameOf(tx, unitId),
      columns,
      rows: surveyRows({ ...input, on: civilDateOf(now) }),
      filters,
      facts: [['聘书', '本系统签发的聘书在任期内也计为“是”']],
    }
  },
})

function readCursor(cursor: string | undefined): { id: string; name: string } | undefined {
  if (cursor === undefined) return undefined
  const id = cursor.slice(0, 36)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id, name: cursor.slice(36) }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}
