import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './figures.module.css'

/** A state of the work queue: own address, count of what waits. `count` undefined: not counted. */
export type LinkTab = {
  readonly key: string
  readonly label: string
  readonly count?: number
  readonly to: string
  readonly search?: Record<string, string>
}

/** Tabs that are addresses. On the right end what is not a state of my work (等企业补正, 导出). */
export function LinkTabs({
  label,
  tabs,
  current,
  extra,
}: {
  readonly label: string
  readonly tabs: readonly LinkTab[]
  readonly current: string
  readonly extra?: ReactNode
}) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          to={tab.to}
          search={(tab.search ?? {}) as never}
          // A tab whose address begins another one's is not that one.
          activeOptions={{ exact: true }}
          aria-current={tab.key === current ? 'page' : undefined}
          activeProps={{ 'aria-current': tab.key === current ? 'page' : undefined }}
        >
          {tab.count === undefined ? tab.label : `${tab.label} ${tab.count.toLocaleString('zh-CN')}`}
        </Link>
      ))}
      {extra && <span className={css.extra}>{extra}</span>}
    </nav>
  )
}
