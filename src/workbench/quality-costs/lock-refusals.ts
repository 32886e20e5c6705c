import { invalidInput } from '#platform/operation.ts'
import type { Handled } from '#platform/perform.ts'
import { formatYearMonth } from '#platform/values/year-month.ts'
import { monthLocked, notTheNextMonth } from './contract.ts'

/**
 * What the triggers of the database refuse, in words. They have the last word, also where an import is written or taken back
 * and where a month was locked meanwhile.
 */
export function withLockRefusals(handled: Handled): Handled {
  const { operation, handler } = handled
  if (operation.method === 'GET') return handled
  return {
    operation,
    handler: {
      ...handler,
      async run(ctx, input, subject) {
        try {
          return await handler.run(ctx, input, subject)
        } catch (error) {
          throw refusalOf(error) ?? error
        }
      },
    },
  }
}

function refusalOf(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const detail = 'detail' in error ? String(error.detail ?? '') : ''
  if (error.code === 'QC001') return lockedRefusal(detail)
  if (error.code === 'QC002') return nextRefusal(detail)
  const constraint = 'constraint' in error ? error.constraint : ''
  if (error.code === '23503' && constraint === 'cost_lines_enterprise_id_account_class_fkey') {
    return invalidInput({ detail: CLASS_STAYS })
  }
  return undefined
}

export const CLASS_STAYS = '类别：这个科目已有费用，不能改类别。请停用它，另立科目。'

export function lockedRefusal(month: string) {
  return monthLocked({ detail: `月份：${lockedWords(month)}`, details: { month } })
}

export const lockedWords = (month: string) =>
  `${formatYearMonth(month)}已锁定，不能再增加、修改或撤销。请在其后第一个未锁定的月份记一条更正。`

function nextRefusal(next: string) {
  return notTheNextMonth({
    detail: next ? `月份：${nextWords(next)}` : `更正月份：${NOT_LOCKED}`,
    details: { month: next },
  })
}

export const nextWords = (next: string) =>
  `更正应记入其后第一个未锁定的月份，即${formatYearMonth(next)}。请改月份后再存。`
export const NOT_LOCKED = '没有锁定，不用更正。请直接修改那个月的费用。'
