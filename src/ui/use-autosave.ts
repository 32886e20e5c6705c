import { useCallback, useEffect, useRef, useState } from 'react'
import { type Autosave, createAutosave, type SaveProgress } from './autosave.ts'
import { classifySaveError } from './problem.ts'

export type { SaveProgress } from './autosave.ts'

/** Where unsaved content waits: the tab's session storage, gone when the tab is closed. */
export type DraftKeeping<T> = {
  /** One key per draft: `filing <id>`. */
  readonly key: string
  /** Takes personal data (身份证号, 手机 …) out before the content is kept outside memory. */
  readonly withoutPersonalData: (value: T) => T
}

const storageKey = (key: string) => `draft ${key}`

/** What an earlier page in this tab could not save, or `null`. */
export function readUnsavedDraft<T>(key: string): T | null {
  const kept = sessionStorage.getItem(storageKey(key))
  return kept === null ? null : (JSON.parse(kept) as T)
}

function keep<T>(keeping: DraftKeeping<T> | undefined, value: T | null): void {
  if (!keeping) return
  try {
    if (value === null) sessionStorage.removeItem(storageKey(keeping.key))
    else sessionStorage.setItem(storageKey(keeping.key), JSON.stringify(keeping.withoutPersonalData(value)))
  } catch {
    // Storage full or forbidden by the browser: the content stays in memory, and saving is tried again all the same.
  }
}

export type AutosaveHook<T> = {
  readonly progress: SaveProgress
  /** Call with the whole draft at each change. */
  readonly change: (value: T) => void
  /** Saves at once, for 保存并离开 and before 提交. */
  readonly flush: () => Promise<void>
}

/**
 * Saves a draft 1.2 s after the last change, again when the network returns (or after 15 s), warns before the tab is closed
 * while something is unsaved. `save` gets the draft and the Idempotency-Key to send it with.
 */
export function useAutosave<T>(
  save: (value: T, intent: string) => Promise<unknown>,
  keeping?: DraftKeeping<T>,
): AutosaveHook<T> {
  const [progress, setProgress] = useState<SaveProgress>({ state: 'idle' })
  const latest = useRef({ save, keeping })
  latest.current = { save, keeping }
  const unsaved = useRef(false)
  const engine = useRef<Autosave<T> | null>(null)
  engine.current ??= createAutosave<T>({
    save: async (value, intent) => {
      await latest.current.save(value, intent)
    },
    classify: classifySaveError,
    onProgress: setProgress,
    onPending: (value) => {
      unsaved.current = value !== null
      keep(latest.current.keeping, value)
    },
    delay: 1_200,
    retryDelay: 15_000,
  })
  const autosave = engine.current
  useEffect(() => {
    const again = () => void autosave.flush()
    const warn = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault()
    }
    window.addEventListener('online', again)
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('beforeunload', warn)
      void autosave.flush()
    }
  }, [autosave])
  const change = useCallback((value: T) => autosave.change(value), [autosave])
  return { progress, change, flush: autosave.flush }
}
