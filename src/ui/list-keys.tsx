import { Button, Drawer } from 'antd'
import { type RefObject, useState } from 'react'
import { ShortcutList } from './shortcut-list.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { words } from './words.ts'

/** Rows that can be walked through: each has its link. */
function rowsIn(table: HTMLElement | null): HTMLElement[] {
  return [...(table?.querySelectorAll<HTMLElement>('tr[data-row-key], li[data-row-key]') ?? [])].filter(
    (row) => row.querySelector('a') !== null,
  )
}

type ListKeysProps = {
  readonly table: RefObject<HTMLElement | null>
  readonly selects: boolean
  readonly onNextPage: (() => void) | undefined
  readonly onPreviousPage: (() => void) | undefined
}

/**
 * J and K walk through the rows of a list, X selects, Enter opens (the row's link has the focus), N and P turn the page,
 * ? explains. What is current is what has the focus, so that the keys and Tab never disagree.
 */
export function ListKeys({ table, selects, onNextPage, onPreviousPage }: ListKeysProps) {
  const [open, setOpen] = useState(false)
  const walk = (by: 1 | -1) => () => {
    const rows = rowsIn(table.current)
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by
    const link = rows[next]?.querySelector('a')
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
  }
  const select = () =>
    rowsIn(table.current)
      .find((row) => row.contains(document.activeElement))
      ?.querySelector<HTMLInputElement>('input[type=checkbox]')
      ?.click()
  const shortcuts = useShortcuts({
    j: walk(1),
    k: walk(-1),
    n: onNextPage,
    p: onPreviousPage,
    '?': () => setOpen(!open),
    ...(selects && { x: select }),
  })
  const { next, previous, select: selecting, ...rest } = words.shortcuts.list
  const rows = [next, previous, ...(selects ? [selecting] : []), ...Object.values(rest)]
  return (
    <>
      <Button type="text" size="small" onClick={() => setOpen(true)}>
        {words.shortcuts.title} ?
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={words.shortcuts.title}
        closable={{ 'aria-label': words.close }}
        size={380}
      >
        <ShortcutList rows={rows} {...shortcuts} />
      </Drawer>
    </>
  )
}
