import { formatCivilDate } from '#platform/values/civil-date.ts'
import type { KeptStrategy } from '../strategy/store.ts'
import type { StrategyPaper, StrategyPart } from './documents.ts'
import { fields, parts as words } from './words.ts'

const standings = {
  draft: '草稿，尚未批准',
  submitted: '待批准',
  'in-force': '',
  superseded: '已被新版代替，不再执行',
} as const
const answers = { open: '待答复', taken: '采纳', declined: '不采纳' } as const
const ORDINALS = '一二三四五'
const day = (on: string | null) => (on === null ? '' : formatCivilDate(on))

/** An edition of the strategy, worded for paper. */
export function strategyPaper(strategy: KeptStrategy, enterprise: string): StrategyPaper {
  const { periodFrom, periodTo, number, edition, title, approvedByName, approvedOn } = strategy
  const period = periodFrom && periodTo ? `规划期 ${day(periodFrom)}至${day(periodTo)}` : '规划期未定'
  return {
    title,
    number,
    enterprise,
    period: `${period}　第 ${edition} 版`,
    standing: standings[strategy.status],
    parts: partsOf(strategy),
    signed: [
      ...(strategy.submittedByName ? [`首席质量官：${strategy.submittedByName}`] : []),
      ...(approvedByName ? [`批准：${approvedByName}　${day(approvedOn)}`] : []),
    ],
  }
}

function partsOf({ content, proposals }: KeptStrategy): StrategyPart[] {
  const { analysis } = content
  const text = (title: string, said: string) => ({ title, text: said, points: [] })
  const list = (title: string, points: readonly string[]) => ({ title, text: '', points })
  const noRows = { columns: [], widths: [], rows: [] }
  const all: StrategyPart[] = [
    { title: words.basis, blocks: [text('', content.basis)], ...noRows },
    {
      title: words.analysis,
      blocks: [
        text(words.internal, analysis.internal),
        text(words.external, analysis.external),
        list(words.strengths, analysis.strengths),
        list(words.weaknesses, analysis.weaknesses),
        list(words.opportunities, analysis.opportunities),
        list(words.threats, analysis.threats),
        text(words.studies, analysis.studies),
      ].filter((block) => block.text !== '' || block.points.length > 0),
      ...noRows,
    },
    {
      title: words.goals,
      blocks: [],
      columns: ['方面', '目标', '指标与目标值', '期限'],
      widths: [2, 6, 4, 3],
      rows: content.goals.map(({ field, text: goal, target, by }) => [fields[field], goal, target, day(by)]),
    },
    {
      title: words.measures,
      blocks: [],
      columns: ['措施', '责任部门或人员', '期限'],
      widths: [8, 4, 3],
      rows: content.measures.map(({ text: measure, who, by }) => [measure, who, day(by)]),
    },
    {
      title: words.proposals,
      blocks: [],
      columns: ['来源', '建议', '答复'],
      widths: [3, 7, 5],
      rows: proposals.map((each) => [
        each.planNumber,
        each.text,
        [answers[each.answer], each.note].filter(Boolean).join('：'),
      ]),
    },
  ]
  const said = all.filter(
    ({ blocks, rows }) =>
      rows.length > 0 || blocks.some(({ text: said, points }) => said || points.length > 0),
  )
  return said.map((part, at) => ({ ...part, title: `${ORDINALS[at]}、${part.title}` }))
}
