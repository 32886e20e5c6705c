import css from './spell-timeline.module.css'
import { type Gap, type GivenGap, layOutSpells, type Spell } from './spells.ts'
import { words } from './words.ts'

const text = words.spells

function rangeOf(spell: Spell): string {
  return text.range(spell.from, spell.to ?? text.openEnd)
}

function gapWords({ days, expired }: Gap): string {
  return expired ? text.expired(days) : text.gap(days)
}

/** Times in office to scale, with gaps (空岗) and today; a table with the same for screen readers. */
export function SpellTimeline({
  spells,
  today,
  gaps,
}: {
  readonly spells: readonly Spell[]
  readonly today: string
  /** Times without anybody as they are counted elsewhere; left out: the times between spells. */
  readonly gaps?: readonly GivenGap[]
}) {
  if (spells.length === 0) return null
  const scale = layOutSpells(spells, today, gaps)
  const at = (day: number) => `${(day / scale.length) * 100}%`
  // The label moves behind the line of today where that line would cross it.
  const labelStart = (start: number, end: number) => {
    const passed = scale.today - start
    return passed >= 0 && passed < (end - start) / 2 ? `calc(${at(passed)} + 8px)` : undefined
  }
  const rows = 1 + Math.max(...scale.stretches.map((stretch) => stretch.row))
  return (
    <figure className={css.figure}>
      <div className={css.title} aria-hidden="true">
        {text.label}
      </div>
      <div className={css.scale} style={{ '--rows': rows } as React.CSSProperties} aria-hidden="true">
        {scale.years.map((year) => (
          <span key={year.year} className={css.year} style={{ left: at(year.day) }}>
            {year.year}
          </span>
        ))}
        {scale.stretches.map(({ spell, start, end, row }) => (
          <span
            key={spell.key}
            className={[css.spell, spell.current && css.current, spell.light && css.light]
              .filter(Boolean)
              .join(' ')}
            style={{
              left: at(start),
              width: at(end - start),
              top: 18 + row * 24,
              paddingLeft: labelStart(start, end),
            }}
          >
            {[spell.who, rangeOf(spell), spell.note].filter(Boolean).join('　')}
          </span>
        ))}
        {scale.gaps.map((gap) => (
          <span
            key={gap.start}
            className={css.gap}
            style={{ left: at(gap.start), width: at(gap.end - gap.start) }}
          >
            <span>{gapWords(gap)}</span>
          </span>
        ))}
        <span
          className={scale.today > scale.length * 0.7 ? `${css.today} ${css.late}` : css.today}
          style={{ left: at(scale.today) }}
        >
          <span>{text.today(today)}</span>
        </span>
      </div>
      {/* A table keeps its width whatever it is told: the box around it hides it. */}
      <div className="visually-hidden">
        <table>
          <caption>{text.label}</caption>
          <thead>
            <tr>
              <th scope="col">{text.columns.who}</th>
              <th scope="col">{text.columns.range}</th>
              <th scope="col">{text.columns.note}</th>
            </tr>
          </thead>
          <tbody>
            {scale.stretches.map(({ spell }) => (
              <tr key={spell.key}>
                <td>{spell.who}</td>
                <td>{rangeOf(spell)}</td>
                <td>{spell.note}</td>
              </tr>
            ))}
            {scale.gaps.map((gap) => (
              <tr key={gap.start}>
                <td colSpan={3}>{gapWords(gap)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
