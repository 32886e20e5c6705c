import { useCallback, useEffect, useRef, useState } from 'react'

const storageKey = 'shortcuts off'

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=combobox]',
    ) !== null
  )
}

export type Shortcuts = {
  readonly on: boolean
  /** Single keys can be in the way of speech input; the choice is kept in this browser. */
  readonly turn: (on: boolean) => void
}

/** Single-key shortcuts of a page (`{ j: next }`), silent while something is being typed. */
export function useShortcuts(keys: Readonly<Record<string, (() => void) | undefined>>): Shortcuts {
  const [on, setOn] = useState(() => localStorage.getItem(storageKey) === null)
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
  const turn = useCallback((wanted: boolean) => {
    if (wanted) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, '')
    setOn(wanted)
  }, [])
  return { on, turn }
}
