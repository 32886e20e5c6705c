import type { CSSProperties } from 'react'
import css from './ratio-bar.module.css'
import { chartTones } from './theme.ts'

export type RatioBarProps = {
  /** Of 1; what goes beyond fills the bar. Null: unknown, no bar, for an empty one says 0 %. */
  readonly ratio: number | null
  /** Where the target stands, of 1. */
  readonly target?: number | null
  /** The total of a table stands out. */
  readonly strong?: boolean
}

/** A ratio as a bar in a cell, with its target as a stroke. Says nothing that the number beside it does not. */
export function RatioBar({ ratio, target = null, strong = false }: RatioBarProps) {
  if (ratio === null) return null
  const percent = (value: number) => `${Math.max(0, Math.min(1, value)) * 100}%`
  const color = strong ? chartTones.accent : chartTones.compare
  return (
    <span className={css.bar} aria-hidden style={{ '--bar-color': color } as CSSProperties}>
      <span className={css.fill} style={{ width: percent(ratio) }} />
      {target === null ? null : (
        <span className={css.target} style={{ left: `calc(${percent(target)} - 1px)` }} />
      )}
    </span>
  )
}
