import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export type LargeText = { readonly on: boolean; readonly turn: (on: boolean) => void }

const LargeTextContext = createContext<LargeText>({ on: false, turn: () => undefined })

const storageKey = 'large-text'

function remembered(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on'
  } catch {
    return false
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off')
  } catch {
    // A browser that forbids storage still gets the large text until the page is left.
  }
}

/** Holds 大字模式 for the pages below it and remembers it in this browser. */
export function LargeTextProvider({ children }: { readonly children: ReactNode }) {
  const [on, setOn] = useState(remembered)
  const value = useMemo(
    () => ({
      on,
      turn: (wanted: boolean) => {
        remember(wanted)
        setOn(wanted)
      },
    }),
    [on],
  )
  return <LargeTextContext.Provider value={value}>{children}</LargeTextContext.Provider>
}

/** Whether 大字模式 is on, and the switch. */
export function useLargeText(): LargeText {
  return useContext(LargeTextContext)
}
