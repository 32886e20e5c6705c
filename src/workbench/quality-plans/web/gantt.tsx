import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { EmptyState } from '#ui/fault.tsx'
import { Section } from '#ui/section.tsx'
import { barOf, dayShare } from '../domain.ts'
import type { PlannedItem, PlanWithItems } from '../plan/contract.ts'
import css from './gantt.module.css'
import { itemStatus } from './status.ts'
import { words } from './words.ts'

const { gantt: said } = words
const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** The items over the months of the year, each bar filled as far as the item is; prints, and fits a phone. */
export function Gantt({ shown }: { readonly shown: PlanWithItems }) {
  const { plan, items, today } = shown
  if (items.length === 0)
    return (
      <Section>
        <EmptyState text={words.plan.empty} />
      </Section>
    )
  const isNow = today.startsWith(String(plan.year))
  return (
    <Section
      title={words.plan.tabs.gantt}
      note={isNow ? said.today(today) : undefined}
      extra={<Button onClick={() => window.print()}>{said.print}</Button>}
      flush
    >
      <div className={css.chart}>
        <div className={css.scale} aria-hidden>
          <span />
          <span className={css.months}>
            {MONTHS.map((month) => (
              <span key={month}>{said.month(month)}</span>
            ))}
          </span>
        </div>
        <ul aria-label={said.caption(plan.title)}>
          {items.map((item) => (
            <Row key={item.id} item={item} year={plan.year} now={isNow ? dayShare(today, 0) : null} />
          ))}
        </ul>
      </div>
    </Section>
  )
}

type RowProps = { readonly item: PlannedItem; readonly year: number; readonly now: number | null }

function Row({ item, year, now }: RowProps) {
  const { enterpriseId, id, itemNo, name, fromOn, toOn, progress, standing, overdue, ownerCalled } = item
  const status = itemStatus(standing, progress, overdue)
  const bar = barOf(year, fromOn, toOn)
  return (
    <li className={css.row}>
      <div className={css.name}>
        {itemNo} <Link to={`/enterprises/${enterpriseId}/plan-items/${id}`}>{name}</Link>
        <div className={css.who}>{[ownerCalled, status.text].filter(Boolean).join('　')}</div>
      </div>
      <div className={css.track}>
        {bar ? (
          <div
            className={`${css.bar} ${css[status.tone]}`}
            role="img"
            aria-label={said.bar(name, fromOn ?? '', toOn ?? '', progress, status.text)}
            style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
          >
            <div className={css.done} style={{ width: `${progress}%` }} />
          </div>
        ) : (
          <span className={css.note}>{fromOn || toOn ? said.outside : said.noDays}</span>
        )}
        {now === null ? null : <div className={css.today} style={{ left: `${now}%` }} aria-hidden />}
      </div>
    </li>
  )
}
