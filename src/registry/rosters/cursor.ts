import { invalidInput } from '#platform/operation.ts'

/** The place in a list whose order has no key of its own. @throws invalidInput */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (/^\d{1,7}$/.test(cursor)) return Number(cursor)
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}
