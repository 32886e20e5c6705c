import { StatusGlyph } from './icons.tsx'
import css from './status-text.module.css'
import type { Status } from './statuses.ts'

export type StatusTextProps = {
  /** From `filingStatus`, `qualificationStatus`, `taskStatus`, `deadlineStatus`, or a capability's own vocabulary. */
  readonly status: Status
  /** Boxed tag; only once a page, beside the title. */
  readonly boxed?: boolean
  /** `verdict` is 18 px and bold, `small` 12 px. */
  readonly size?: 'small' | 'verdict'
}

/** A status as icon, colour and words. */
export function StatusText({ status, boxed = false, size }: StatusTextProps) {
  const names = [css.status, css[status.tone], boxed && css.boxed, size && css[size]]
    .filter(Boolean)
    .join(' ')
  return (
    <span className={names}>
      {status.icon && <StatusGlyph name={status.icon} />}
      <span>{status.text}</span>
    </span>
  )
}
