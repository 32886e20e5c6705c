import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { MenuGroup } from './frame.tsx'
import type { Waits } from './waiting.ts'

/** Whose menu: the sides of DESIGN §4. Lines of 'workbench' are in the menu of everyone of an enterprise. */
export type Side =
  | 'enterprise'
  | 'cqo'
  | 'workbench'
  | 'county'
  | 'city'
  | 'province'
  | 'industry-bureau'
  | 'administrator'

/**
 * A page of a capability. `app`: with header and left menu; `own`: signed in, brings its own frame (TransactionFrame);
 * `public`: without signing in. `load` is a dynamic import, so that each page is a chunk of its own.
 */
export type Screen = {
  /** TanStack path: `/enterprises/$enterpriseId/filings/$filingId`. */
  readonly path: `/${string}`
  readonly frame: 'app' | 'own' | 'public'
  readonly load: () => Promise<{ default: ComponentType }>
}

/** A line in the left menu of one side. */
export type MenuItem = {
  readonly side: Side
  /** Only for these roles of the side; all of them when left out. */
  readonly roles?: readonly string[]
  /** Heading; left out for the lines above the first heading. */
  readonly group?: string
  /** Place in the menu of that side, over all capabilities; the lowest is the home page. A group stands where its first line does. */
  readonly order: number
  readonly label: string
  /** May hold `$enterpriseId` or `$unitId` of the role that the reader has taken. */
  readonly to: `/${string}`
  /** Name of the count of what waits for the reader, see `MenuPlace.waiting`. */
  readonly waiting?: string
}

/** What a capability's `web/screens.ts` exports as `web`. */
export type Web = {
  readonly screens: readonly Screen[]
  readonly menu: readonly MenuItem[]
  readonly waiting?: readonly Waits[]
}

/** Whose menu is drawn, where, and how much waits. */
export type MenuPlace = {
  readonly side: Side
  readonly role?: string
  readonly enterpriseId?: string | undefined
  readonly unitId?: string | undefined
  readonly waiting?: Readonly<Record<string, number>>
}

function addressFor(item: MenuItem, place: MenuPlace): string {
  return item.to.replace('$enterpriseId', place.enterpriseId ?? '').replace('$unitId', place.unitId ?? '')
}

function standsIn(side: Side, place: MenuPlace): boolean {
  return side === place.side || (side === 'workbench' && place.enterpriseId !== undefined)
}

/** The officer's day begins in the workbench; who files for the enterprise begins with that. */
function rank({ side }: MenuItem, place: MenuPlace): number {
  return (side === 'workbench') === (place.side === 'enterprise') ? 1 : 0
}

/** The menu of one side, from what the capabilities declare: in order, under headings. */
export function menuFor(items: readonly MenuItem[], place: MenuPlace): MenuGroup[] {
  const groups = new Map<string, { title?: string; entries: MenuGroup['entries'][number][] }>()
  const own = items
    .filter(({ side, roles }) => standsIn(side, place) && (!roles || roles.includes(place.role ?? '')))
    .sort((a, b) => rank(a, place) - rank(b, place) || a.order - b.order)
  for (const item of own) {
    const key = item.group ?? ''
    const group = groups.get(key) ?? { ...(item.group ? { title: item.group } : {}), entries: [] }
    const waiting = item.waiting ? place.waiting?.[item.waiting] : undefined
    group.entries.push({
      label: item.label,
      to: addressFor(item, place),
      ...(waiting === undefined ? {} : { count: waiting }),
    })
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The named parts of the page's address; a page that asks for a part its path does not have is a mistake in the code. */
export function useScreenParams<K extends string>(...names: readonly K[]): Record<K, string> {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return Object.fromEntries(
    names.map((name) => {
      const value = params[name]
      if (value === undefined) throw new Error(`path has no $${name}`)
      return [name, value]
    }),
  ) as Record<K, string>
}
