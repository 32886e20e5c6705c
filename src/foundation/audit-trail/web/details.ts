import type { AuditRow } from '../contract.ts'
import { words } from './words.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SHA256 = /^[0-9a-f]{64}$/

/** What an entry says beyond its deed, as 名称 内容 pairs; ids and the role, which stands with the name, are left out. */
export function detailsOf({ details }: Pick<AuditRow, 'details'>): string {
  return Object.entries(details)
    .map(([key, value]) => [words.detailNames[key] ?? key, said(key, value)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name} ${text}`)
    .join('，')
}

function said(key: string, value: unknown): string {
  // The unit that a doubtful row goes to; none skips it.
  if (key === 'take') return value === null ? words.skipped : words.taken
  if (key === 'role' || value === null || value === undefined) return ''
  if (Array.isArray(value)) return saidOfList(value)
  if (typeof value === 'object') return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const text = String(value)
  if (UUID.test(text)) return ''
  if (SHA256.test(text)) return text.slice(0, 8)
  return wordFor(text) ?? text
}

/** By name where every one has a name, else how many. */
function saidOfList(list: readonly unknown[]): string {
  const names = list.map((each) => wordFor(String(each)))
  return names.every((name) => name !== undefined) ? names.join('、') : words.items(list.length)
}

function wordFor(code: string): string | undefined {
  return Object.hasOwn(words.values, code) ? words.values[code] : undefined
}
