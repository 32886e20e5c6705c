import { Link, useLocation } from '@tanstack/react-router'
import { useId } from 'react'
import css from './frame.module.css'
import type { MenuGroup } from './frame.tsx'
import { words } from './words.ts'

function Group({
  group,
  current,
  onFollow,
}: {
  readonly group: MenuGroup
  /** Address of the line that the page belongs to. */
  readonly current: string | undefined
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
              className={entry.to === current ? `${css.entry} ${css.active}` : css.entry}
              activeProps={{ 'aria-current': entry.to === current ? 'page' : undefined }}
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

/** The line whose address is the longest beginning of the page's own. */
export function closestEntry(addresses: readonly string[], pathname: string): string | undefined {
  return addresses
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((one, other) => other.length - one.length)[0]
}

/** The left menu: groups with headings, counts of what waits for the reader. */
export function SideMenu({
  groups,
  onFollow,
}: {
  readonly groups: readonly MenuGroup[]
  readonly onFollow?: () => void
}) {
  const { pathname } = useLocation()
  const current = closestEntry(
    groups.flatMap(({ entries }) => entries.map(({ to }) => to)),
    pathname,
  )
  return (
    <nav aria-label={words.menu.label} className={css.menu}>
      {groups.map((group) => (
        <Group
          key={group.title ?? group.entries[0]?.to}
          group={group}
          current={current}
          onFollow={onFollow}
        />
      ))}
    </nav>
  )
}
