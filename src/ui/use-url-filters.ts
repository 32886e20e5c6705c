import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

type Search = Record<string, string | undefined>
type CursorTrail = readonly { readonly cursor: string | undefined; readonly from: number }[]

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Cursors of the pages before this one, so that 上一页 can go back. */
    trail?: CursorTrail
  }
}

export type UrlFilters<K extends string> = {
  /** The chosen values; missing ones are not filtered by. */
  readonly values: Readonly<Partial<Record<K, string>>>
  /** Names of the filters in use. */
  readonly active: readonly K[]
  /** Sets or (with undefined or '') drops one filter; the list starts again at its first page. */
  readonly set: (key: K, value: string | undefined) => void
  readonly clear: () => void
}

/** Filters and sort order that live in the URL. Other parameters (`tab`, …) are left alone. */
export function useUrlFilters<K extends string>(keys: readonly K[]): UrlFilters<K> {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const joined = keys.join(' ')
  const values = useMemo(() => {
    const names = joined.split(' ') as K[]
    return Object.fromEntries(names.flatMap((key) => (search[key] ? [[key, search[key]]] : []))) as Partial<
      Record<K, string>
    >
  }, [search, joined])
  const change = useCallback(
    (changes: Search) => {
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, ...changes, cursor: undefined, from: undefined }),
        replace: true,
      })
    },
    [navigate],
  )
  return {
    values,
    active: keys.filter((key) => values[key] !== undefined),
    set: (key, value) => change({ [key]: value || undefined }),
    clear: () => change(Object.fromEntries(keys.map((key) => [key, undefined]))),
  }
}

export type CursorPage = {
  /** Cursor to ask the server with; undefined on the first page. */
  readonly cursor: string | undefined
  /** Number of the first row shown, from 1. */
  readonly from: number
  /** Opens the page behind `cursor`; `shown` rows stand on this one. */
  readonly next: (cursor: string, shown: number) => void
  /** Back one page; from a page opened by its address alone, to the first. Undefined on the first page. */
  readonly previous: (() => void) | undefined
}

/** Paging by cursor, in the URL as `cursor` and `from`. */
export function useCursorPage(): CursorPage {
  const search = useSearch({ strict: false }) as Search
  const trail = useRouterState({ select: (state) => state.location.state.trail }) ?? []
  const navigate = useNavigate()
  const cursor = search.cursor
  const from = Math.max(1, Number.parseInt(search.from ?? '1', 10) || 1)
  const go = (page: { cursor: string | undefined; from: number }, newTrail: CursorTrail) => {
    void navigate({
      to: '.',
      search: (before: Search) => ({
        ...before,
        cursor: page.cursor,
        from: page.from > 1 ? String(page.from) : undefined,
      }),
      state: (before) => ({ ...before, trail: newTrail }),
    })
  }
  const last = trail.at(-1) ?? { cursor: undefined, from: 1 }
  return {
    cursor,
    from,
    next: (nextCursor, shown) => go({ cursor: nextCursor, from: from + shown }, [...trail, { cursor, from }]),
    previous: cursor === undefined ? undefined : () => go(last, trail.slice(0, -1)),
  }
}
