import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { daysBetween } from '#platform/values/civil-date.ts'
import { listDate } from '#ui/format.ts'
import { Muted, Section } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Status } from '#ui/statuses.ts'
import { splitPath } from '#workbench/conformity/web/parts/split-path.ts'
import type { Cockpit, DueItem } from '../contract.ts'
import css from './cockpit.module.css'
import { words } from './words.ts'

const { due: said } = words

type Props = {
  readonly enterpriseId: string
  readonly found: Cockpit
  readonly mine: boolean
  readonly label: string | undefined
  readonly onFilter: (key: 'whose' | 'label', value: string | undefined) => void
  readonly onMore: () => void
}

/** When it is due, as of today. */
export function dueStatus(dueOn: string, today: string): Status {
  if (dueOn < today) return { text: said.late(daysBetween(dueOn, today)), icon: 'warning', tone: 'error' }
  if (dueOn === today) return { text: said.today, icon: 'clock', tone: 'warning' }
  return { text: listDate(dueOn, today), icon: 'ring', tone: 'muted' }
}

/** 待办: overdue, today, within seven days, from every part of the workbench. */
export function DueList({ enterpriseId, found, mine, label, onFilter, onMore }: Props) {
  const { due, today, inStaff } = found
  const groups = [
    { title: said.groups.overdue(due.overdue), rows: due.rows.filter(({ dueOn }) => dueOn < today) },
    { title: said.groups.today(due.today), rows: due.rows.filter(({ dueOn }) => dueOn === today) },
    { title: said.groups.week(due.week), rows: due.rows.filter(({ dueOn }) => dueOn > today) },
  ].filter(({ rows }) => rows.length > 0)
  const all = due.overdue + due.today + due.week
  const left = all - due.rows.length
  const tools = (
    <div className={css.tools}>
      <Select
        size="small"
        aria-label={said.source}
        style={{ minWidth: 110 }}
        value={label ?? ''}
        options={[
          { value: '', label: said.allSources },
          ...due.labels.map((each) => ({ value: each, label: each })),
        ]}
        onChange={(value: string) => onFilter('label', value || undefined)}
      />
      <Button
        size="small"
        aria-pressed={mine}
        type={mine ? 'primary' : 'default'}
        onClick={() => onFilter('whose', mine ? undefined : 'mine')}
      >
        {said.mine}
      </Button>
    </div>
  )
  return (
    <Section title={said.title} note={said.note(all)} extra={tools} flush>
      {groups.length === 0 ? (
        <Nothing enterpriseId={enterpriseId} mine={mine} inStaff={inStaff} />
      ) : (
        <table className={css.due}>
          <caption className="visually-hidden">{said.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{said.columns.what}</th>
              <th scope="col">{said.columns.source}</th>
              <th scope="col">{said.columns.owner}</th>
              <th scope="col">{said.columns.due}</th>
            </tr>
          </thead>
          {groups.map(({ title, rows }) => (
            <tbody key={title}>
              <tr className={css.group}>
                <th scope="rowgroup" colSpan={4}>
                  {title}
                </th>
              </tr>
              {rows.map((item) => (
                <Line key={`${item.kind} ${item.id}`} item={item} enterpriseId={enterpriseId} today={today} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      <div className={css.foot}>
        {left > 0 ? (
          <Button type="link" onClick={onMore}>
            {said.more(left)}
          </Button>
        ) : null}
        <div>
          <Muted small>{said.from(due.labels)}</Muted>
        </div>
      </div>
    </Section>
  )
}

function Line({
  item,
  enterpriseId,
  today,
}: {
  readonly item: DueItem
  readonly enterpriseId: string
  readonly today: string
}) {
  const { to, search } = splitPath(item.path)
  return (
    <tr>
      <td>
        <Link to={`/enterprises/${enterpriseId}/${to}` as never} search={search as never}>
          {item.what}
        </Link>
      </td>
      <td className={css.source}>
        {item.label} {item.number}
      </td>
      <td>{item.owner ?? <Muted small>{said.nobody}</Muted>}</td>
      <td className={css.day}>
        <StatusText status={dueStatus(item.dueOn, today)} />
      </td>
    </tr>
  )
}

function Nothing({
  enterpriseId,
  mine,
  inStaff,
}: {
  readonly enterpriseId: string
  readonly mine: boolean
  readonly inStaff: boolean
}) {
  if (mine && !inStaff) {
    return (
      <p style={{ padding: 16 }}>
        {said.notInStaff} <Link to={`/enterprises/${enterpriseId}/staff` as never}>{said.toStaff}</Link>
      </p>
    )
  }
  return <p style={{ padding: 16 }}>{mine ? said.emptyMine : said.empty}</p>
}
