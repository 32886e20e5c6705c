import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mayReadOwn } from '#platform/access/own-enterprise.ts'
import { newId } from '#platform/ids.ts'
import { type Context, handle } from '#platform/perform.ts'
import { writeSheets } from '#platform/spreadsheets/write-sheets.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { getEnterprise } from '#registry/enterprises/index.ts'
import { type Conformity, exportConformity } from '../contract.ts'
import { gatherConformity } from '../gather.ts'
import { gapLines, instantOf, proofLines, stateWords } from '../wording.ts'

export const exportConformityHandler = handle(exportConformity, {
  subject: async (_ctx, { enterpriseId }) => ({ enterpriseId }),
  policy: mayReadOwn,
  audit: ({ enterpriseId }, _subject, { bytes }) => ({
    chain: { enterpriseId },
    action: 'list.exported',
    subject: { type: 'list', id: exportConformity.name },
    details: {
      list: exportConformity.title,
      sha256: createHash('sha256')
        .update(bytes as Uint8Array)
        .digest('hex'),
    },
  }),
  async run(ctx, { enterpriseId }) {
    const today = civilDateOf(ctx.now)
    const [standing, { name }] = await Promise.all([
      gatherConformity(ctx.tx, enterpriseId, today),
      getEnterprise(ctx.tx, enterpriseId),
    ])
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      fileName: `条款符合度-${today}.xlsx`,
      bytes: await workbookOf(ctx, standing, name),
    }
  },
})

async function workbookOf(ctx: Context, { guide, clauses, totals }: Conformity, name: string) {
  const path = join(ctx.installation.vault.uploads, `export-${newId()}`)
  const sections = new Map(guide.sections.map(({ id, title }) => [id, `${id} ${title}`]))
  try {
    await writeSheets(path, [
      {
        name: '条款符合度',
        columns: [
          { title: '条款', width: 10 },
          { title: '章节', width: 18 },
          { title: '要求', width: 50 },
          { title: '标准原词', width: 36 },
          { title: '状态', width: 12 },
          { title: '自述', width: 8 },
          { title: '证据', width: 60 },
          { title: '缺口和下一步', width: 60 },
        ],
        rows: clauses.map((clause) => [
          clause.id,
          sections.get(clause.section) ?? '',
          clause.text,
          clause.term,
          stateWords[clause.state],
          clause.stated ? '是' : '',
          proofLines(clause).join('\n'),
          gapLines(clause).join('\n'),
        ]),
      },
      {
        name: '说明',
        columns: [
          { title: '项目', width: 18 },
          { title: '内容', width: 90 },
        ],
        rows: [
          ['企业', name],
          ['导出人', 'name' in ctx.actor ? ctx.actor.name : ''],
          ['数据截止', `${instantOf(ctx.now.toISOString())}（北京时间）`],
          ['依据', `${guide.docNo}《${guide.title}》，条款释读第 ${guide.version} 版`],
          ['已有证据', `${totals.proved} / ${totals.total}（其中自述 ${totals.stated}）`],
          ['口径', '状态按登记的记录计算；自述由企业自己说明；不适用的不计入总数'],
          ['记录', '这次导出已记入办理记录，连同文件的校验值'],
        ],
      },
    ])
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}
