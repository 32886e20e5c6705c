import { invalidInput } from '#platform/operation.ts'

/** A page goes on behind this name and id. */
export function readCursor(cursor: string | undefined): { id: string; name: string } | undefined {
  if (cursor === undefined) return undefined
  const id = cursor.slice(0, 36)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id, name: cursor.slice(36) }
  throw invalidInput({ detail: '翻页标记：读不懂。请从第一页重新打开列表。' })
}

export function cursorOf(last: { enterpriseId: string; name: string } | undefined): string | null {
  return last ? `${last.enterpriseId}${last.name}` : null
}
