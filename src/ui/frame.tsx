import { createContext, type ReactNode, useContext } from 'react'

/** One line of the left menu. `count` is what waits for the reader, never a total; 0 or nothing is not shown. */
export type MenuEntry = { readonly label: string; readonly to: string; readonly count?: number }

/** Entries under one heading; the first group usually has none. */
export type MenuGroup = { readonly title?: string; readonly entries: readonly MenuEntry[] }

/** What the frames around every signed-in page show; provided once by the composition root. */
export type Frame = {
  /** Name of the enterprise or unit in whose name the reader acts. */
  readonly organisation: string
  /** Name of the reader, for what is printed. */
  readonly reader?: string
  /** The server says that its data is invented. */
  readonly demo: boolean
  readonly menu: readonly MenuGroup[]
  /** Account menu of the header (who, role, role switch, 大字模式, sign out). */
  readonly account: ReactNode
  readonly messages?: { readonly to: string; readonly count: number }
  readonly helpTo?: string
  /** The reader's role only looks: verbs are left out. */
  readonly readsOnly?: boolean
  /** Page that finds what `?text=` says; without it there is no box in the header. */
  readonly searchTo?: string
}

const FrameContext = createContext<Frame>({ organisation: '', demo: false, menu: [], account: null })

export const FrameProvider = FrameContext.Provider

/** The frame of the page at hand. */
export function useFrame(): Frame {
  return useContext(FrameContext)
}

/** False where the reader's role only looks. */
export function useMayWrite(): boolean {
  return useFrame().readsOnly !== true
}
