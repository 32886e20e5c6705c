import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Muted } from '#ui/section.tsx'
import { StatusText } from '#ui/status-text.tsx'
import type { Duty } from '../contract.ts'
import { dutyStatus } from './looks.ts'
import css from './month-grid.module.css'
import { words } from './words.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** Weeks of a month from Monday on; null where the week reaches beyond it. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const cells: (string | null)[] = Array.from({ length: lead }, () => null)
  for (let day = 1; day <= days; day += 1) cells.push(`${year}-${two(month)}-${two(day)}`)
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

type MonthGridProps = {
  readonly year: number
  readonly month: number
  readonly today: string
  readonly duties: readonly Duty[]
  readonly onMonth: (month: number) => void
}

/** A month with what is due on each day. */
export function MonthGrid({ year, month, today, duties, onMonth }: MonthGridProps) {
  const { calendar } = words
  const name = calendar.month(year, month)
  const here = duties.filter(({ due }) => due?.startsWith(`${year}-${two(month)}-`))
  return (
    <div className={css.month}>
      <div className={css.head}>
        <Button
          size="small"
          icon={<LeftOutlined aria-hidden />}
          aria-label={calendar.previous}
          disabled={month === 1}
          onClick={() => onMonth(month - 1)}
        />
        <h2 aria-live="polite">{name}</h2>
        <Button
          size="small"
          icon={<RightOutlined aria-hidden />}
          aria-label={calendar.next}
          disabled={month === 12}
          onClick={() => onMonth(month + 1)}
        />
        {here.length === 0 ? <Muted>{calendar.emptyMonth}</Muted> : null}
      </div>
      <table className={css.grid} aria-label={name}>
        <thead>
          <tr>
            {calendar.weekdays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week, index) => (
            <tr key={week.find(Boolean) ?? index}>
              {week.map((day, place) => (
                <Day key={day ?? `${index}-${place}`} day={day} today={today} duties={here} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type DayProps = { readonly day: string | null; readonly today: string; readonly duties: readonly Duty[] }

function Day({ day, today, duties }: DayProps) {
  if (day === null) return <td className={css.beyond} />
  const due = duties.filter((duty) => duty.due === day)
  return (
    <td className={day === today ? css.today : undefined} aria-current={day === today ? 'date' : undefined}>
      <span className={css.number}>
        {Number(day.slice(8))}
        {day === today ? ` ${words.calendar.today}` : ''}
      </span>
      {due.map((duty) => (
        <div key={`${duty.key} ${duty.period}`} className={css.duty}>
          {duty.title}
          <StatusText status={dutyStatus(duty)} size="small" />
        </div>
      ))}
    </td>
  )
}
