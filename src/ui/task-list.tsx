import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { StatusText } from './status-text.tsx'
import type { Status } from './statuses.ts'
import css from './task-list.module.css'
import { words } from './words.ts'

export type Task = {
  readonly key: string
  readonly title: string
  readonly number?: number
  /** Route, or `#id` of a part on this page. Left out: cannot be opened yet (its status says why). */
  readonly to?: string
  /** Search part of the route. */
  readonly search?: Readonly<Record<string, string>>
  readonly status: Status
  readonly current?: boolean
}

export type TaskGroup = { readonly title?: string; readonly tasks: readonly Task[] }

function TaskLink({ task }: { readonly task: Task }) {
  const label = (
    <>
      {task.number !== undefined && <span className={css.number}>{task.number}</span>}
      {task.title}
    </>
  )
  const current = task.current ? 'step' : undefined
  if (!task.to) return <span className={css.locked}>{label}</span>
  if (task.to.startsWith('#')) {
    return (
      <a href={task.to} aria-current={current}>
        {label}
      </a>
    )
  }
  return (
    <Link to={task.to} search={(task.search ?? {}) as never} aria-current={current}>
      {label}
    </Link>
  )
}

function Tasks({ group, title }: { readonly group: TaskGroup; readonly title?: string | undefined }) {
  const id = useId()
  return (
    <>
      {title && (
        <div id={id} className={css.group}>
          {title}
        </div>
      )}
      <ol aria-labelledby={title ? id : undefined}>
        {group.tasks.map((task) => (
          <li key={task.key} className={task.current ? css.current : undefined}>
            <TaskLink task={task} />
            <StatusText status={task.status} size="small" />
          </li>
        ))}
      </ol>
    </>
  )
}

export type TaskListProps = {
  readonly groups: readonly TaskGroup[]
  /** `side` stands left of a long form; `page` fills a phone. */
  readonly variant: 'side' | 'page'
  /** Heading of the side variant. */
  readonly title?: string
  /** “9 部分，已完成 6 部分”. */
  readonly progress?: ReactNode
}

/** Parts of a form or of a duty with their states; never a bare percentage. */
export function TaskList({ groups, variant, title, progress }: TaskListProps) {
  return (
    <nav className={css[variant]} aria-label={title ?? words.tasks.label}>
      {variant === 'side' && title && <h2>{title}</h2>}
      {progress && <div className={css.progress}>{progress}</div>}
      {groups.map((group) => (
        <Tasks
          key={group.title ?? group.tasks[0]?.key}
          group={group}
          title={variant === 'page' ? group.title : undefined}
        />
      ))}
    </nav>
  )
}

/** One short bar per part: done, to fix, not yet. Says nothing that the words beside it do not say. */
export function PartsBar({ parts }: { readonly parts: readonly ('done' | 'to-fix' | 'todo')[] }) {
  return (
    <div className={css.parts} aria-hidden="true">
      {parts.map((part, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
          key={index}
          className={part === 'done' ? css.done : part === 'to-fix' ? css.toFix : undefined}
        />
      ))}
    </div>
  )
}
