import css from './notices.module.css'
import { StatusText } from './status-text.tsx'
import type { Status } from './statuses.ts'
import type { SaveProgress } from './use-autosave.ts'
import { words } from './words.ts'

const clock = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
  timeZone: 'Asia/Shanghai',
})

function statusOf(progress: SaveProgress): Status | null {
  switch (progress.state) {
    case 'idle':
      return null
    case 'saving':
      return { text: words.save.saving, icon: 'clock', tone: 'muted' }
    case 'saved':
      return { text: words.save.saved(clock.format(progress.at)), icon: 'check', tone: 'success' }
    case 'offline':
      return { text: words.save.offline, icon: 'warning', tone: 'warning' }
    case 'failed':
      return { text: words.save.failed, icon: 'warning', tone: 'warning' }
    case 'refused':
      return { text: words.save.refused(progress.reason), icon: 'warning', tone: 'warning' }
  }
}

/** What became of the draft, read out politely. Takes `progress` from `useAutosave`. */
export function SaveState({ progress }: { readonly progress: SaveProgress }) {
  const status = statusOf(progress)
  return (
    <output aria-live="polite" className={css.save}>
      {status && <StatusText status={status} />}
    </output>
  )
}
