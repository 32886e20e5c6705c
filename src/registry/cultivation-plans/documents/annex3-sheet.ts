import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import type { Context } from '#platform/perform.ts'
import { type SheetCell, writeSheets } from '#platform/spreadsheets/write-sheets.ts'
import { statusWords, totalOf } from '../domain.ts'
import { findAllMembers } from '../members-store.ts'
import { presently } from '../present.ts'
import type { PlanRecord } from '../store.ts'
import { gatherAnnex3 } from './gather-annex3.ts'

/** 附件3 as a workbook: the form itself, the names, and what the numbers rest on. */
export async function writeAnnex3(ctx: Context, plan: PlanRecord): Promise<Uint8Array> {
  const [sheet, members] = await Promise.all([
    gatherAnnex3(ctx, plan),
    findAllMembers(ctx.tx, plan, presently(ctx.now)),
  ])
  const path = join(ctx.installation.vault.uploads, `export-${newId()}`)
  const facts: [string, string][] = [
    ['表名', sheet.title],
    ['填报单位', plan.unit_name],
    ['版本', `${plan.year} 年第 ${plan.no} 版，${statusWords[plan.status]}`],
    ['统计日', sheet.on],
    ['按此刻已知', instantWords(sheet.known)],
    ['填报人', plan.prepared_by],
    ['审核人', plan.reviewed_by],
    ['规则', sheet.pack ? `${sheet.pack.title}（${sheet.pack.docNo}）` : '没有规则包'],
    ...sheet.basis.map((each): [string, string] => [
      '规上企业名单',
      `${each.name}，第 ${each.no} 版，${each.effectiveOn} 起，${each.members} 家${each.pending > 0 ? `（另有 ${each.pending} 家不在名录）` : ''}，${each.signedBy}签认`,
    ]),
    ['口径', '规上企业数按当日名单；已完成备案数只计规上企业；培育计划数由“培育企业名单”得出，未具名的另注'],
    ...sheet.notes.map((note): [string, string] => ['注', note]),
    ['校验值', plan.digest ?? '草稿没有校验值'],
    ['说明', '规上企业名单为内部资料，不对外公开（统计法）'],
  ]
  try {
    await writeSheets(path, [
      { name: '附件3', columns: sheet.columns.map(columnOf), rows: linesOf(sheet.rows, plan.years) },
      {
        name: '培育企业名单',
        columns: [
          { title: '企业名称', width: 36 },
          { title: '统一社会信用代码', width: 22 },
          { title: '培育年度' },
          { title: '备注', width: 30 },
        ],
        rows: members.map(({ name, creditCode, year, note }) => [name, creditCode, String(year), note]),
      },
      {
        name: '说明',
        columns: [
          { title: '项目', width: 18 },
          { title: '内容', width: 90 },
        ],
        rows: facts,
      },
    ])
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}

const columnOf = (title: string, index: number) =>
  index === 0 ? { title, width: 24 } : { title, width: 20, kind: 'number' as const }

type Rows = Awaited<ReturnType<typeof gatherAnnex3>>['rows']

function linesOf(rows: Rows, years: number): SheetCell[][] {
  const lines = rows.map(({ place, aboveScale, filed, planned }): SheetCell[] => [
    place,
    aboveScale,
    filed,
    ...planned,
  ])
  const { aboveScale, filed, planned } = totalOf(rows, years)
  return rows.length > 1 ? [...lines, ['合计', aboveScale, filed, ...planned]] : lines
}

/** An instant in Beijing time, to the minute. */
function instantWords(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')}（北京时间）`
}
