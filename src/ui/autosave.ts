import { newIntent } from './intent.ts'

/** What the reader is told about the draft. `refused`: the server declined this content; it is kept and saved again when changed. */
export type SaveProgress =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly at: Date }
  | { readonly state: 'offline' }
  | { readonly state: 'failed' }
  | { readonly state: 'refused'; readonly reason: string }

/** How a failed save is to be taken: `offline` and `failed` are tried again, `refused` waits for other content. */
export type SaveFailure =
  | { readonly kind: 'offline' | 'failed' }
  | { readonly kind: 'refused'; readonly reason: string }

export type AutosaveOptions<T> = {
  /** Sends the draft. The same content is sent again with the same `intent` (Idempotency-Key) after a cut connection. */
  readonly save: (value: T, intent: string) => Promise<void>
  readonly classify: (error: unknown) => SaveFailure
  readonly onProgress: (progress: SaveProgress) => void
  /** Called with what is not saved yet, and with `null` once all is. */
  readonly onPending: (value: T | null) => void
  /** Milliseconds of quiet before saving. */
  readonly delay: number
  /** Milliseconds before a failed save is tried again. */
  readonly retryDelay: number
}

export type Autosave<T> = {
  /** The draft changed. */
  readonly change: (value: T) => void
  /** Saves now what is not saved; resolves when it is sent or has failed. */
  readonly flush: () => Promise<void>
  /** Stops the timers; what is pending stays pending. */
  readonly stop: () => void
}

type Pending<T> = { readonly value: T; readonly intent: string }

/** Saves a draft after a pause, one request at a time, again after a failure, and never loses the newest content. */
export function createAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  let pending: Pending<T> | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const schedule = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }
  async function sendOnce(sent: Pending<T>): Promise<boolean> {
    options.onProgress({ state: 'saving' })
    try {
      await options.save(sent.value, sent.intent)
    } catch (error) {
      const failure = options.classify(error)
      options.onProgress(
        failure.kind === 'refused' ? { state: 'refused', reason: failure.reason } : { state: failure.kind },
      )
      if (failure.kind !== 'refused') schedule(options.retryDelay)
      return pending !== sent && failure.kind === 'refused'
    }
    if (pending !== sent) return true
    pending = null
    options.onPending(null)
    options.onProgress({ state: 'saved', at: new Date() })
    return false
  }
  async function sendAll(): Promise<void> {
    let more = true
    while (more && pending) more = await sendOnce(pending)
  }
  function flush(): Promise<void> {
    clearTimeout(timer)
    running ??= sendAll().finally(() => {
      running = null
    })
    return running
  }
  return {
    change(value) {
      pending = { value, intent: newIntent() }
      options.onPending(value)
      schedule(options.delay)
    },
    flush,
    stop: () => clearTimeout(timer),
  }
}
