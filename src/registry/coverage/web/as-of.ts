import { parseCivilDate } from '#platform/values/civil-date.ts'
import { useUrlFilters } from '#ui/use-url-filters.ts'

/** What the numbers of a page are asked by; in the URL, so that a link says the same to everyone. */
export type Asked = { readonly on?: string; readonly knownAt?: string; readonly boundaries?: 'then' | 'now' }

const keys = ['on', 'knownAt', 'boundaries'] as const

/** The as-of of the page's address. */
export function useAsked() {
  const { values, set, active } = useUrlFilters<(typeof keys)[number]>(keys)
  const asked: Asked = {
    ...(values.on && { on: values.on }),
    ...(values.knownAt && { knownAt: values.knownAt }),
    ...(values.boundaries === 'now' && { boundaries: 'now' as const }),
  }
  return { asked, set, changed: active.length > 0 }
}

/** “2026-09-01 08:00” in Beijing time as an instant; undefined where it cannot be read. */
export function readInstant(text: string): string | undefined {
  const [day = '', time = '00:00'] = text
    .trim()
    .replace('：', ':')
    .split(/[\sT]+/)
  const date = parseCivilDate(day)
  if (!date.ok || !/^\d{1,2}:\d{2}$/.test(time)) return undefined
  const at = new Date(`${date.value}T${time.padStart(5, '0')}:00+08:00`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
