import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { newId } from '#platform/ids.ts'
import { type Context, handle } from '#platform/perform.ts'
import { type Sheet, writeSheets } from '#platform/spreadsheets/write-sheets.ts'
import { formNote } from '../columns/catalogue.ts'
import { exportReport } from '../contract.ts'
import type { PackContent } from '../cover.ts'
import { detailCells, summaryCells } from '../documents/tables.ts'
import { figureDefinitions } from '../figures.ts'
import type { Frozen } from '../gather/gather-pack.ts'
import { tellEnterprises } from '../notice-store.ts'
import { mayReadReport } from '../policy.ts'
import { insideOf } from '../present-pack.ts'
import { getPack, type PackRecord } from '../store.ts'
import { masked } from './read-report.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const kinds = { new: '新报', change: '变更', replace: '更换', cancel: '注销' } as const

type Inside = { readonly frozen: Frozen; readonly content: PackContent }

function detailSheet({ frozen, content }: Inside, isFull: boolean): Sheet {
  const rows = isFull ? content.rows : content.rows.map(masked)
  return {
    name: '附件2-A 明细',
    columns: frozen.detail.columns.map(({ key, title }) => ({
      title,
      ...(key === 'seq' && { kind: 'number' as const, width: 8 }),
      ...(/On$/.test(key) && { kind: 'date' as const }),
    })),
    rows: rows.map((row) => detailCells(frozen.detail, row)),
  }
}

function summarySheet({ frozen, content }: Inside): Sheet {
  const total = { unit: { code: '', name: '合计' }, figures: frozen.total }
  return {
    name: '附件2-B 汇总',
    columns: frozen.summary.columns.map(({ key, title }) => ({
      title,
      ...(key in figureDefinitions && !key.endsWith('coverage') && { kind: 'number' as const }),
    })),
    rows: [
      ...frozen.units.map((row) => summaryCells(frozen.summary, row, content.contacts[row.unit.code])),
      ...(frozen.units.length > 1 ? [summaryCells(frozen.summary, total, undefined)] : []),
    ],
  }
}

function changeSheet({ content }: Inside): Sheet {
  const titles = [
    '类型',
    '备案编号',
    '单位',
    '企业名称',
    '统一社会信用代码',
    '首席质量官',
    '登记日期',
    '注销生效日期',
  ]
  return {
    name: '新增变更更换注销',
    columns: titles.map((title) => ({ title, ...(title.endsWith('日期') && { kind: 'date' as const }) })),
    rows: content.changes.map((row) => [
      kinds[row.kind],
      row.filingNo,
      row.unit,
      row.enterprise,
      row.creditCode,
      row.person,
      row.registeredOn,
      row.effectiveOn,
    ]),
  }
}

function planSheets({ frozen: { plan } }: Inside): Sheet[] {
  if (!plan) return []
  return [
    {
      name: '附件3 培育计划',
      columns: [
        { title: '县（市、区）', width: 28 },
        { title: '规上企业数', kind: 'number' },
        { title: '已完成备案数', kind: 'number' },
        ...plan.years.map((year) => ({ title: `${year}年培育计划数`, kind: 'number' as const })),
      ],
      rows: plan.rows.map((row) => [row.place, row.aboveScale, row.filed, ...row.planned]),
    },
  ]
}

function factSheet(pack: PackRecord, { frozen }: Inside, isFull: boolean, reader: string): Sheet {
  const lists = frozen.rosters.map(({ unit, name, no, effectiveOn, state }) =>
    state === 'missing' ? `${unit.name}：没有名单` : `${unit.name}：${name}第 ${no} 版，${effectiveOn} 起`,
  )
  return {
    name: '说明',
    columns: [
      { title: '项目', width: 22 },
      { title: '内容', width: 90 },
    ],
    rows: [
      ['编号', pack.number ?? '草稿，尚未上报'],
      ['报送单位', pack.unit_name],
      ['接收单位', pack.receiver_name],
      ['期间', frozen.period.label],
      ['数据截止日', frozen.asOf],
      ['掌握时刻', frozen.knownAt],
      ['明细表式', `${frozen.detail.title}，${formNote(frozen.detail)}`],
      ['汇总表式', `${frozen.summary.title}，${formNote(frozen.summary)}`],
      [
        '规则',
        frozen.rule
          ? `${frozen.rule.docNo} ${frozen.rule.title}（${frozen.rule.id} 第 ${frozen.rule.version} 版）`
          : '没有有效的规则包',
      ],
      ['名单', lists.join('；') || '无'],
      ['规上覆盖率', '已备案的规上企业数 ÷ 名单上的规上企业数；空白表示没有名单'],
      ['校验值', pack.sha256?.toString('hex') ?? ''],
      ['导出人', reader],
      [
        '个人信息',
        isFull ? '含完整身份证号和手机号码；这次导出连同用途已记入办理记录' : '身份证号、手机号码已遮盖',
      ],
    ],
  }
}

async function written(ctx: Context, sheets: readonly Sheet[]) {
  const path = join(ctx.installation.vault.uploads, `export-${newId()}`)
  try {
    await writeSheets(path, sheets)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    const bytes = createReadStream(path)
    bytes.once('close', () => void rm(path, { force: true }))
    return { bytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

export const exportReportHandler = handle(exportReport, {
  subject: ({ tx }, { unitId, packId }) => getPack(tx, { unitId, packId }),
  policy: mayReadReport,
  audit: ({ purpose }, pack, output, actor) => ({
    chain: { unitId: actor.kind === 'unit' ? actor.unitId : pack.unit_id },
    action: purpose ? 'report.exported-in-full' : 'report.exported',
    subject: { type: 'report', id: pack.id },
    details: {
      number: pack.number,
      ...(purpose && { purpose }),
      sha256: (output as unknown as { sha256: string }).sha256,
    },
  }),
  async run(ctx, { purpose }, pack) {
    const inside = await insideOf(ctx, pack)
    const isFull = purpose !== ''
    const reader = 'name' in ctx.actor ? ctx.actor.name : ''
    const sheets = [
      summarySheet(inside),
      detailSheet(inside, isFull),
      changeSheet(inside),
      ...planSheets(inside),
      factSheet(pack, inside, isFull, reader),
    ]
    if (isFull) await tellEnterprises(ctx.tx, inside.content, { reader, purpose })
    const { bytes, sha256 } = await written(ctx, sheets)
    const fileName = `附件2-${pack.unit_name}-${pack.number ?? '草稿'}.xlsx`
    return { mediaType: XLSX, fileName, bytes, sha256 } as never
  },
})
