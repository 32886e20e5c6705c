import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import css from './frame.module.css'
import type { MenuGroup } from './frame.tsx'
import { words } from './words.ts'

function Group({
  group,
  onFollow,
}: {
  readonly group: MenuGroup
  readonly onFollow?: (() => void) | undefined
}) {
  const titleId = useId()
  return (
    <>
      {group.title && (
        <div className={css.group} id={titleId}>
          {group.title}
        </div>
      )}
      <ul aria-labelledby={group.title ? titleId : undefined}>
        {group.entries.map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              className={css.entry}
              activeProps={{ className: css.active, 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
              onClick={onFollow}
            >
              <span>{entry.label}</span>
              {entry.count ? (
                <span className={css.count}>
                  <span aria-hidden="true">{entry.count.toLocaleString('zh-CN')}</span>
                  <span className="visually-hidden">{words.menu.waiting(entry.count)}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The left menu: groups with headings, counts of what waits for the reader. */
export function SideMenu({
  groups,
  onFollow,
}: {
  readonly groups: readonly MenuGroup[]
  readonly onFollow?: () => void
}) {
  return (
    <nav aria-label={words.menu.label} className={css.menu}>
      {groups.map((group) => (
        <Group key={group.title ?? group.entries[0]?.to} group={group} onFollow={onFollow} />
      ))}
    </nav>
  )
}
