import { formatCivilDate } from '#platform/values/civil-date.ts'
import { standings as itemStandings } from '../ledgers.ts'
import type { PlannedItem, PlanWithItems, Review } from '../plan/contract.ts'
import type { PlanPaper } from './documents.ts'

const standings: Readonly<Record<string, string>> = {
  draft: '草稿，尚未批准',
  submitted: '待批准',
  'in-force': '',
  concluded: '',
}

/** A plan with its items, worded for paper; after the year with what became of each. */
export function planPaper({ plan, items, review }: PlanWithItems, enterprise: string): PlanPaper {
  const running = plan.status === 'in-force' || plan.status === 'concluded'
  const notes = new Map(review?.verdicts.map(({ itemId, note }) => [itemId, note]))
  return {
    title: plan.title,
    number: plan.number,
    enterprise,
    approved: plan.approvedOn ? `批准：${plan.approvedBy ?? ''}　${formatCivilDate(plan.approvedOn)}` : '',
    standing: standings[plan.status] ?? '',
    basis: plan.basis ?? '',
    columns: [
      '序号',
      '项目、内容',
      '工作要求',
      '资源需求',
      '工作目标',
      '时间',
      '责任人',
      '监视确认方法',
      ...(running ? ['完成情况'] : []),
    ],
    widths: [2, 8, 7, 5, 6, 4, 4, 6, ...(running ? [6] : [])],
    rows: items.map((item) => row(item, running ? resultOf(item, notes.get(item.id)) : null)),
    sections: plan.status === 'concluded' && review ? sectionsOf(review) : [],
  }
}

function row(item: PlannedItem, result: string | null): string[] {
  const days = [item.fromOn, item.toOn].filter(Boolean).join('\n至 ')
  const cells = [
    item.itemNo,
    [item.name, item.content].filter(Boolean).join('\n'),
    item.requirement ?? '',
    item.resources ?? '',
    item.goal ?? '',
    days,
    [item.ownerCalled, item.departmentCalled].filter(Boolean).join('\n'),
    item.method ?? '',
  ]
  return result === null ? cells : [...cells, result]
}

function resultOf({ standing, progress, doneOn }: PlannedItem, note: string | undefined): string {
  const state = itemStandings[standing as keyof typeof itemStandings]
  const far = standing === 'open' ? ` ${progress}%` : ''
  return [`${state}${far}${doneOn ? ` ${doneOn}` : ''}`, note].filter(Boolean).join('\n')
}

function sectionsOf({ surroundings, evaluation, proposals }: Review) {
  const all = [
    { title: '内外部环境变化', text: surroundings },
    { title: '总体评价', text: evaluation },
    { title: '对质量战略的修订建议', text: proposals.map((text, at) => `${at + 1}. ${text}`).join('\n') },
  ]
  return all.filter(({ text }) => text !== '')
}
