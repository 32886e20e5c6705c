import type { DueRule, Ledger } from '#platform/ledger/ledger.ts'
import type { Occasion } from './store.ts'

const NAMED = 5

/** Words of a notice of what comes due, the nearest first: how many, until when, and some by name. */
export function reminderOf(
  { title }: Pick<Ledger, 'title'>,
  { label }: Pick<DueRule, 'label'>,
  occasions: readonly Occasion[],
): { title: string; body: string } {
  const count = (days: number) => occasions.filter((each) => each.days === days).length
  const leads = [...new Set(occasions.map(({ days }) => days))].sort((a, b) => a - b)
  const parts = leads.map((days) => `${whenOf(days)} ${count(days)} 项`)
  const named = occasions.slice(0, NAMED).map(({ called }) => called)
  const more = occasions.length > NAMED ? '等' : ''
  return {
    title: `${title}：${label}${parts.join('，')}`,
    body: `${named.join('、')}${more}。请安排办理，办好后更新台帐。`,
  }
}

function whenOf(days: number): string {
  if (days < 0) return '已逾期'
  return days === 0 ? '今天' : `${days} 天内`
}
