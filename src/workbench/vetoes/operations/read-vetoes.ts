import { handle } from '#platform/perform.ts'
import { type ExportColumn, handleExport } from '#platform/spreadsheets/export-list.ts'
import { civilDateOf } from '#platform/values/civil-date.ts'
import { countVetoes, exportVetoes, listVetoes, readVeto } from '../contract.ts'
import { actWords, stateWords, subjects } from '../domain.ts'
import { loadVeto } from '../load-veto.ts'
import { mayLook } from '../policy.ts'
import { present } from '../present.ts'
import { findVetoes, type VetoRecord, vetoFigures, vetoRows } from '../store.ts'

const subject = async (_ctx: unknown, { enterpriseId }: { enterpriseId: string }) => ({ enterpriseId })

export const listVetoesHandler = handle(listVetoes, {
  subject,
  policy: mayLook,
  run: ({ tx }, { cursor, limit, ...query }) => findVetoes(tx, query, { cursor, limit }),
})

const minute = (at: Date | null) =>
  at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : ''

const columns: readonly ExportColumn<VetoRecord>[] = [
  { title: '编号', width: 14, of: ({ number }) => number },
  { title: '状态', width: 12, of: ({ state }) => stateWords[state] },
  { title: '否决什么', width: 10, of: ({ subject_kind }) => subjects[subject_kind].noun },
  { title: '对象', width: 30, of: ({ subject_text }) => subject_text },
  { title: '数量和所在', width: 24, of: ({ extent }) => extent },
  { title: '停止的事', width: 16, of: ({ acts }) => acts.map((act) => actWords[act]).join('、') },
  { title: '质量要求', width: 40, of: ({ requirement }) => requirement },
  { title: '事实', width: 40, of: ({ facts }) => facts },
  { title: '风险', width: 40, of: ({ risk }) => risk },
  { title: '已采取的措施', width: 40, of: ({ measures }) => measures },
  { title: '提出时间', width: 18, of: ({ raised_at }) => minute(raised_at) },
  { title: '提出人', width: 12, of: ({ raised_by_name }) => raised_by_name },
  { title: '解除条件', width: 10, of: ({ conditions }) => conditions },
  { title: '已满足', width: 10, of: ({ conditions_met }) => conditions_met },
  { title: '拦截次数', width: 10, of: ({ attempts }) => attempts },
  { title: '核对人', width: 12, of: ({ checked_by_name }) => checked_by_name ?? '' },
  { title: '结束时间', width: 18, of: ({ ended_at }) => minute(ended_at) },
  { title: '解除人或强行放行人', width: 14, of: ({ ended_by_name }) => ended_by_name ?? '' },
  { title: '理由或说明', width: 40, of: ({ ended_note }) => ended_note ?? '' },
]

export const exportVetoesHandler = handleExport(exportVetoes, {
  subject,
  policy: mayLook,
  async list(_ctx, query) {
    const { state, subjectKind, text, from, to } = query
    return {
      name: '一票否决',
      place: '',
      columns,
      rows: vetoRows(query),
      filters: [
        ...(state ? [['状态', stateWords[state]] as const] : []),
        ...(subjectKind ? [['否决什么', subjects[subjectKind].noun] as const] : []),
        ...(text ? [['查找', text] as const] : []),
        ...(from || to ? [['提出日期', `${from ?? ''} 至 ${to ?? ''}`] as const] : []),
      ],
    }
  },
})

export const readVetoHandler = handle(readVeto, {
  subject: loadVeto,
  policy: mayLook,
  run: (ctx, _input, standing) => present(ctx, standing, civilDateOf(ctx.now)),
})

export const countVetoesHandler = handle(countVetoes, {
  subject,
  policy: mayLook,
  async run({ tx }, query) {
    const [total, ...rows] = await vetoFigures(tx, query)
    if (!total) throw new Error('a grouping set over nothing gives its one row')
    return { total, rows }
  },
})
